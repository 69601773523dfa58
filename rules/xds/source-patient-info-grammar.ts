import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseHl7Ts } from '../../src/identifiers/index.ts'
import { isRequest } from '../shared/metadata.ts'
import { patientInfoOf } from '../shared/patient-info.ts'

/** Fields of PID that sourcePatientInfo may repeat (CI-SIS logical model). */
const FIELDS: ReadonlySet<string> = new Set(
  [3, 5, 7, 8, 11, 13, 14, 15, 16, 18, 21, 23, 24, 25, 29, 30].map(field => String(field)),
)
/** HL7 table 0001. */
const SEXES: ReadonlySet<string> = new Set(['F', 'M', 'O', 'U', 'A', 'N'])

export default defineRule({
  id: 'XDS-032',
  name: 'source-patient-info-grammar',
  level: 'error',
  priority: 2,
  requirements: ['ITI-TF-3-4.2.3.2'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    malformed: {
      en: 'A value of sourcePatientInfo is not written PID-n|content.',
      fr: 'Une valeur de sourcePatientInfo n’est pas écrite PID-n|contenu.',
    },
    field: {
      en: 'sourcePatientInfo holds PID-{field}, which the CI-SIS does not allow there.',
      fr: 'sourcePatientInfo contient PID-{field}, que le CI-SIS n’y admet pas.',
    },
    birthDate: {
      en: 'PID-7 of sourcePatientInfo is not a date written YYYYMMDD.',
      fr: 'PID-7 de sourcePatientInfo n’est pas une date écrite AAAAMMJJ.',
    },
    sex: {
      en: "PID-8 of sourcePatientInfo is '{sex}', not one of F, M, O, U, A, N.",
      fr: 'PID-8 de sourcePatientInfo est « {sex} », et non F, M, O, U, A ou N.',
    },
  },
  docs: {
    en: {
      title: 'Each value of sourcePatientInfo is an allowed field of PID with its content.',
      why: 'IHE ITI TF-3, 4.2.3.2 writes the traits as PID-n|content, one field per value; the CI-SIS allows identity fields only. A whole PID segment, a national date format or a label instead of a sex code cannot be read by whoever receives it.',
      fix: 'Write one Value per field, as PID-5|NAME^GIVEN^^^^^L, PID-7|YYYYMMDD, PID-8|F.',
    },
    fr: {
      title: 'Chaque valeur de sourcePatientInfo est un champ admis de PID avec son contenu.',
      why: 'IHE ITI TF-3, 4.2.3.2 écrit les traits sous la forme PID-n|contenu, un champ par valeur ; le CI-SIS n’admet que des champs d’identité. Un segment PID entier, une date à la française ou un libellé au lieu d’un code de sexe sont illisibles pour le destinataire.',
      fix: 'Écrire un Value par champ, comme PID-5|NOM^PRENOM^^^^^L, PID-7|AAAAMMJJ, PID-8|F.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    const values = submission.entries.flatMap(patientInfoOf)
    if (values.length === 0) return notApplicable
    for (const { value, field, content } of values) {
      if (value.value.trim() === '') continue
      if (field === undefined) yield { message: 'malformed', at: value.at }
      else if (!FIELDS.has(field)) yield { message: 'field', at: value.at, data: { field } }
      else if (content.trim() === '') continue
      else if (field === '7' && !parseHl7Ts(content)) yield { message: 'birthDate', at: value.at, actual: value }
      else if (field === '8' && !SEXES.has(content))
        yield { message: 'sex', at: value.at, data: { sex: content }, actual: value }
    }
  },
})
