import type { CdaPatient } from '../../src/artifacts/cda.ts'
import type { DocumentEntry } from '../../src/artifacts/submission.ts'
import { all, defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { sameWords } from '../../src/identifiers/index.ts'
import { clinicalEntries } from '../shared/metadata.ts'
import { patientInfoOf } from '../shared/patient-info.ts'
import { personsOf } from '../shared/people.ts'

export default defineRule({
  id: 'XCHG-016',
  name: 'subject-id-is-not-the-patient',
  level: 'warning',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { token: each('vihf'), submission: one('submission'), documents: all('document') },
  messages: {
    patient: {
      en: 'The subject-id of the token holds the names of the patient, not those of the user.',
      fr: 'Le subject-id du jeton contient les noms du patient, pas ceux de l’utilisateur.',
    },
  },
  docs: {
    en: {
      title: 'The subject-id names the user or the software, not the patient.',
      why: 'The subject-id is the family and given name of the professional who sends, or the name and model of the software (CI-SIS mapping of HL7 v2 to the VIHF). With the names of the patient, the traces of the DMP show the patient as the author of the access.',
      fix: 'Take the names of the connected user, or the name of the software for an automatic feed.',
    },
    fr: {
      title: 'Le subject-id désigne l’utilisateur ou le logiciel, pas le patient.',
      why: 'Le subject-id est le nom et le prénom du professionnel émetteur, ou le nom et le modèle du logiciel (correspondance CI-SIS de HL7 v2 vers le VIHF). Avec les noms du patient, les traces du DMP montrent le patient comme auteur de l’accès.',
      fix: 'Prendre les noms de l’utilisateur connecté, ou le nom du logiciel pour une alimentation automatique.',
    },
  },
  *check({ token, submission, documents }) {
    const { subjectId } = token
    if (!subjectId || subjectId.value.trim() === '') return notApplicable
    const patients = [
      ...clinicalEntries(submission).flatMap(namesOfEntry),
      ...documents.flatMap(({ patient }) => namesOfPatient(patient)),
    ]
    if (patients.length === 0) return notApplicable
    if (!patients.some(names => sameWords(names, subjectId.value))) return
    const homonym = personsOf(submission).some(
      ({ xcn, actor }) =>
        actor === 'professional' && sameWords(`${xcn.familyName.value} ${xcn.givenName.value}`, subjectId.value),
    )
    if (!homonym) yield { message: 'patient', at: subjectId.at }
  },
})

/** Family name with the first given name, and with all of them, of each name in PID-5. */
function namesOfEntry(entry: DocumentEntry): readonly string[] {
  return patientInfoOf(entry)
    .filter(({ field }) => field === '5')
    .flatMap(({ content }) => content.split('~'))
    .map(name => name.split('^').map(component => component.replace(/[&,]/g, ' ').trim()))
    .flatMap(([family = '', given = '', others = '']) =>
      family === '' || given === '' ? [] : [`${family} ${given}`, `${family} ${given} ${others}`],
    )
}

function namesOfPatient({ families, givens }: CdaPatient): readonly string[] {
  const given = givens.map(({ value }) => value)
  if (given.length === 0) return []
  return families.flatMap(({ value }) => [`${value} ${given[0]}`, `${value} ${given.join(' ')}`])
}
