import type { Site } from '../../src/artifacts/site.ts'
import type { Directory } from '../../src/directory/directory.ts'
import { all, defineRule, each, notApplicable, notEvaluated, one, optional, type Text } from '../../src/engine/rule.ts'
import { normaliseStructureId, parseStructureId, sameStructureText } from '../../src/identifiers/index.ts'
import { certifiedStructures, noStructureCertificate } from '../shared/certified-structure.ts'
import { authorInstitutions } from '../shared/imaging.ts'
import { bareFiness } from '../shared/structures.ts'
import { isIndirect } from '../shared/token.ts'

const UNKNOWN_KIND: Text = {
  en: 'nothing tells whether the FINESS is an EJ or an EG: import the FINESS file, or write finessLegal in dmplint.yaml',
  fr: 'rien ne dit si le FINESS est une EJ ou une EG : importer le fichier FINESS, ou écrire finessLegal dans dmplint.yaml',
}

export default defineRule({
  id: 'XCHG-006',
  name: 'ej-mode-not-used',
  level: 'warning',
  priority: 2,
  requirements: ['FAQ-01'],
  evidence: 'official',
  inputs: {
    token: each('vihf'),
    submission: one('submission'),
    certificates: all('certificate', { role: 'dmp-auth' }),
    signatures: all('signature', { role: 'token' }),
    directory: optional('directory'),
    site: optional('site'),
  },
  messages: {
    pureEj: {
      en: "Certificate, token and submission are all on the FINESS juridique '{finess}': the submission should name the FINESS géographique.",
      fr: 'Certificat, jeton et soumission sont tous sur le FINESS juridique « {finess} » : la soumission devrait désigner le FINESS géographique.',
    },
  },
  docs: {
    en: {
      title: 'The submission of an establishment names the FINESS géographique.',
      why: 'With the FINESS juridique in certificate, token and submission, nobody can tell at which site a document was made. The FAQ of the DMP (FAQ-01) strongly discourages this mode EJ and says that it will be switched off.',
      fix: 'Keep the certificate on the FINESS juridique, and write the FINESS géographique of the site in authorInstitution (mode EJ/EG).',
    },
    fr: {
      title: "La soumission d'un établissement désigne le FINESS géographique.",
      why: "Avec le FINESS juridique dans le certificat, le jeton et la soumission, personne ne sait sur quel site un document a été produit. La FAQ du DMP (FAQ-01) déconseille fortement ce mode EJ et annonce qu'il sera désactivé.",
      fix: "Garder le certificat sur le FINESS juridique, et écrire le FINESS géographique du site dans l'authorInstitution (mode EJ/EG).",
    },
  },
  *check({ token, submission, certificates, signatures, directory, site }) {
    const { structure } = token
    if (!structure || !isIndirect(token, signatures)) return notApplicable
    const id = parseStructureId(normaliseStructureId(structure.value))
    // A site that declares the mode EJ hears of it once, from SITE-029.
    if (id.kind !== 'finess' || site?.dmp?.finessMode?.value === 'ej') return notApplicable
    const institutions = authorInstitutions(submission)
    const [first] = institutions
    if (!first) return notApplicable
    if (institutions.some(({ value }) => !sameStructureText(value, structure.value))) return
    const certified = certifiedStructures(token, certificates, signatures)
    if (certified.length === 0) return noStructureCertificate
    if (!certified.some(({ value }) => sameStructureText(value, structure.value))) return
    const legal = isLegalEntity(id.bare, site, directory)
    if (legal === undefined) return notEvaluated(UNKNOWN_KIND)
    if (legal) yield { message: 'pureEj', at: first.at, data: { finess: id.bare }, actual: first }
  },
})

/** Whether a FINESS is one of an entité juridique; `undefined` when neither the site nor the directory tells. */
function isLegalEntity(finess: string, site: Site | undefined, directory: Directory | undefined): boolean | undefined {
  const kinds = directory?.structure(`1${finess}`)?.kinds ?? []
  const structures = site?.structures ?? []
  const geographic =
    kinds.includes('finess-eg') ||
    structures.some(({ id, finessLegal }) => finessLegal !== undefined && bareFiness(id.value) === finess)
  if (geographic) return false
  const legal =
    kinds.includes('finess-ej') ||
    structures.some(({ finessLegal }) => finessLegal !== undefined && bareFiness(finessLegal.value) === finess)
  return legal ? true : undefined
}
