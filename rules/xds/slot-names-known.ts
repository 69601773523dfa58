import type { Slot, Submission } from '../../src/artifacts/submission.ts'
import { EBRIM } from '../../src/artifacts/submission.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isRequest } from '../shared/metadata.ts'
import { foldUuid } from '../shared/registry.ts'

/** Slots by the object that has them; those that a registry sets are known too, and left to XDS-009. */
const KNOWN = {
  'submission set': ['submissionTime', 'intendedRecipient', 'homeCommunityId'],
  'document entry': [
    'creationTime',
    'documentAvailability',
    'hash',
    'homeCommunityId',
    'languageCode',
    'legalAuthenticator',
    'repositoryUniqueId',
    'serviceStartTime',
    'serviceStopTime',
    'size',
    'sourcePatientId',
    'sourcePatientInfo',
    'URI',
  ],
  folder: ['lastUpdateTime', 'homeCommunityId'],
  author: ['authorPerson', 'authorInstitution', 'authorRole', 'authorSpecialty', 'authorTelecommunication'],
  code: ['codingScheme'],
  association: ['SubmissionSetStatus', 'PreviousVersion', 'OriginalStatus', 'NewStatus', 'AssociationPropagation'],
} as const satisfies Readonly<Record<string, readonly string[]>>
type Owner = keyof typeof KNOWN

const OWNERS: Readonly<Record<Owner, { en: string; fr: string }>> = {
  'submission set': { en: 'a submission set', fr: 'un lot de soumission' },
  'document entry': { en: 'a document entry', fr: 'une fiche de document' },
  folder: { en: 'a folder', fr: 'un classeur' },
  author: { en: 'an author', fr: 'un auteur' },
  code: { en: 'a coded metadata', fr: 'une métadonnée codée' },
  association: { en: 'an association', fr: 'une association' },
}

export default defineRule({
  id: 'XDS-007',
  name: 'slot-names-known',
  level: 'warning',
  priority: 2,
  requirements: ['ITI-TF-3-4.2.3'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    letterCase: {
      en: "The slot '{name}' is written '{known}': case counts.",
      fr: 'Le slot « {name} » s’écrit « {known} » : la casse compte.',
    },
    misplaced: {
      en: "The slot '{name}' is known, but not in {owner}.",
      fr: 'Le slot « {name} » est connu, mais pas dans {owner}.',
    },
    unknown: {
      en: "The slot '{name}' is not defined for {owner}.",
      fr: 'Le slot « {name} » n’est pas défini pour {owner}.',
    },
  },
  docs: {
    en: {
      title: 'Slot names are those of the metadata, in the exact case.',
      why: 'A registry ignores or refuses slots that it does not know (IHE ITI TF-3, 4.2.3): the value is lost without a word. SourcePatientInfo, PatientId and a submissionTime inside a document entry come from tools that circulate.',
      fix: 'Write the name as the metadata are listed. Extensions are named by a URN.',
    },
    fr: {
      title: 'Les noms de slots sont ceux des métadonnées, à la casse près.',
      why: 'Un registre ignore ou refuse les slots qu’il ne connaît pas (IHE ITI TF-3, 4.2.3) : la valeur est perdue sans un mot. SourcePatientInfo, PatientId et un submissionTime dans une fiche de document viennent d’outils en circulation.',
      fix: 'Écrire le nom tel que les métadonnées sont listées. Les extensions se nomment par une URN.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    for (const { name, owner } of slotsOf(submission)) {
      const own: readonly string[] = KNOWN[owner]
      if (own.includes(name.value) || /^urn:/i.test(name.value)) continue
      const known = own.find(other => other.toLowerCase() === name.value.toLowerCase())
      if (known) yield { message: 'letterCase', at: name.at, data: { name, known }, expected: known, actual: name }
      else {
        const elsewhere = Object.values<readonly string[]>(KNOWN).some(names => names.includes(name.value))
        yield {
          message: elsewhere ? 'misplaced' : 'unknown',
          at: name.at,
          data: { name, owner: OWNERS[owner] },
          actual: name,
        }
      }
    }
  },
})

function slotsOf(submission: Submission): readonly (Pick<Slot, 'name'> & { readonly owner: Owner })[] {
  const of = (owner: Owner, slots: readonly Slot[]) => slots.map(({ name }) => ({ name, owner }))
  const objects = [
    ...submission.submissionSets.map(object => ({ object, owner: 'submission set' as const })),
    ...submission.entries.map(object => ({ object, owner: 'document entry' as const })),
    ...submission.folders.map(object => ({ object, owner: 'folder' as const })),
  ]
  return [
    ...objects.flatMap(({ object, owner }) => [
      ...of(owner, object.slots),
      ...object.classifications.flatMap(({ scheme, slots }) => of(isAuthor(scheme?.value) ? 'author' : 'code', slots)),
    ]),
    ...submission.associations.flatMap(({ slots }) => of('association', slots)),
  ]
}

const AUTHORS: readonly string[] = [EBRIM.submissionSet.author, EBRIM.documentEntry.author]
const isAuthor = (scheme: string | undefined): boolean => scheme !== undefined && AUTHORS.includes(foldUuid(scheme))
