import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

const FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName'
const WITHOUT_HYPHEN = FORMAT.replace('nameid-format', 'nameidformat')

export default defineRule({
  id: 'VIHF-034',
  name: 'issuer-format-is-x509-subject-name',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    missing: {
      en: 'The Issuer has no Format.',
      fr: "L'Issuer n'a pas de Format.",
    },
    differs: {
      en: "The Format of the Issuer is '{format}' instead of '{expected}'.",
      fr: "Le Format de l'Issuer est « {format} » au lieu de « {expected} ».",
    },
    hyphen: {
      en: "The Format of the Issuer is written 'nameidformat', as a table of the CI-SIS prints it; SAML and all official tokens write 'nameid-format'.",
      fr: "Le Format de l'Issuer est écrit « nameidformat », comme l'imprime un tableau du CI-SIS ; SAML et tous les jetons officiels écrivent « nameid-format ».",
    },
  },
  docs: {
    en: {
      title: 'The Format of the Issuer is urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName.',
      why: 'The Issuer of a VIHF is the subject of the signing certificate; the mapping of the CI-SIS gives the Format that says so as a constant.',
      fix: 'Write the constant exactly, with the hyphen of nameid-format.',
    },
    fr: {
      title: "Le Format de l'Issuer est urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName.",
      why: "L'Issuer d'un VIHF est le sujet du certificat qui signe ; le mapping du CI-SIS fait du Format qui le dit une constante.",
      fix: 'Écrire la constante exactement, avec le tiret de nameid-format.',
    },
  },
  *check({ token: { issuer, issuerFormat: format } }) {
    if (!issuer) return notApplicable
    if (!format) yield { message: 'missing', at: issuer.at, expected: FORMAT }
    else if (format.value === WITHOUT_HYPHEN)
      yield { message: 'hyphen', at: format.at, expected: FORMAT, actual: format }
    else if (format.value !== FORMAT)
      yield {
        message: 'differs',
        at: format.at,
        data: { format, expected: FORMAT },
        expected: FORMAT,
        actual: format,
      }
  },
})
