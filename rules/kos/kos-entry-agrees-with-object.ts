import { all, defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'
import { parseCx } from '../../src/identifiers/index.ts'
import { isMatricule } from '../shared/ins.ts'
import { kosEntries, kosOf, NO_OBJECT } from '../shared/kos.ts'
import {
  missingFrom,
  REFERENCES,
  type ReferenceKind,
  referencesOfEntry,
  referencesOfKos,
} from '../shared/references.ts'

export default defineRule({
  id: 'KOS-008',
  name: 'kos-entry-agrees-with-object',
  level: 'error',
  priority: 1,
  requirements: ['RG_3010', 'DB.SO.18'],
  evidence: 'official',
  inputs: { submission: each('submission'), objects: all('kos') },
  messages: {
    patient: {
      en: 'The patientId of the KOS entry is not the PatientID of the object.',
      fr: 'Le patientId de la fiche du KOS n’est pas le PatientID de l’objet.',
    },
    issuer: {
      en: "The patientId of the KOS entry is issued by '{entry}', the PatientID of the object by '{object}'.",
      fr: 'Le patientId de la fiche du KOS est émis par « {entry} », le PatientID de l’objet par « {object} ».',
    },
    onlyMetadata: {
      en: "The KOS object does not have the {what} '{value}' of its entry.",
      fr: 'L’objet KOS n’a pas {what} « {value} » de sa fiche.',
    },
    onlyObject: {
      en: "The entry of the KOS does not have the {what} '{value}' of the object.",
      fr: 'La fiche du KOS n’a pas {what} « {value} » de l’objet.',
    },
  },
  docs: {
    en: {
      title: 'Patient, study, accession and order of a KOS entry are those of the object.',
      why: 'The entry is found in the DMP of the patient (RG_3010) and joined with the report by its references (CI-SIS Volet IMG-KOS; DB.SO.18, draft of 2023); the images are fetched by what the object says. When they differ, images of another examination, or of somebody else, are shown.',
      fix: 'Make patientId and referenceIdList of the entry from PatientID, ReferencedRequestSequence and CurrentRequestedProcedureEvidenceSequence of the object.',
    },
    fr: {
      title: 'Patient, examen, accession et demande de la fiche d’un KOS sont ceux de l’objet.',
      why: 'La fiche est trouvée dans le DMP du patient (RG_3010) et réunie au compte rendu par ses références (Volet IMG-KOS du CI-SIS ; DB.SO.18, projet de 2023) ; les images sont cherchées d’après l’objet. Quand ils diffèrent, les images d’un autre examen, ou de quelqu’un d’autre, sont montrées.',
      fix: 'Tirer patientId et referenceIdList de la fiche de PatientID, ReferencedRequestSequence et CurrentRequestedProcedureEvidenceSequence de l’objet.',
    },
  },
  *check({ submission, objects }) {
    const entries = kosEntries(submission)
    if (entries.length === 0) return notApplicable
    let judged = false
    for (const entry of entries) {
      const kos = kosOf(entry, submission, objects)
      if (!kos) continue
      judged = true
      const { patientId: ofKos, patientIdOid } = kos
      // A PatientID that is no INS is left to KOS-004.
      if (entry.patientId && ofKos && isMatricule(ofKos.value)) {
        const { id, authority } = parseCx(entry.patientId.value)
        const oid = authority.universalId.value
        const related = [{ at: ofKos.at, text: { en: 'the object', fr: 'l’objet' } }]
        if (id.value !== ofKos.value) yield { message: 'patient', at: entry.patientId.at, related }
        else if (patientIdOid && oid !== '' && oid !== patientIdOid.value)
          yield { message: 'issuer', at: entry.patientId.at, data: { entry: oid, object: patientIdOid }, related }
      }
      const inEntry = referencesOfEntry(entry)
      const inObject = referencesOfKos(kos)
      for (const kind of Object.keys(inEntry) as ReferenceKind[]) {
        const [metadata, object] = [inEntry[kind], inObject[kind]]
        const [first] = metadata
        // A side that has none is left to XDS-040, KOS-003 and KOS-005.
        if (!first || object.length === 0) continue
        const what = REFERENCES[kind].words
        for (const { value } of missingFrom(metadata, object))
          yield { message: 'onlyMetadata', at: value.at, data: { what, value }, actual: value }
        for (const { value } of missingFrom(object, metadata))
          yield {
            message: 'onlyObject',
            at: first.value.at,
            data: { what, value },
            expected: value,
            related: [{ at: value.at, text: { en: 'in the object', fr: 'dans l’objet' } }],
          }
      }
    }
    if (!judged) return notEvaluated(NO_OBJECT)
  },
})
