import type { DocumentSummary } from '../../src/artifacts/exchange.ts'
import type { Located } from '../../src/engine/location.ts'
import { all, defineRule, notApplicable } from '../../src/engine/rule.ts'
import { sharing } from '../shared/sharing.ts'

interface Version {
  readonly id: Located<string>
  readonly number: number
  readonly at: Located<string>
  readonly replaces: readonly string[]
}

export default defineRule({
  id: 'XCHG-027',
  name: 'document-versions-increase',
  level: 'error',
  priority: 3,
  requirements: ['CISIS-STRUCMIN-3.5.5.10', 'DB/RIS.10'],
  evidence: 'official',
  inputs: { exchanges: all('summary') },
  messages: {
    sameVersion: {
      en: "Two documents of the set '{set}' have version {version}.",
      fr: 'Deux documents du lot « {set} » ont la version {version}.',
    },
    noPredecessor: {
      en: "Version {version} of the set '{set}' does not name version {former} ('{predecessor}') in relatedDocument.",
      fr: 'La version {version} du lot « {set} » ne désigne pas la version {former} (« {predecessor} ») dans relatedDocument.',
    },
  },
  docs: {
    en: {
      title: 'Each version of a document has a number of its own and names the one before.',
      why: 'setId, versionNumber and relatedDocument are the chain by which a reader finds the last version of a report (CI-SIS, minimal structure, 3.5.5.10); a modified report is published again (DB/RIS.10). The DMP refuses a replacement that does not follow the last version (HL7 error 900).',
      fix: 'Add one to versionNumber for each version, and write the id of the version before in relatedDocument RPLC, parentDocument/id.',
    },
    fr: {
      title: "Chaque version d'un document a son numéro et désigne celle d'avant.",
      why: "setId, versionNumber et relatedDocument forment la chaîne par laquelle un lecteur trouve la dernière version d'un compte rendu (CI-SIS, structuration minimale, 3.5.5.10) ; un compte rendu modifié est publié à nouveau (DB/RIS.10). Le DMP refuse un remplacement qui ne suit pas la dernière version (erreur HL7 900).",
      fix: "Ajouter un à versionNumber pour chaque version, et écrire l'id de la version d'avant dans relatedDocument RPLC, parentDocument/id.",
    },
  },
  *check({ exchanges }) {
    const inOneSet = sharing(exchanges, ({ documents }) => documents.map(({ setId }) => setId?.value))
    const sets = [...versionsBySet(inOneSet.flatMap(({ documents }) => documents))].filter(
      ([, versions]) => versions.length > 1,
    )
    if (sets.length === 0) return notApplicable
    for (const [set, versions] of sets) {
      const sorted = versions.toSorted((a, b) => a.number - b.number)
      for (const [i, version] of sorted.entries()) {
        const former = sorted[i - 1]
        if (!former) continue
        const related = [{ at: former.at.at, text: { en: 'the version before', fr: "la version d'avant" } }]
        if (former.number === version.number)
          yield {
            message: 'sameVersion',
            at: version.at.at,
            data: { set, version: version.number },
            related: [{ at: former.at.at, text: { en: 'the same version', fr: 'la même version' } }],
          }
        else if (
          former.number === version.number - 1 &&
          !sorted.some(({ id, number }) => number === former.number && version.replaces.includes(id.value))
        )
          yield {
            message: 'noPredecessor',
            at: version.at.at,
            data: { set, version: version.number, former: former.number, predecessor: former.id },
            expected: former.id,
            actual: version.replaces.join(', '),
            related,
          }
      }
    }
  },
})

/** Versions by setId. One uniqueId is one document: several contents under it are reported by XDS-036. */
function versionsBySet(documents: readonly DocumentSummary[]): ReadonlyMap<string, readonly Version[]> {
  const sets = new Map<string, Version[]>()
  for (const { setId, versionNumber, uniqueId, replaces } of documents) {
    if (!setId || !versionNumber || !uniqueId || !/^[0-9]{1,9}$/.test(versionNumber.value)) continue
    const versions = sets.get(setId.value) ?? []
    sets.set(setId.value, versions)
    if (versions.some(({ id }) => id.value === uniqueId.value)) continue
    versions.push({
      id: uniqueId,
      number: Number(versionNumber.value),
      at: versionNumber,
      replaces: replaces.map(({ value }) => value),
    })
  }
  return sets
}
