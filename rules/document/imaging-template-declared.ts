import { IMAGING_REPORT_CODE, IMAGING_REPORT_TEMPLATE } from '../../src/artifacts/cda.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { declares } from '../shared/cda.ts'

/** DICOM PS3.20: imaging report, general header, imaging header. */
const TEMPLATES = ['1.2.840.10008.9.1', '1.2.840.10008.9.20', '1.2.840.10008.9.21'] as const
const LOINC = '2.16.840.1.113883.6.1'

export default defineRule({
  id: 'DOC-023',
  name: 'imaging-template-declared',
  level: 'error',
  priority: 2,
  requirements: ['IMG-CR-IMG-SCHEMATRON'],
  evidence: 'official',
  inputs: { document: each('document') },
  messages: {
    code: {
      en: "The document follows the model of imaging reports but its code is '{code}' of '{system}' instead of '{expected}' of LOINC.",
      fr: 'Le document suit le modèle des comptes rendus d’imagerie mais son code est « {code} » de « {system} » au lieu de « {expected} » de LOINC.',
    },
    template: {
      en: "The document follows the model of imaging reports but does not declare the templateId '{template}'.",
      fr: 'Le document suit le modèle des comptes rendus d’imagerie mais ne déclare pas le templateId « {template} ».',
    },
  },
  docs: {
    en: {
      title: 'A structured imaging report has code 18748-4 and declares the templates of DICOM PS3.20.',
      why: 'The schematron of the CI-SIS volet IMG-CR-IMG refuses a document that declares 1.2.250.1.213.1.1.1.45 without them.',
      fix: 'Declare 1.2.840.10008.9.1, 1.2.840.10008.9.20 and 1.2.840.10008.9.21 beside 1.2.250.1.213.1.1.1.45, or take that one out of a document of level 1.',
    },
    fr: {
      title: 'Un compte rendu d’imagerie structuré a le code 18748-4 et déclare les modèles de DICOM PS3.20.',
      why: 'Le schématron du volet IMG-CR-IMG du CI-SIS refuse un document qui déclare 1.2.250.1.213.1.1.1.45 sans eux.',
      fix: 'Déclarer 1.2.840.10008.9.1, 1.2.840.10008.9.20 et 1.2.840.10008.9.21 à côté de 1.2.250.1.213.1.1.1.45, ou ôter celui-ci d’un document de niveau 1.',
    },
  },
  *check({ document }) {
    const model = document.templateIds.find(({ value }) => value === IMAGING_REPORT_TEMPLATE)
    if (!model) return notApplicable
    const code = document.code?.code
    const system = document.code?.codeSystem
    // An absent code is left to DOC-001.
    if (code && (code.value !== IMAGING_REPORT_CODE || system?.value !== LOINC))
      yield {
        message: 'code',
        at: code.at,
        data: { code, system: system?.value ?? '', expected: IMAGING_REPORT_CODE },
        expected: IMAGING_REPORT_CODE,
        actual: code,
      }
    for (const template of TEMPLATES)
      if (!declares(document, template))
        yield { message: 'template', at: model.at, data: { template }, expected: template }
  },
})
