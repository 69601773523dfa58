import { all, defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'
import { isMatricule } from '../shared/ins.ts'
import { isKeyObject, NO_REPORT, reportOf } from '../shared/kos.ts'
import { INS_AUTHORITIES } from '../shared/people.ts'
import { missingFrom, referencesOfDocument, referencesOfKos, studiesOfKos } from '../shared/references.ts'

export default defineRule({
  id: 'KOS-009',
  name: 'kos-agrees-with-report',
  level: 'warning',
  priority: 1,
  requirements: ['DB.SO.12', 'DB.SO.16', 'DB.SO.17'],
  evidence: 'official',
  inputs: { kos: each('kos'), documents: all('document') },
  messages: {
    study: {
      en: "The KOS is of study '{study}', which the imaging report does not name.",
      fr: 'Le KOS est de l’examen « {study} », que le compte rendu d’imagerie ne désigne pas.',
    },
    accession: {
      en: "The KOS has the accession number '{accession}', which the imaging report does not name.",
      fr: 'Le KOS a l’accession number « {accession} », que le compte rendu d’imagerie ne donne pas.',
    },
    patient: {
      en: 'The patient of the KOS is not the one of the imaging report.',
      fr: 'Le patient du KOS n’est pas celui du compte rendu d’imagerie.',
    },
    localIdentifier: {
      en: "The local identifier of the patient under '{issuer}' differs between KOS and imaging report.",
      fr: 'L’identifiant local du patient sous « {issuer} » diffère entre le KOS et le compte rendu d’imagerie.',
    },
  },
  docs: {
    en: {
      title: 'A KOS has the study, the accession number and the patient of the report that triggered it.',
      why: 'A DRIMbox makes one KOS for each study of the report, and none when accession number or local identifier differ from those of the images (DB.SO.12, DB.SO.16 and DB.SO.17, draft of 2023).',
      fix: 'Check which images the PACS found for the report: Study Instance UID, accession number and identifiers of the patient must be the ones of the CDA header.',
    },
    fr: {
      title: 'Un KOS a l’examen, l’accession number et le patient du compte rendu qui l’a déclenché.',
      why: 'Une DRIMbox fait un KOS par examen du compte rendu, et aucun quand l’accession number ou l’identifiant local diffère de ceux des images (DB.SO.12, DB.SO.16 et DB.SO.17, projet de 2023).',
      fix: 'Vérifier quelles images le PACS a trouvées pour le compte rendu : Study Instance UID, accession number et identifiants du patient doivent être ceux de l’en-tête du CDA.',
    },
  },
  *check({ kos, documents }) {
    if (!isKeyObject(kos)) return notApplicable
    const report = reportOf(studiesOfKos(kos), documents)
    if (!report) return notEvaluated(NO_REPORT)
    const related = [{ at: report.element.at, text: { en: 'the imaging report', fr: 'le compte rendu d’imagerie' } }]
    const [inKos, inReport] = [referencesOfKos(kos), referencesOfDocument(report)]
    // What the report lacks is left to DOC-012.
    if (inReport.study.length > 0)
      for (const { value } of missingFrom(inKos.study, inReport.study))
        yield { message: 'study', at: value.at, data: { study: value }, actual: value, related }
    if (inReport.accession.length > 0)
      for (const { value } of missingFrom(inKos.accession, inReport.accession))
        yield { message: 'accession', at: value.at, data: { accession: value }, actual: value, related }

    const identifiers = report.patient.ids.flatMap(({ root, extension }) =>
      root && extension ? [{ root: root.value.trim(), extension: extension.value.trim() }] : [],
    )
    const ins = identifiers.find(({ root }) => INS_AUTHORITIES.includes(root))
    const { patientId } = kos
    if (ins && patientId && isMatricule(patientId.value) && patientId.value !== ins.extension)
      yield { message: 'patient', at: patientId.at, related }
    for (const { value, issuer } of kos.otherPatientIds) {
      const same = identifiers.filter(({ root }) => root === issuer?.value && !INS_AUTHORITIES.includes(root))
      if (issuer && same.length > 0 && !same.some(({ extension }) => extension === value.value))
        yield { message: 'localIdentifier', at: value.at, data: { issuer }, related }
    }
  },
})
