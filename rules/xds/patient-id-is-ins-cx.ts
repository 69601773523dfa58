import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseCx } from '../../src/identifiers/index.ts'
import { isClean } from '../shared/hl7-values.ts'
import { insDefectOf } from '../shared/ins.ts'
import { distinct, isFilled, isRequest } from '../shared/metadata.ts'

export default defineRule({
  id: 'XDS-027',
  name: 'patient-id-is-ins-cx',
  level: 'error',
  priority: 1,
  requirements: ['EX_2.1-2035', 'EX_GEN-1250', 'CISIS-HL7V2-MAPPING-XDS'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    malformed: {
      en: 'The patientId is not a 15-character INS matricule written matricule^^^&OID&ISO^NH.',
      fr: 'Le patientId n’est pas un matricule INS de 15 caractères écrit matricule^^^&OID&ISO^NH.',
    },
    withoutKey: {
      en: 'The patientId holds a matricule of 13 characters: the two digits of its key are missing.',
      fr: 'Le patientId porte un matricule de 13 caractères : il manque les deux chiffres de sa clé.',
    },
    insC: {
      en: 'The patientId is an INS-C, which the DMP no longer accepts: the INS matricule is expected.',
      fr: 'Le patientId est un INS-C, que le DMP n’accepte plus : le matricule INS est attendu.',
    },
    authority: {
      en: "The patientId is assigned by '{oid}', which is not an OID of the INS (1.2.250.1.213.1.4.8 to .11).",
      fr: 'Le patientId est attribué par « {oid} », qui n’est pas un OID de l’INS (1.2.250.1.213.1.4.8 à .11).',
    },
    type: {
      en: "The patientId has the identifier type '{type}' where the INS has NH.",
      fr: 'Le patientId a le type d’identifiant « {type} » alors que l’INS a NH.',
    },
  },
  docs: {
    en: {
      title: 'The patientId of the submission set and of each document is an INS in CX form.',
      why: 'The DMP files a document by the INS: matricule with its key, OID of the INS, type NH (CI-SIS mapping of the XDS metadata). The server checks the form (EX_2.1-2035), and a local identifier or an INS-C names no DMP (EX_GEN-1250).',
      fix: 'Write the INS that the INSi service returned, its 15 characters and its OID, as matricule^^^&OID&ISO^NH.',
    },
    fr: {
      title: 'Le patientId du lot et de chaque document est un INS sous forme CX.',
      why: 'Le DMP classe un document par l’INS : matricule avec sa clé, OID de l’INS, type NH (correspondance CI-SIS des métadonnées XDS). Le serveur contrôle la forme (EX_2.1-2035), et un identifiant local ou un INS-C ne désigne aucun DMP (EX_GEN-1250).',
      fix: 'Écrire l’INS rendu par le téléservice INSi, ses 15 caractères et son OID, sous la forme matricule^^^&OID&ISO^NH.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    const values = [...submission.submissionSets, ...submission.entries]
      .flatMap(({ patientId }) => (patientId ? [{ value: patientId }] : []))
      .filter(({ value }) => isFilled(value))
    if (values.length === 0) return notApplicable
    for (const { value, related } of distinct(values)) {
      const cx = parseCx(value.value)
      if (!isClean(cx, 'CX')) continue
      const place = { at: value.at, actual: value, related }
      switch (insDefectOf(cx)) {
        case 'ins-c':
          yield { message: 'insC', ...place }
          break
        case 'without-key':
          yield { message: 'withoutKey', ...place }
          break
        case 'authority':
          yield { message: 'authority', data: { oid: cx.authority.universalId.value }, ...place }
          break
        case 'type':
          yield { message: 'type', data: { type: cx.idType.value }, ...place }
          break
        case 'malformed':
          yield { message: 'malformed', ...place }
      }
    }
  },
})
