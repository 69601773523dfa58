import type { CdaDocument } from '../../src/artifacts/cda.ts'
import { defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { mapCode } from '../../src/nomenclatures/index.ts'
import { nonXmlBody, structuredBody, XDS_SD_TEMPLATE } from '../shared/cda.ts'
import { entryOf } from '../shared/entry-of-document.ts'
import { isFilled } from '../shared/metadata.ts'

export default defineRule({
  id: 'DOC-018',
  name: 'format-code-fits-cda-body',
  level: 'error',
  priority: 2,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'ASS_A11', 'ASS_A12'],
  evidence: 'official',
  inputs: { document: each('document'), submission: one('submission') },
  messages: {
    mediaType: {
      en: "The body of the document is of type '{mediaType}': its formatCode is '{expected}', not '{actual}'.",
      fr: 'Le corps du document est de type « {mediaType} » : son formatCode est « {expected} », et non « {actual} ».',
    },
    template: {
      en: "The templates of the document give the formatCode '{expected}', not '{actual}'.",
      fr: 'Les modèles du document donnent le formatCode « {expected} », et non « {actual} ».',
    },
  },
  docs: {
    en: {
      title: 'formatCode says what the body of the CDA is.',
      why: 'Associations ASS_A11 and ASS_A12 of the ANS give the formatCode of each model and of each type of embedded file. Viewers choose by it how to open the document.',
      fix: 'Set formatCode from the templateId of a structured document, or from the mediaType of a nonXMLBody (application/pdf: urn:ihe:iti:xds-sd:pdf:2008).',
    },
    fr: {
      title: 'formatCode dit ce qu’est le corps du CDA.',
      why: 'Les associations ASS_A11 et ASS_A12 de l’ANS donnent le formatCode de chaque modèle et de chaque type de fichier encapsulé. Les lecteurs choisissent d’après lui comment ouvrir le document.',
      fix: 'Tirer formatCode du templateId d’un document structuré, ou du mediaType d’un nonXMLBody (application/pdf : urn:ihe:iti:xds-sd:pdf:2008).',
    },
  },
  *check({ document, submission }) {
    const actual = entryOf(document, submission)?.formatCode?.code
    const formats = formatsOf(document)
    const [expected] = formats
    if (!actual || !isFilled(actual) || !expected) return notApplicable
    if (formats.includes(actual.value.trim())) return
    const mediaType = document.nonXmlBodyMediaType
    const finding = { at: actual.at, expected, actual }
    if (mediaType) yield { message: 'mediaType', ...finding, data: { mediaType, expected, actual } }
    else yield { message: 'template', ...finding, data: { expected, actual } }
  },
})

/** formatCodes that the body allows; none when the tables do not know it. */
function formatsOf(document: CdaDocument): readonly string[] {
  const mediaType = document.nonXmlBodyMediaType?.value.trim().toLowerCase()
  if (nonXmlBody(document)) return mediaType ? mapCode('ASS_A12', mediaType).map(({ code }) => code) : []
  if (!structuredBody(document)) return []
  return document.templateIds
    .filter(({ value }) => value !== XDS_SD_TEMPLATE)
    .flatMap(({ value }) => mapCode('ASS_A11', value).map(({ code }) => code))
}
