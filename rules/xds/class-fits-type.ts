import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { mapCode } from '../../src/nomenclatures/index.ts'
import { clinicalEntries, isFilled, isKosEntry, isRequest } from '../shared/metadata.ts'

/** The class of reports, which the reference DRIMbox gives to imaging reports too. */
const REPORT_CLASS = '10'

export default defineRule({
  id: 'XDS-016',
  name: 'class-fits-type',
  level: 'warning',
  priority: 2,
  requirements: ['ASS_X16', 'CISIS-HL7V2-MAPPING-XDS'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    report: {
      en: "The classCode of an imaging document is '{expected}', not '{actual}' (report) as the reference DRIMbox writes it.",
      fr: 'Le classCode d’un document d’imagerie est « {expected} », et non « {actual} » (compte rendu) comme l’écrit la DRIMbox de référence.',
    },
    differs: {
      en: "The classCode '{actual}' is not the one of the typeCode '{type}': '{expected}'.",
      fr: 'Le classCode « {actual} » n’est pas celui du typeCode « {type} » : « {expected} ».',
    },
  },
  docs: {
    en: {
      title: 'classCode is the class that ASS_X16 gives for typeCode.',
      why: 'The DMP derives the class of a document from its type (ASS_X16-CorrespondanceType-Classe-DMP); readers look for documents by class. Imaging reports and KOS are in class 31, imaging.',
      fix: 'Write the class that the table gives, 31 for an imaging document.',
    },
    fr: {
      title: 'classCode est la classe que ASS_X16 donne pour typeCode.',
      why: 'Le DMP déduit la classe d’un document de son type (ASS_X16-CorrespondanceType-Classe-DMP) ; les lecteurs cherchent les documents par classe. Les comptes rendus d’imagerie et les KOS sont dans la classe 31, imagerie.',
      fix: 'Écrire la classe que donne la table, 31 pour un document d’imagerie.',
    },
  },
  *check({ submission }) {
    const entries = clinicalEntries(submission).filter(entry => !isKosEntry(entry))
    if (!isRequest(submission) || entries.length === 0) return notApplicable
    for (const { classCode, typeCode, isImaging } of entries) {
      const [actual, type] = [classCode?.code, typeCode?.code]
      if (!actual || !type || !isFilled(actual)) continue
      const classes = mapCode('ASS_X16', type.value).map(({ code }) => code)
      if (classes.length === 0 || classes.includes(actual.value)) continue
      const expected = classes.join(' / ')
      const finding = { at: actual.at, expected, actual }
      if (isImaging && actual.value === REPORT_CLASS)
        yield { message: 'report', ...finding, data: { actual, expected } }
      else yield { message: 'differs', ...finding, data: { actual, expected, type } }
    }
  },
})
