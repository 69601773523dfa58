import type { Located } from '../../src/engine/location.ts'
import { all, defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { isTestStructure, normaliseStructureId, parseStructureId } from '../../src/identifiers/index.ts'
import { certifiedStructures } from '../shared/certified-structure.ts'
import { authorInstitutions } from '../shared/imaging.ts'
import { agreementOf, allowsFinessPairs, bareFiness } from '../shared/structures.ts'
import { feederOf, isIndirect } from '../shared/token.ts'

export default defineRule({
  id: 'XCHG-005',
  name: 'ej-eg-pair-confirmed',
  level: 'warning',
  priority: 1,
  requirements: ['FAQ-01', 'G-66'],
  evidence: 'official',
  inputs: {
    token: each('vihf'),
    certificates: all('certificate', { role: 'dmp-auth' }),
    signatures: all('signature', { role: 'token' }),
    submission: optional('submission'),
    directory: optional('directory'),
    site: optional('site'),
  },
  messages: {
    unconfirmed: {
      en: "Nothing given tells whether '{broad}' and '{narrow}' are the FINESS juridique and the FINESS géographique of one establishment.",
      fr: 'Rien de ce qui est fourni ne dit si « {broad} » et « {narrow} » sont le FINESS juridique et le FINESS géographique d’un même établissement.',
    },
    testPair: {
      en: "'{broad}' and '{narrow}' are FINESS of the TEST range, where 1B marks an entité juridique and 0B an entité géographique: check in the test directory that they belong together.",
      fr: '« {broad} » et « {narrow} » sont des FINESS de TEST, où 1B marque une entité juridique et 0B une entité géographique : vérifier dans l’annuaire de test qu’ils vont ensemble.',
    },
  },
  docs: {
    en: {
      title: 'Two different FINESS in one exchange are known to be an EJ and its EG.',
      why: 'The DMP accepts a certificate on the FINESS juridique with a token or a submission on one of its sites (FAQ-01). With two unrelated FINESS it refuses the call. Which of the two cases it is can only be read in the directory, in FINESS or in dmplint.yaml.',
      fix: 'Import the directory or the FINESS file, or write finessLegal under the structure in dmplint.yaml; otherwise check the pair by hand in the public FINESS register.',
    },
    fr: {
      title: 'Deux FINESS différents dans un échange sont connus comme une EJ et son EG.',
      why: 'Le DMP accepte un certificat sur le FINESS juridique avec un jeton ou une soumission sur l’un de ses sites (FAQ-01). Avec deux FINESS sans rapport, il refuse l’appel. Seuls l’annuaire, FINESS ou dmplint.yaml disent dans quel cas on se trouve.',
      fix: 'Importer l’annuaire ou le fichier FINESS, ou écrire finessLegal sous la structure dans dmplint.yaml ; à défaut, vérifier la paire à la main dans le répertoire FINESS public.',
    },
  },
  *check({ token, certificates, signatures, submission, directory, site }) {
    const { structure } = token
    if (!structure || parseStructureId(normaliseStructureId(structure.value)).kind !== 'finess') return notApplicable
    if (!allowsFinessPairs(site)) return notApplicable
    const known = { directory, site }
    const certified = isIndirect(token, signatures) ? certifiedStructures(token, certificates, signatures) : []
    const institutions = submission && feederOf(token, signatures) === 'structure' ? authorInstitutions(submission) : []
    if (certified.length === 0 && institutions.length === 0) return notApplicable
    const pairs = [
      ...unconfirmed(certified, one => agreementOf(one.value, structure.value, known)).map(one => ({
        broad: one,
        narrow: structure,
        at: structure.at,
        other: one,
      })),
      ...unconfirmed(institutions, one => agreementOf(structure.value, one.value, known)).map(one => ({
        broad: structure,
        narrow: one,
        at: one.at,
        other: structure,
      })),
    ]
    const told = new Set<string>()
    for (const { broad, narrow, at, other } of pairs) {
      const pair = [bareFiness(broad.value), bareFiness(narrow.value)].sort().join(' ')
      if (told.has(pair)) continue
      told.add(pair)
      yield {
        message: isTestStructure(broad.value) && isTestStructure(narrow.value) ? 'testPair' : 'unconfirmed',
        at,
        data: { broad, narrow },
        related: [{ at: other.at, text: { en: 'the other FINESS', fr: 'l’autre FINESS' } }],
      }
    }
  },
})

/** Those with an unknown link, unless one of them agrees: the others are then of no consequence. */
function unconfirmed(
  candidates: readonly Located<string>[],
  agreement: (one: Located<string>) => ReturnType<typeof agreementOf>,
): readonly Located<string>[] {
  const agreements = candidates.map(agreement)
  return agreements.includes('agrees') ? [] : candidates.filter((_, i) => agreements[i] === 'unknown-link')
}
