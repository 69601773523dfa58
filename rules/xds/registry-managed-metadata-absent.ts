import type { RegistryObject } from '../../src/artifacts/submission.ts'
import type { Location } from '../../src/engine/location.ts'
import type { Text } from '../../src/engine/rule.ts'
import { defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'

const SLOTS: ReadonlySet<string> = new Set([
  'repositoryUniqueId',
  'URI',
  'homeCommunityId',
  'intendedRecipient',
  'documentAvailability',
])

const ALONE: Text = {
  en: 'the metadata lie apart from their message: on an XDM medium, or from a repository, these are right',
  fr: 'les métadonnées sont séparées de leur message : sur un support XDM, ou venant d’un entrepôt, elles sont justes',
}

export default defineRule({
  id: 'XDS-009',
  name: 'registry-managed-metadata-absent',
  level: 'warning',
  priority: 3,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'ITI-TF-3-4.2.3.2'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    managed: {
      en: 'The {metadata} is set by the DMP or not used by it: a feeding does not carry it.',
      fr: 'Le {metadata} est fixé par le DMP ou n’y sert pas : une alimentation ne le porte pas.',
    },
    folder: {
      en: 'The submission holds a folder, which the DMP does not use.',
      fr: 'La soumission contient un classeur, que le DMP n’utilise pas.',
    },
  },
  docs: {
    en: {
      title: 'A feeding carries no metadata that the DMP sets or does not use.',
      why: 'The repository gives repositoryUniqueId, the registry availabilityStatus; URI belongs to XDM media, and the French profile uses neither communities, recipients nor folders (CI-SIS mapping). They are ignored at best.',
      fix: 'Take the metadata out of the ITI-41 request. They often come from a template of a registry answer.',
    },
    fr: {
      title: 'Une alimentation ne porte pas de métadonnées que le DMP fixe ou n’utilise pas.',
      why: 'L’entrepôt donne repositoryUniqueId, le registre availabilityStatus ; URI appartient aux supports XDM, et le profil français n’utilise ni communautés, ni destinataires, ni classeurs (correspondance du CI-SIS). Au mieux ils sont ignorés.',
      fix: 'Retirer la métadonnée de la requête ITI-41. Elle vient souvent d’un modèle tiré d’une réponse de registre.',
    },
  },
  *check({ submission }) {
    if (submission.form !== 'iti-41' && submission.form !== 'ebrs') return notApplicable
    const found = [...submission.submissionSets, ...submission.entries].flatMap(managedOf)
    if (submission.form === 'ebrs' && found.length + submission.folders.length > 0) return notEvaluated(ALONE)
    for (const { metadata, at } of found) yield { message: 'managed', at, data: { metadata } }
    for (const folder of submission.folders) yield { message: 'folder', at: folder.element.at }
  },
})

function managedOf({ slots, status, home }: RegistryObject): readonly { metadata: string; at: Location }[] {
  return [
    ...(status ? [{ metadata: 'availabilityStatus', at: status.at }] : []),
    ...(home ? [{ metadata: 'homeCommunityId', at: home.at }] : []),
    ...slots.filter(slot => SLOTS.has(slot.name.value)).map(({ name }) => ({ metadata: name.value, at: name.at })),
  ]
}
