import { defineRule, each } from '../../src/engine/rule.ts'
import { problemsOf } from '../shared/problems.ts'

export default defineRule({
  id: 'RUN-002',
  name: 'content-is-well-formed',
  level: 'error',
  priority: 1,
  requirements: ['XML-1.0-2.1', 'XML-NAMES-1.0', 'X.690', 'RFC2046', 'RFC8259', 'YAML-1.2'],
  evidence: 'official',
  inputs: { file: each('source') },
  messages: {
    problem: {
      en: "The {format} content is not well-formed: '{detail}'.",
      fr: 'Le contenu {format} est mal formé : « {detail} ».',
    },
  },
  docs: {
    en: {
      title: 'What is recognised as XML, DER, PEM, MIME, zip, DICOM, JSON or YAML follows its format to the end.',
      why: 'A receiver refuses a malformed message as a whole. What could still be read (the complete parts of a truncated dump) has been judged, the rest has not.',
      fix: 'Capture the message again as it was sent, byte for byte, without an editor or a viewer in between.',
    },
    fr: {
      title:
        "Ce qui est reconnu comme XML, DER, PEM, MIME, zip, DICOM, JSON ou YAML respecte son format jusqu'au bout.",
      why: "Un destinataire refuse en bloc un message mal formé. Ce qui restait lisible (les parties complètes d'une capture tronquée) a été jugé, le reste non.",
      fix: "Capturer à nouveau le message tel qu'il a été envoyé, octet pour octet, sans passer par un éditeur ni une visionneuse.",
    },
  },
  *check({ file }) {
    for (const problem of problemsOf(file, 'malformed'))
      yield { message: 'problem', at: problem.at, data: { format: problem.format, detail: problem.detail } }
  },
})
