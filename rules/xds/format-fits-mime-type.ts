import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { clinicalEntries, isFilled, isKosEntry, isRequest } from '../shared/metadata.ts'

const CDA_TYPES: readonly string[] = ['text/xml', 'application/xslt+xml']
const KOS_FORMAT = '1.2.840.10008.5.1.4.1.1.88.59'

export default defineRule({
  id: 'XDS-019',
  name: 'format-fits-mime-type',
  level: 'error',
  priority: 2,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'ITI-TF-3-4.2.3.2'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    pdf: {
      en: 'The DMP takes no bare PDF: wrap the PDF in a CDA level 1 (text/xml).',
      fr: 'Le DMP ne prend pas de PDF nu : placer le PDF dans un CDA de niveau 1 (text/xml).',
    },
    mimeType: {
      en: "The mimeType '{mimeType}' is not one that the DMP takes: text/xml, application/xslt+xml or application/dicom.",
      fr: 'Le mimeType « {mimeType} » n’est pas de ceux que le DMP prend : text/xml, application/xslt+xml ou application/dicom.',
    },
    kosFormat: {
      en: "The formatCode is that of a KOS but the mimeType is '{mimeType}' instead of application/dicom.",
      fr: 'Le formatCode est celui d’un KOS mais le mimeType est « {mimeType} » au lieu d’application/dicom.',
    },
  },
  docs: {
    en: {
      title: 'The mimeType is one that the DMP takes, and agrees with formatCode.',
      why: 'The DMP takes CDA documents (text/xml, or application/xslt+xml for a CDA that brings its own stylesheet) and KOS (application/dicom); the CI-SIS mapping gives the formats of each. A viewer opens the document by these two values.',
      fix: 'Send the report as a CDA with the formatCode of its model, for example urn:ihe:iti:xds-sd:pdf:2008 around a PDF.',
    },
    fr: {
      title: 'Le mimeType est de ceux que le DMP prend, et s’accorde avec formatCode.',
      why: 'Le DMP prend des documents CDA (text/xml, ou application/xslt+xml pour un CDA auto-présentable) et des KOS (application/dicom) ; la correspondance du CI-SIS donne les formats de chacun. Un lecteur ouvre le document d’après ces deux valeurs.',
      fix: 'Envoyer le compte rendu en CDA avec le formatCode de son modèle, par exemple urn:ihe:iti:xds-sd:pdf:2008 autour d’un PDF.',
    },
  },
  *check({ submission }) {
    const entries = clinicalEntries(submission).filter(entry => !isKosEntry(entry))
    if (!isRequest(submission) || entries.length === 0) return notApplicable
    for (const { mimeType, formatCode } of entries) {
      // An absent mimeType is left to XDS-004.
      if (!mimeType || !isFilled(mimeType)) continue
      const finding = { at: mimeType.at, actual: mimeType }
      const type = mimeType.value.toLowerCase()
      if (type === 'application/pdf') yield { message: 'pdf', ...finding, expected: 'text/xml' }
      else if (formatCode?.code?.value === KOS_FORMAT)
        yield { message: 'kosFormat', ...finding, data: { mimeType }, expected: 'application/dicom' }
      else if (!CDA_TYPES.includes(type)) yield { message: 'mimeType', ...finding, data: { mimeType } }
    }
  },
})
