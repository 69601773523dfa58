import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isOid, parseCx, sameCx } from '../../src/identifiers/index.ts'
import { grammarDefects, isClean } from '../shared/hl7-values.ts'
import { isFilled, isRequest } from '../shared/metadata.ts'
import { INS_AUTHORITIES } from '../shared/people.ts'

export default defineRule({
  id: 'XDS-031',
  name: 'source-patient-id-well-formed',
  level: 'error',
  priority: 2,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'ITI-TF-3-4.2.3.2'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    malformed: {
      en: "The sourcePatientId of the document entry '{entry}' is not written id^^^&OID&ISO^type.",
      fr: 'Le sourcePatientId de la fiche de document « {entry} » n’est pas écrit id^^^&OID&ISO^type.',
    },
    authority: {
      en: "The sourcePatientId of the document entry '{entry}' is assigned by '{authority}', which is not an OID.",
      fr: 'Le sourcePatientId de la fiche de document « {entry} » est attribué par « {authority} », qui n’est pas un OID.',
    },
    notPatientId: {
      en: "The sourcePatientId of the document entry '{entry}' has type NH without repeating the patientId.",
      fr: 'Le sourcePatientId de la fiche de document « {entry} » a le type NH sans répéter le patientId.',
    },
    insAsLocal: {
      en: "The sourcePatientId of the document entry '{entry}' gives an INS the type PI of local identifiers.",
      fr: 'Le sourcePatientId de la fiche de document « {entry} » donne à un INS le type PI des identifiants locaux.',
    },
  },
  docs: {
    en: {
      title: 'sourcePatientId is the local identifier of the patient in CX form, or repeats the INS.',
      why: 'It keeps the identifier of the patient where the document was made (IHE ITI TF-3, 4.2.3.2; CI-SIS mapping): IPP, OID of the site that assigns it, type PI; without local identifier it repeats the patientId with type NH.',
      fix: 'Write IPP^^^&OID&ISO^PI with the OID under which the site assigns its IPP, or the patientId as it is.',
    },
    fr: {
      title: 'sourcePatientId est l’identifiant local du patient sous forme CX, ou répète l’INS.',
      why: 'Il garde l’identifiant du patient là où le document est produit (IHE ITI TF-3, 4.2.3.2 ; correspondance CI-SIS) : IPP, OID du site qui l’attribue, type PI ; sans identifiant local il répète le patientId avec le type NH.',
      fix: 'Écrire IPP^^^&OID&ISO^PI avec l’OID sous lequel le site attribue ses IPP, ou le patientId tel quel.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    let judged = false
    for (const { id: entry, sourcePatientId: value, patientId } of submission.entries) {
      if (!value || !isFilled(value)) continue
      judged = true
      const cx = parseCx(value.value)
      if (!isClean(cx, 'CX')) continue
      const authority = cx.authority.universalId.value
      const ins = INS_AUTHORITIES.includes(authority)
      const place = { at: value.at, actual: value }
      if (cx.id.value === '' || cx.authority.universalIdType.length === 0 || grammarDefects(cx).length > 0)
        yield { message: 'malformed', data: { entry }, ...place }
      else if (!isOid(authority)) yield { message: 'authority', data: { entry, authority }, ...place }
      else if (cx.idType.value === 'NH' && patientId && !sameCx(cx, parseCx(patientId.value)))
        yield { message: 'notPatientId', data: { entry }, expected: patientId, ...place }
      else if (cx.idType.value === 'PI' && ins)
        yield { message: 'insAsLocal', data: { entry }, expected: 'NH', ...place }
    }
    return judged ? undefined : notApplicable
  },
})
