import { HL7 } from '../../src/artifacts/namespaces.ts'
import { attributeOf } from '../../src/artifacts/values.ts'
import { defineRule, each } from '../../src/engine/rule.ts'
import { declares, nonXmlBody, structuredBody, XDS_SD_TEMPLATE } from '../shared/cda.ts'

/** Attributes of the header that never change: element, attribute, value. */
const CONSTANTS = [
  ['realmCode', 'code', 'FR'],
  ['typeId', 'root', '2.16.840.1.113883.1.3'],
  ['typeId', 'extension', 'POCD_HD000040'],
  ['languageCode', 'code', 'fr-FR'],
] as const

/** HL7 France, and the minimal structure of the CI-SIS. */
const TEMPLATES = ['2.16.840.1.113883.2.8.2.1', '1.2.250.1.213.1.1.1.1'] as const

export default defineRule({
  id: 'DOC-003',
  name: 'cda-header-constants',
  level: 'error',
  priority: 1,
  requirements: [
    'CISIS-STRUCMIN-3.5.5.1',
    'CISIS-STRUCMIN-3.5.5.2',
    'CISIS-STRUCMIN-3.5.5.3',
    'CISIS-STRUCMIN-3.5.5.9',
  ],
  evidence: 'official',
  inputs: { document: each('document') },
  messages: {
    constant: {
      en: "{element}/@{attribute} is '{actual}' instead of '{expected}'.",
      fr: '{element}/@{attribute} vaut « {actual} » au lieu de « {expected} ».',
    },
    absent: {
      en: "{element}/@{attribute} is absent: '{expected}' is expected.",
      fr: '{element}/@{attribute} est absent : « {expected} » est attendu.',
    },
    template: {
      en: "The document does not declare the templateId '{template}'.",
      fr: 'Le document ne déclare pas le templateId « {template} ».',
    },
    xdsSd: {
      en: "The document declares the templateId '{template}' of unstructured documents, but its body is structured.",
      fr: 'Le document déclare le templateId « {template} » des documents non structurés, mais son corps est structuré.',
    },
  },
  docs: {
    en: {
      title: 'The CDA header has the constants of the CI-SIS.',
      why: 'The minimal structure of the CI-SIS fixes realm, type, templates and language. A reader recognises a French document, and whether its body is a file or sections, by them.',
      fix: 'Write the value expected; keep 1.3.6.1.4.1.19376.1.2.20 for documents with a nonXMLBody, and only for them.',
    },
    fr: {
      title: 'L’en-tête du CDA a les constantes du CI-SIS.',
      why: 'La structure minimale du CI-SIS fixe pays, type, modèles et langue. Un lecteur reconnaît par elles un document français, et si son corps est un fichier ou des sections.',
      fix: 'Écrire la valeur attendue ; garder 1.3.6.1.4.1.19376.1.2.20 aux documents qui ont un nonXMLBody, et à eux seuls.',
    },
  },
  *check({ document }) {
    const { element } = document
    for (const [name, attribute, expected] of CONSTANTS) {
      const child = element.child(HL7, name)
      // An absent languageCode, or one with a nullFlavor, is left to DOC-001.
      if (name === 'languageCode' && !child?.attribute('code')) continue
      const found = attributeOf(child, attribute)
      const data = { element: name, attribute, expected }
      if (!found) yield { message: 'absent', at: (child ?? element).at, data, expected }
      else if (found.value !== expected)
        yield { message: 'constant', at: found.at, data: { ...data, actual: found }, expected, actual: found }
    }
    const needed = nonXmlBody(document) ? [...TEMPLATES, XDS_SD_TEMPLATE] : TEMPLATES
    const at = document.templateIds[0]?.at ?? element.at
    for (const template of needed)
      if (!declares(document, template)) yield { message: 'template', at, data: { template }, expected: template }
    const unstructured = document.templateIds.find(({ value }) => value === XDS_SD_TEMPLATE)
    if (unstructured && structuredBody(document))
      yield { message: 'xdsSd', at: unstructured.at, data: { template: XDS_SD_TEMPLATE } }
  },
})
