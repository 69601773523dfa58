import { EBRIM } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { lookup } from '../../src/nomenclatures/index.ts'
import { isFilled } from '../shared/metadata.ts'

const SLOTS = ['OriginalStatus', 'NewStatus']

export default defineRule({
  id: 'XDS-046',
  name: 'status-update-transition-known',
  level: 'warning',
  priority: 3,
  requirements: ['ITI-TF-2b-3.57', 'JDV_J52'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    absent: {
      en: 'The update of the status has no {slot}.',
      fr: 'La mise à jour du statut n’a pas de {slot}.',
    },
    unknown: {
      en: "The {slot} '{status}' is not a status of JDV_J52.",
      fr: 'Le {slot} « {status} » n’est pas un statut du JDV_J52.',
    },
    unchanged: {
      en: "The update leaves the status '{status}' as it is.",
      fr: 'La mise à jour laisse le statut « {status} » tel quel.',
    },
  },
  docs: {
    en: {
      title: 'An update of the status goes from one status of JDV_J52 to another.',
      why: 'Archiving and deleting a document of the DMP are updates of its status (ITI-57, IHE ITI TF-2b, 3.57): OriginalStatus must be the one that the registry holds, NewStatus another of JDV_J52. A short name like Deleted is not understood.',
      fix: 'Write both slots with the whole URN: urn:oasis:names:tc:ebxml-regrep:StatusType:Approved or Deprecated, urn:asip:ci-sis:2010:StatusType:Archived or Deleted.',
    },
    fr: {
      title: 'Une mise à jour de statut va d’un statut du JDV_J52 à un autre.',
      why: 'Archiver et supprimer un document du DMP sont des mises à jour de son statut (ITI-57, IHE ITI TF-2b, 3.57) : OriginalStatus doit être celui du registre, NewStatus un autre du JDV_J52. Un nom court comme Deleted n’est pas compris.',
      fix: 'Écrire les deux slots avec l’URN entière : urn:oasis:names:tc:ebxml-regrep:StatusType:Approved ou Deprecated, urn:asip:ci-sis:2010:StatusType:Archived ou Deleted.',
    },
  },
  *check({ submission }) {
    const { updateAvailabilityStatus } = EBRIM.association
    const updates = submission.associations.filter(({ type }) => type?.value.trim() === updateAvailabilityStatus)
    if (submission.form !== 'iti-57' || updates.length === 0) return notApplicable
    for (const { element, slot } of updates) {
      const known: Located<string>[] = []
      for (const name of SLOTS) {
        const status = slot(name)?.values[0]
        if (!status || !isFilled(status))
          yield { message: 'absent', at: status?.at ?? element.at, data: { slot: name } }
        else if (lookup('JDV_J52', status.value).status === 'absent')
          yield { message: 'unknown', at: status.at, data: { slot: name, status }, actual: status }
        else known.push(status)
      }
      const [original, next] = known
      if (original && next && original.value === next.value)
        yield { message: 'unchanged', at: next.at, data: { status: next }, actual: next }
    }
  },
})
