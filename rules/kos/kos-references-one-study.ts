import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isKeyObject } from '../shared/kos.ts'
import { studiesOfKos } from '../shared/references.ts'

export default defineRule({
  id: 'KOS-003',
  name: 'kos-references-one-study',
  level: 'error',
  priority: 1,
  requirements: ['DICOM-PS3.3-C.17.6.2', 'DB.SO.12'],
  evidence: 'official',
  inputs: { kos: each('kos') },
  messages: {
    noStudy: {
      en: 'The KOS references no study (CurrentRequestedProcedureEvidenceSequence).',
      fr: 'Le KOS ne référence aucun examen (CurrentRequestedProcedureEvidenceSequence).',
    },
    severalStudies: {
      en: "The KOS references {count} studies, '{study}' among them, instead of one.",
      fr: 'Le KOS référence {count} examens, dont « {study} », au lieu d’un seul.',
    },
    noInstance: {
      en: "The KOS references no instance of study '{study}'.",
      fr: 'Le KOS ne référence aucune instance de l’examen « {study} ».',
    },
    incomplete: {
      en: 'The KOS references instances without SOP Class UID or SOP Instance UID ({count}).',
      fr: 'Le KOS référence des instances sans SOP Class UID ou sans SOP Instance UID ({count}).',
    },
    request: {
      en: "ReferencedRequestSequence names study '{request}', but the KOS references '{study}'.",
      fr: 'ReferencedRequestSequence désigne l’examen « {request} », alors que le KOS référence « {study} ».',
    },
    ownStudy: {
      en: "The KOS belongs to study '{own}' but references study '{study}'.",
      fr: 'Le KOS appartient à l’examen « {own} » mais référence l’examen « {study} ».',
    },
  },
  docs: {
    en: {
      title: 'A KOS references the series and instances of one study, its own.',
      why: 'A KOS is made for each Study Instance UID of the report (DB.SO.12, draft of 2023). A consumer DRIMbox asks the source for the instances that CurrentRequestedProcedureEvidenceSequence lists (DICOM PS3.3): what is missing there is not shown, and what belongs to another study is refused.',
      fix: 'Make one KOS for each study; write its Study Instance UID at the study level, in the evidence sequence and in ReferencedRequestSequence, with each series, SOP Class UID and SOP Instance UID.',
    },
    fr: {
      title: 'Un KOS référence les séries et instances d’un seul examen, le sien.',
      why: 'Un KOS est fait pour chaque Study Instance UID du compte rendu (DB.SO.12, projet de 2023). Une DRIMbox consommatrice demande à la source les instances que liste CurrentRequestedProcedureEvidenceSequence (DICOM PS3.3) : ce qui y manque n’est pas montré, ce qui vient d’un autre examen est refusé.',
      fix: 'Faire un KOS par examen ; écrire son Study Instance UID au niveau de l’examen, dans la séquence des preuves et dans ReferencedRequestSequence, avec chaque série, SOP Class UID et SOP Instance UID.',
    },
  },
  *check({ kos }) {
    if (!isKeyObject(kos)) return notApplicable
    const studies = studiesOfKos(kos)
    const [study, second] = studies
    if (!study) {
      yield { message: 'noStudy', at: kos.evidence[0]?.at ?? kos.at }
      return
    }
    if (second) yield { message: 'severalStudies', at: second.at, data: { count: studies.length, study: second } }
    const instances = kos.evidence.flatMap(({ series }) => series.flatMap(one => one.instances))
    if (instances.length === 0) yield { message: 'noInstance', at: study.at, data: { study } }
    const incomplete = instances.filter(({ sopClassUid, sopInstanceUid }) => !sopClassUid || !sopInstanceUid)
    if (incomplete.length > 0) yield { message: 'incomplete', at: study.at, data: { count: incomplete.length } }
    if (second) return
    // An absent ReferencedRequestSequence is left to KOS-005.
    for (const { at, studyInstanceUid } of kos.requests)
      if (studyInstanceUid?.value !== study.value)
        yield {
          message: 'request',
          at: studyInstanceUid?.at ?? at,
          data: { request: studyInstanceUid?.value ?? '', study },
          expected: study,
          actual: studyInstanceUid,
        }
    const own = kos.studyInstanceUid
    if (own?.value !== study.value)
      yield {
        message: 'ownStudy',
        at: own?.at ?? kos.at,
        data: { own: own?.value ?? '', study },
        expected: study,
        actual: own,
      }
  },
})
