import type { ExchangeSummary } from '../../src/artifacts/exchange.ts'
import type { Site } from '../../src/artifacts/site.ts'
import type { Located } from '../../src/engine/location.ts'
import { all, type Context, defineRule, notApplicable, optional } from '../../src/engine/rule.ts'
import { normaliseStructureId, parseStructureId } from '../../src/identifiers/index.ts'
import { declaredStructures, practisesInOne } from '../shared/declared-structures.ts'

const REPORT_TYPE = '18748-4'

export default defineRule({
  id: 'XCHG-028',
  name: 'nameid-not-generic-in-batch',
  level: 'warning',
  priority: 2,
  requirements: ['G-60', 'G-62', 'DMP/AIRS.06', 'SSI/GEN.17'],
  evidence: 'official',
  inputs: { exchanges: all('summary'), directory: optional('directory') },
  settings: { validators: 3, exchanges: 10 },
  messages: {
    generic: {
      en: "All {count} reports of structure '{structure}', validated by {validators} doctors, carry the NameID '{nameId}': it looks like a generic account.",
      fr: 'Les {count} comptes rendus de la structure « {structure} », validés par {validators} médecins, portent tous le NameID « {nameId} » : on dirait un compte générique.',
    },
  },
  docs: {
    en: {
      title: 'The NameID changes with the doctor.',
      why: 'The NameID is the person who sends, or the radiologist responsible when the system feeds by itself (guide of December 2025, G-62); a card or account shared by all does not identify the doctor (G-60). DMP/AIRS.06 wants the identity of the user at the origin passed on unchanged, and SSI/GEN.17 closes generic accounts to users.',
      fix: 'Take the NameID from the user connected or from the legalAuthenticator of each report, not from the settings. For an establishment where one person answers for the processing, add that person to practitioners in dmplint.yaml.',
    },
    fr: {
      title: 'Le NameID change avec le médecin.',
      why: "Le NameID est la personne qui envoie, ou le radiologue responsable quand le système alimente seul (guide de décembre 2025, G-62) ; une carte ou un compte commun à tous n'identifie pas le médecin (G-60). DMP/AIRS.06 veut que l'identité de l'utilisateur à l'origine soit transmise telle quelle, et SSI/GEN.17 ferme les comptes génériques aux utilisateurs.",
      fix: "Prendre le NameID de l'utilisateur connecté ou du legalAuthenticator de chaque compte rendu, pas du paramétrage. Pour un établissement où une personne répond du traitement, l'ajouter aux practitioners dans dmplint.yaml.",
    },
  },
  *check({ exchanges, directory }, { settings }: Context<{ validators: number; exchanges: number }>) {
    let judged = false
    for (const [structure, { site, nameId, oneNameId, count, validators }] of reportsByStructure(exchanges)) {
      if (count < settings.exchanges || validators.size < 2) continue
      judged = true
      if (validators.size < settings.validators || !oneNameId || !nameId) continue
      const isEstablishment = parseStructureId(structure).kind === 'finess'
      const responsible = practisesInOne(declaredStructures(structure, site, directory), nameId.value)
      if (isEstablishment && responsible) continue
      yield {
        message: 'generic',
        at: nameId.at,
        data: { count, structure, validators: validators.size, nameId },
        actual: nameId,
      }
    }
    return judged ? undefined : notApplicable
  },
})

/** The exchanges of a structure that feed an imaging report. */
interface Batch {
  readonly site: Site | undefined
  /** Of the first. */
  readonly nameId: Located<string> | undefined
  /** All have that one. */
  oneNameId: boolean
  count: number
  /** The legal authenticators of their documents. */
  readonly validators: Set<string>
}

/** By Identifiant_Structure. */
function reportsByStructure(exchanges: readonly ExchangeSummary[]): ReadonlyMap<string, Batch> {
  const batches = new Map<string, Batch>()
  for (const { structure, documents, nameId, site } of exchanges) {
    if (!structure || !documents.some(({ typeCode }) => typeCode === REPORT_TYPE)) continue
    const key = normaliseStructureId(structure.value)
    const batch = batches.get(key) ?? { site, nameId, oneNameId: true, count: 0, validators: new Set() }
    batches.set(key, batch)
    batch.oneNameId &&= nameId?.value.trim() === batch.nameId?.value.trim()
    batch.count++
    for (const { legalAuthenticator } of documents)
      if (legalAuthenticator) batch.validators.add(legalAuthenticator.value)
  }
  return batches
}
