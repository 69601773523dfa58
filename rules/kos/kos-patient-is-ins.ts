import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isMatricule } from '../shared/ins.ts'
import { isKeyObject } from '../shared/kos.ts'
import { INS_AUTHORITIES } from '../shared/people.ts'

export default defineRule({
  id: 'KOS-004',
  name: 'kos-patient-is-ins',
  level: 'warning',
  priority: 1,
  requirements: ['DB.SO.18', 'DB.SO.39'],
  evidence: 'vendor',
  inputs: { kos: each('kos') },
  messages: {
    matricule: {
      en: 'PatientID of the KOS is not the INS number with its key (15 characters).',
      fr: 'PatientID du KOS n’est pas le matricule INS avec sa clé (15 caractères).',
    },
    noIssuer: {
      en: 'PatientID of the KOS has no issuer: IssuerOfPatientIDQualifiersSequence with an OID of the INS is expected.',
      fr: 'PatientID du KOS n’a pas d’émetteur : IssuerOfPatientIDQualifiersSequence avec un OID de l’INS est attendu.',
    },
    issuer: {
      en: "The issuer of PatientID is '{oid}' of type '{type}', not an OID of the INS of type ISO.",
      fr: 'L’émetteur de PatientID est « {oid} » de type « {type} », et non un OID de l’INS de type ISO.',
    },
  },
  docs: {
    en: {
      title: 'PatientID of a KOS is the INS, issued by an authority of the INS.',
      why: 'The KOS is filed in the DMP by the INS; the reference DRIMbox writes it in PatientID with its OID (CI-SIS Volet IMG-KOS; DB.SO.18, draft of 2023). A consumer compares it with the patient of its call before it shows images.',
      fix: 'Write the INS number (15 characters) in PatientID and 1.2.250.1.213.1.4.8 (or .9, .10, .11) with type ISO in IssuerOfPatientIDQualifiersSequence; the local identifier goes to OtherPatientIDsSequence.',
    },
    fr: {
      title: 'PatientID d’un KOS est l’INS, émis par une autorité de l’INS.',
      why: 'Le KOS est rangé dans le DMP par l’INS ; la DRIMbox de référence l’écrit dans PatientID avec son OID (Volet IMG-KOS du CI-SIS ; DB.SO.18, projet de 2023). Un consommateur le compare au patient de son appel avant de montrer les images.',
      fix: 'Écrire le matricule INS (15 caractères) dans PatientID et 1.2.250.1.213.1.4.8 (ou .9, .10, .11) avec le type ISO dans IssuerOfPatientIDQualifiersSequence ; l’identifiant local va dans OtherPatientIDsSequence.',
    },
  },
  *check({ kos }) {
    if (!isKeyObject(kos)) return notApplicable
    const { patientId, patientIdOid, patientIdOidType } = kos
    if (!patientId || !isMatricule(patientId.value)) yield { message: 'matricule', at: patientId?.at ?? kos.at }
    if (!patientIdOid) yield { message: 'noIssuer', at: patientId?.at ?? kos.at }
    else if (!INS_AUTHORITIES.includes(patientIdOid.value) || patientIdOidType?.value !== 'ISO')
      yield {
        message: 'issuer',
        at: patientIdOid.at,
        data: { oid: patientIdOid, type: patientIdOidType?.value ?? '' },
        actual: patientIdOid,
      }
  },
})
