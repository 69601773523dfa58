import { HL7 } from '../../src/artifacts/namespaces.ts'
import { attributeOf } from '../../src/artifacts/values.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { nonXmlBody } from '../shared/cda.ts'

const OUTSIDE_BASE64 = /[^A-Za-z0-9+/=]/
/** The part of PDF/A in the XMP metadata, which PDF/A forbids to compress: an attribute or an element. */
const PDF_A = 'pdfaid:part'
const PART = /^\s*(?:=\s*["']|>)\s*([0-9])/

export default defineRule({
  id: 'DOC-021',
  name: 'embedded-body-decodes',
  level: 'warning',
  priority: 2,
  requirements: ['DOC/va1.04', 'CISIS-STRUCMIN-3.5.5.3'],
  evidence: 'official',
  inputs: { document: each('document') },
  messages: {
    noText: {
      en: 'The nonXMLBody has no text: the document holds no file.',
      fr: 'Le nonXMLBody n’a pas de text : le document ne contient pas de fichier.',
    },
    representation: {
      en: "The representation of the body is '{representation}' instead of 'B64'.",
      fr: 'La représentation du corps est « {representation} » au lieu de « B64 ».',
    },
    mediaType: {
      en: 'The body has no mediaType: a reader cannot tell what file it is.',
      fr: 'Le corps n’a pas de mediaType : un lecteur ne peut savoir de quel fichier il s’agit.',
    },
    base64: {
      en: 'The body is empty or is not valid base64.',
      fr: 'Le corps est vide ou n’est pas un base64 valide.',
    },
    notPdf: {
      en: 'The body is declared application/pdf but does not start with %PDF-.',
      fr: 'Le corps est déclaré application/pdf mais ne commence pas par %PDF-.',
    },
    notPdfA: {
      en: 'The PDF of the body does not declare PDF/A-1 (pdfaid:part) in its metadata.',
      fr: 'Le PDF du corps ne déclare pas PDF/A-1 (pdfaid:part) dans ses métadonnées.',
    },
    otherPart: {
      en: 'The PDF of the body is PDF/A-{part}: the CI-SIS asks for PDF/A-1.',
      fr: 'Le PDF du corps est un PDF/A-{part} : le CI-SIS demande PDF/A-1.',
    },
  },
  docs: {
    en: {
      title: 'The file that a level 1 CDA holds can be decoded, and a PDF is PDF/A-1.',
      why: 'A report of level 1 is a PDF/A-1 in base64 (DOC/va1.04, draft of 2023; CI-SIS minimal structure). A body that does not decode is a document that nobody can read.',
      fix: 'Write the file in base64 in nonXMLBody/text with representation B64 and its mediaType; produce the PDF as PDF/A-1 with its XMP metadata.',
    },
    fr: {
      title: 'Le fichier que contient un CDA de niveau 1 se décode, et un PDF est un PDF/A-1.',
      why: 'Un compte rendu de niveau 1 est un PDF/A-1 en base64 (DOC/va1.04, projet de 2023 ; structure minimale du CI-SIS). Un corps qui ne se décode pas est un document que personne ne peut lire.',
      fix: 'Écrire le fichier en base64 dans nonXMLBody/text avec representation B64 et son mediaType ; produire le PDF en PDF/A-1 avec ses métadonnées XMP.',
    },
  },
  *check({ document }) {
    const body = nonXmlBody(document)
    if (!body) return notApplicable
    const text = body.child(HL7, 'text')
    if (!text) {
      yield { message: 'noText', at: body.at }
      return
    }
    const representation = attributeOf(text, 'representation')
    const mediaType = document.nonXmlBodyMediaType
    if (representation?.value !== 'B64')
      yield {
        message: 'representation',
        at: representation?.at ?? text.at,
        data: { representation: representation?.value ?? '' },
        expected: 'B64',
        actual: representation,
      }
    if (!mediaType || mediaType.value.trim() === '') yield { message: 'mediaType', at: mediaType?.at ?? text.at }
    // Plain text is another representation, reported above.
    if (representation && representation.value !== 'B64') return
    const base64 = text.text.replace(/\s+/g, '')
    if (!isBase64(base64)) {
      yield { message: 'base64', at: text.at }
      return
    }
    if (mediaType?.value.trim().toLowerCase() !== 'application/pdf') return
    const pdf = Buffer.from(base64, 'base64')
    if (pdf.indexOf('%PDF-') !== 0) {
      yield { message: 'notPdf', at: text.at }
      return
    }
    const at = pdf.indexOf(PDF_A)
    const part = at < 0 ? undefined : PART.exec(pdf.toString('latin1', at + PDF_A.length, at + 64))?.[1]
    if (part === undefined) yield { message: 'notPdfA', at: text.at }
    else if (part !== '1') yield { message: 'otherPart', at: text.at, data: { part }, expected: '1', actual: part }
  },
})

/** Without a regular expression over the whole, whose backtracking has limits that a large file meets. */
function isBase64(text: string): boolean {
  if (text === '' || text.length % 4 !== 0 || OUTSIDE_BASE64.test(text)) return false
  const padding = text.indexOf('=')
  return padding < 0 || padding === text.length - 1 || (padding === text.length - 2 && text.endsWith('=='))
}
