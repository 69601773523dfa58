import { SOAP_12 } from '../../src/artifacts/namespaces.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

const ACTION = 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b'
const MESSAGE_TYPE = 'multipart/related'
const ROOT_TYPE = 'application/xop+xml'

export default defineRule({
  id: 'XDS-049',
  name: 'sent-as-mtom',
  level: 'warning',
  priority: 3,
  requirements: ['EX_2.1-1260', 'ITI-TF-2b-3.41'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    messageType: {
      en: "The message is sent as '{type}' instead of multipart/related.",
      fr: 'Le message est envoyé en « {type} » au lieu de multipart/related.',
    },
    rootType: {
      en: "The root part is declared '{type}' instead of application/xop+xml.",
      fr: 'La partie racine est déclarée « {type} » au lieu de application/xop+xml.',
    },
    envelope: {
      en: 'The envelope is not one of SOAP 1.2.',
      fr: 'L’enveloppe n’est pas une enveloppe SOAP 1.2.',
    },
    noAction: {
      en: 'The message has no wsa:Action.',
      fr: 'Le message n’a pas de wsa:Action.',
    },
    action: {
      en: "The wsa:Action is '{action}', but the body is a ProvideAndRegisterDocumentSetRequest.",
      fr: 'Le wsa:Action est « {action} », mais le corps est un ProvideAndRegisterDocumentSetRequest.',
    },
  },
  docs: {
    en: {
      title: 'A feeding is sent as MTOM over SOAP 1.2, with the action of ITI-41.',
      why: 'EX_2.1-1260 asks for MTOM, and ITI-41 (IHE ITI TF-2b, 3.41) for SOAP 1.2 with the action urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b. A message of another form may be refused before its content is read; the official sample itself is saved with a SOAP 1.1 envelope, hence a warning.',
      fix: 'Configure the web-service stack for SOAP 1.2 with MTOM, and set the action of the operation.',
    },
    fr: {
      title: 'Une alimentation est envoyée en MTOM sur SOAP 1.2, avec l’action d’ITI-41.',
      why: 'EX_2.1-1260 demande MTOM, et ITI-41 (IHE ITI TF-2b, 3.41) SOAP 1.2 avec l’action urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b. Un message d’une autre forme peut être refusé avant lecture ; l’exemple officiel est lui-même enregistré avec une enveloppe SOAP 1.1, d’où un avertissement.',
      fix: 'Configurer la pile de services web en SOAP 1.2 avec MTOM, et y déclarer l’action de l’opération.',
    },
  },
  *check({ submission }) {
    const { form, envelope, action, contentType, parts } = submission
    if (form !== 'iti-41' || !envelope) return notApplicable
    const type = contentType?.value.split(';')[0]?.trim().toLowerCase()
    if (contentType && type !== MESSAGE_TYPE)
      yield { message: 'messageType', at: contentType.at, data: { type }, expected: MESSAGE_TYPE, actual: type }
    const root = parts.find(part => part.root)
    if (root && root.mediaType !== ROOT_TYPE)
      yield {
        message: 'rootType',
        at: root.contentType?.at ?? root.source.whole,
        data: { type: root.mediaType },
        expected: ROOT_TYPE,
        actual: root.mediaType,
      }
    if (envelope.namespace !== SOAP_12)
      yield { message: 'envelope', at: envelope.at, expected: SOAP_12, actual: envelope.namespace }
    if (!action) yield { message: 'noAction', at: envelope.at, expected: ACTION }
    else if (action.value.trim() !== ACTION)
      yield { message: 'action', at: action.at, data: { action }, expected: ACTION, actual: action }
  },
})
