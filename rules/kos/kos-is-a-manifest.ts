import { defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { isKeyObject, KEY_OBJECT_SELECTION, kosEntries, kosOf } from '../shared/kos.ts'

export default defineRule({
  id: 'KOS-001',
  name: 'kos-is-a-manifest',
  level: 'error',
  priority: 1,
  requirements: ['DICOM-PS3.3-A.35.4', 'RAD-TF-3-4.68', 'DB.SO.18'],
  evidence: 'official',
  inputs: { kos: each('kos'), submission: optional('submission') },
  messages: {
    sopClass: {
      en: "The SOP Class of the object is '{actual}', not Key Object Selection ('{expected}').",
      fr: 'La SOP Class de l’objet est « {actual} », et non Key Object Selection (« {expected} »).',
    },
    modality: {
      en: "The modality of the object is '{actual}', not KO.",
      fr: 'La modalité de l’objet est « {actual} », et non KO.',
    },
    concept: {
      en: "The title of the object is the concept '{code}' of '{scheme}', not 113030 of DCM (Manifest).",
      fr: 'Le titre de l’objet est le concept « {code} » de « {scheme} », et non 113030 de DCM (Manifest).',
    },
  },
  docs: {
    en: {
      title: 'A KOS is a DICOM Key Object Selection entitled Manifest.',
      why: 'The images of a study are shared by a manifest (IHE RAD-68; CI-SIS Volet IMG-KOS; DB.SO.18, draft of 2023). Another SOP Class, modality or title is an object that a consumer DRIMbox does not open as one.',
      fix: 'Write SOP Class UID 1.2.840.10008.5.1.4.1.1.88.59, Modality KO, and 113030 (DCM) in ConceptNameCodeSequence.',
    },
    fr: {
      title: 'Un KOS est un Key Object Selection DICOM intitulé Manifest.',
      why: 'Les images d’un examen sont partagées par un manifeste (IHE RAD-68 ; Volet IMG-KOS du CI-SIS ; DB.SO.18, projet de 2023). Avec une autre SOP Class, modalité ou un autre titre, une DRIMbox consommatrice n’ouvre pas l’objet comme tel.',
      fix: 'Écrire la SOP Class UID 1.2.840.10008.5.1.4.1.1.88.59, la Modality KO, et 113030 (DCM) dans ConceptNameCodeSequence.',
    },
  },
  *check({ kos, submission }) {
    const isSent = submission && kosEntries(submission).some(entry => kosOf(entry, submission, [kos]) === kos)
    if (!isSent && !isKeyObject(kos)) return notApplicable
    const { sopClassUid, modality, conceptName } = kos
    if (sopClassUid?.value !== KEY_OBJECT_SELECTION) {
      const data = { actual: sopClassUid?.value ?? '', expected: KEY_OBJECT_SELECTION }
      yield { message: 'sopClass', at: sopClassUid?.at ?? kos.at, data, ...data }
    }
    if (modality?.value !== 'KO') {
      const actual = modality?.value ?? ''
      yield { message: 'modality', at: modality?.at ?? kos.at, data: { actual }, expected: 'KO', actual }
    }
    const code = conceptName?.code?.value ?? ''
    const scheme = conceptName?.scheme?.value ?? ''
    if (code !== '113030' || scheme !== 'DCM')
      yield {
        message: 'concept',
        at: conceptName?.code?.at ?? kos.at,
        data: { code, scheme },
        expected: '113030 DCM',
        actual: `${code} ${scheme}`,
      }
  },
})
