import { all, defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'
import { kosEntries, kosOf, NO_OBJECT } from '../shared/kos.ts'
import { isFilled } from '../shared/metadata.ts'

export default defineRule({
  id: 'KOS-007',
  name: 'kos-entry-unique-id-is-sop-instance',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'RAD-TF-3-4.68'],
  evidence: 'official',
  inputs: { submission: each('submission'), objects: all('kos') },
  messages: {
    differs: {
      en: "The uniqueId of the KOS entry is '{uniqueId}' but the SOP Instance UID of the object is '{uid}'.",
      fr: 'L’uniqueId de la fiche du KOS est « {uniqueId} » alors que le SOP Instance UID de l’objet est « {uid} ».',
    },
    noUid: {
      en: "The object of the KOS entry '{uniqueId}' has no SOP Instance UID.",
      fr: 'L’objet de la fiche de KOS « {uniqueId} » n’a pas de SOP Instance UID.',
    },
  },
  docs: {
    en: {
      title: 'The uniqueId of a KOS entry is the SOP Instance UID of the object.',
      why: 'IHE RAD-68 and the CI-SIS mapping make uniqueId of a KOS from (0008,0018). The source DRIMbox recognises by it the KOS that an image request names.',
      fix: 'Copy SOPInstanceUID of the object to the external identifier uniqueId of its entry.',
    },
    fr: {
      title: 'L’uniqueId de la fiche d’un KOS est le SOP Instance UID de l’objet.',
      why: 'IHE RAD-68 et la correspondance du CI-SIS tirent l’uniqueId d’un KOS de (0008,0018). La DRIMbox source reconnaît par lui le KOS que désigne une demande d’images.',
      fix: 'Recopier SOPInstanceUID de l’objet dans l’identifiant externe uniqueId de sa fiche.',
    },
  },
  *check({ submission, objects }) {
    const entries = kosEntries(submission)
    if (entries.length === 0) return notApplicable
    let judged = false
    for (const entry of entries) {
      const { uniqueId } = entry
      const kos = kosOf(entry, submission, objects)
      if (!kos || !uniqueId || !isFilled(uniqueId)) continue
      judged = true
      const uid = kos.sopInstanceUid
      if (!uid) yield { message: 'noUid', at: uniqueId.at, data: { uniqueId } }
      else if (uid.value !== uniqueId.value.trim())
        yield {
          message: 'differs',
          at: uniqueId.at,
          data: { uniqueId, uid },
          expected: uid,
          actual: uniqueId,
          related: [{ at: uid.at, text: { en: 'the object', fr: 'l’objet' } }],
        }
    }
    if (!judged) return notEvaluated(NO_OBJECT)
  },
})
