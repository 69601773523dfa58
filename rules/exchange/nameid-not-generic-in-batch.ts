import type { ExchangeSummary } from '../../src/artifacts/exchange.ts'
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
    for (const [structure, batch] of reportsByStructure(exchanges)) {
      const validators = new Set(
        batch.flatMap(({ documents }) =>
          documents.flatMap(({ legalAuthenticator }) => legalAuthenticator?.value ?? []),
        ),
      )
      if (batch.length < settings.exchanges || validators.size < 2) continue
      judged = true
      const nameIds = new Set(batch.map(({ nameId }) => nameId?.value.trim()))
      const nameId = batch[0]?.nameId
      if (validators.size < settings.validators || nameIds.size > 1 || !nameId) continue
      const isEstablishment = parseStructureId(structure).kind === 'finess'
      const responsible = practisesInOne(declaredStructures(structure, batch[0]?.site, directory), nameId.value)
      if (isEstablishment && responsible) continue
      yield {
        message: 'generic',
        at: nameId.at,
        data: { count: batch.length, structure, validators: validators.size, nameId },
        actual: nameId,
      }
    }
    return judged ? undefined : notApplicable
  },
})

/** Exchanges that feed an imaging report, by Identifiant_Structure. */
function reportsByStructure(exchanges: readonly ExchangeSummary[]): ReadonlyMap<string, readonly ExchangeSummary[]> {
  const batches = new Map<string, ExchangeSummary[]>()
  for (const exchange of exchanges) {
    if (!exchange.structure || !exchange.documents.some(({ typeCode }) => typeCode === REPORT_TYPE)) continue
    const structure = normaliseStructureId(exchange.structure.value)
    const batch = batches.get(structure)
    if (batch) batch.push(exchange)
    else batches.set(structure, [exchange])
  }
  return batches
}
