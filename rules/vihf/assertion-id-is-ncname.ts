import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

/** Letters, digits, marks and the few signs of an XML name; the rare planes where XML differs from Unicode do not occur. */
const NCNAME = /^[\p{L}_][\p{L}\p{M}\p{N}._·-]*$/u

export default defineRule({
  id: 'VIHF-029',
  name: 'assertion-id-is-ncname',
  level: 'warning',
  priority: 2,
  requirements: ['SAML2-core-1.3.4', 'XMLSCHEMA-2-3.3.8'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    digit: {
      en: "The ID '{id}' of the assertion starts with a digit: an XML identifier starts with a letter or an underscore.",
      fr: "L'ID « {id} » de l'assertion commence par un chiffre : un identifiant XML commence par une lettre ou un tiret bas.",
    },
    malformed: {
      en: "The ID '{id}' of the assertion is not an XML identifier (xs:ID).",
      fr: "L'ID « {id} » de l'assertion n'est pas un identifiant XML (xs:ID).",
    },
  },
  docs: {
    en: {
      title: 'The ID of the assertion is an XML identifier: it does not start with a digit.',
      why: 'SAML 2.0 Core types the ID as xs:ID, which is an NCName. A bare UUID starts with a digit ten times out of sixteen: those tokens fail wherever the schema is checked, the others pass.',
      fix: 'Put an underscore before the UUID.',
    },
    fr: {
      title: "L'ID de l'assertion est un identifiant XML : il ne commence pas par un chiffre.",
      why: "SAML 2.0 Core donne à l'ID le type xs:ID, qui est un NCName. Un UUID nu commence par un chiffre dix fois sur seize : ces jetons échouent partout où le schéma est vérifié, les autres passent.",
      fix: "Mettre un tiret bas devant l'UUID.",
    },
  },
  *check({ token: { id } }) {
    if (!id || id.value.trim() === '') return notApplicable
    if (NCNAME.test(id.value)) return
    const message = /^[0-9]/.test(id.value) ? 'digit' : 'malformed'
    yield { message, at: id.at, data: { id }, actual: id }
  },
})
