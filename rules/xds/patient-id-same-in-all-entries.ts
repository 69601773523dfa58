import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseCx, sameCx } from '../../src/identifiers/index.ts'
import { insDefectOf } from '../shared/ins.ts'
import { isRequest } from '../shared/metadata.ts'

export default defineRule({
  id: 'XDS-028',
  name: 'patient-id-same-in-all-entries',
  level: 'error',
  priority: 1,
  requirements: ['ITI-TF-3-4.2.3.2', 'RG_3010'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    differs: {
      en: "The patientId of the document entry '{entry}' is not that of the submission set.",
      fr: 'Le patientId de la fiche de document « {entry} » n’est pas celui du lot de soumission.',
    },
  },
  dmpAnswer: 'XDSPatientIdDoesNotMatch',
  docs: {
    en: {
      title: 'The patientId of every document entry is that of the submission set.',
      why: 'A submission concerns one patient: IHE ITI TF-3, 4.2.3.2 makes the registry compare identifier and authority, and refuse the whole submission with XDSPatientIdDoesNotMatch. Two patients in one submission also mean that a document is about to reach the wrong DMP.',
      fix: 'Fill the patientId of the submission set and of its entries, the signature entry included, from the same patient record; send the documents of two patients in two submissions.',
    },
    fr: {
      title: 'Le patientId de chaque fiche de document est celui du lot de soumission.',
      why: 'Un lot concerne un seul patient : IHE ITI TF-3, 4.2.3.2 fait comparer au registre identifiant et autorité, et refuser le lot entier par XDSPatientIdDoesNotMatch. Deux patients dans un lot signifient aussi qu’un document va partir dans le mauvais DMP.',
      fix: 'Remplir le patientId du lot et de ses fiches, celle de la signature comprise, à partir du même dossier patient ; envoyer les documents de deux patients en deux lots.',
    },
  },
  *check({ submission }) {
    const ofSet = submission.submissionSet?.patientId
    if (!isRequest(submission) || !ofSet) return notApplicable
    const wanted = parseCx(ofSet.value)
    if (insDefectOf(wanted)) return notApplicable
    for (const { id, patientId } of submission.entries) {
      if (!patientId) continue
      const cx = parseCx(patientId.value)
      if (insDefectOf(cx) || sameCx(cx, wanted)) continue
      yield {
        message: 'differs',
        at: patientId.at,
        data: { entry: id },
        expected: ofSet,
        actual: patientId,
        related: [
          { at: ofSet.at, text: { en: 'patientId of the submission set', fr: 'patientId du lot de soumission' } },
        ],
      }
    }
  },
})
