import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { type InvalidPersonId, type PersonId, parsePersonId, parseXcn, type Xcn } from '../../src/identifiers/index.ts'
import { imagingEntries, isFilled, isRequest } from '../shared/metadata.ts'
import { actorOf, xcnDefects } from '../shared/people.ts'

type Message = 'device' | 'patient' | 'adeli' | 'internal' | 'missingPrefix' | 'malformed'

export default defineRule({
  id: 'XDS-001',
  name: 'legal-authenticator-is-national-id',
  level: 'error',
  priority: 1,
  requirements: ['G-61', 'G-65', 'CRI/va1.01'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    several: {
      en: 'The legalAuthenticator holds {count} values: one doctor answers for a document.',
      fr: 'Le legalAuthenticator contient {count} valeurs : un seul médecin répond d’un document.',
    },
    internal: {
      en: "The legalAuthenticator is named by the internal identifier '{id}': the document counts for no doctor.",
      fr: 'Le legalAuthenticator est désigné par l’identifiant interne « {id} » : le document ne compte pour aucun médecin.',
    },
    adeli: {
      en: "The legalAuthenticator is named by the ADELI number '{id}': radiologists and nuclear physicians have an RPPS.",
      fr: 'Le legalAuthenticator est désigné par le numéro ADELI « {id} » : les radiologues et les médecins nucléaires ont un RPPS.',
    },
    missingPrefix: {
      en: "The legalAuthenticator '{id}' is a bare number: the type digit of the MOS is missing (8 before an RPPS).",
      fr: 'Le legalAuthenticator « {id} » est un numéro nu : il manque le chiffre de type du MOS (8 devant un RPPS).',
    },
    device: {
      en: "The legalAuthenticator '{id}' is a system: only a doctor answers for an imaging document.",
      fr: 'Le legalAuthenticator « {id} » est un système : seul un médecin répond d’un document d’imagerie.',
    },
    patient: {
      en: 'The legalAuthenticator is the patient: only a doctor answers for an imaging document.',
      fr: 'Le legalAuthenticator est le patient : seul un médecin répond d’un document d’imagerie.',
    },
    malformed: {
      en: "The legalAuthenticator '{id}' is not 8 followed by the 11 digits of an RPPS.",
      fr: 'Le legalAuthenticator « {id} » n’est pas un 8 suivi des 11 chiffres d’un RPPS.',
    },
    form: {
      en: "In the legalAuthenticator, {component} is '{actual}' instead of '{expected}'.",
      fr: 'Dans le legalAuthenticator, {component} vaut « {actual} » au lieu de « {expected} ».',
    },
  },
  docs: {
    en: {
      title: 'The legalAuthenticator of an imaging document is the RPPS of a doctor, written as the CI-SIS wants it.',
      why: 'Since 2026 the legalAuthenticator of the metadata decides which doctor is credited with the feeding (guide of December 2025, G-61 and G-65). A document validated under an internal identifier, a device or a badly written number is accepted or refused, but credited to nobody.',
      fix: 'Write one value: 8 and the 11 digits of the RPPS, family name, given name, then the authority 1.2.250.1.71.4.2.1, D and IDNPS in components 9, 10 and 13.',
    },
    fr: {
      title: 'Le legalAuthenticator d’un document d’imagerie est le RPPS d’un médecin, écrit comme le veut le CI-SIS.',
      why: 'Depuis 2026, le legalAuthenticator des métadonnées détermine le médecin à qui l’alimentation est comptée (guide de décembre 2025, G-61 et G-65). Un document validé sous un identifiant interne, par un dispositif ou sous un numéro mal écrit est accepté ou refusé, mais n’est compté à personne.',
      fix: 'Écrire une seule valeur : 8 et les 11 chiffres du RPPS, le nom, le prénom, puis l’autorité 1.2.250.1.71.4.2.1, D et IDNPS aux composants 9, 10 et 13.',
    },
  },
  *check({ submission }) {
    const concerned = imagingEntries(submission).filter(entry => entry.legalAuthenticators.some(isFilled))
    if (!isRequest(submission) || concerned.length === 0) return notApplicable
    for (const { legalAuthenticators } of concerned) {
      const values = legalAuthenticators.filter(isFilled)
      const [value, other] = values
      if (other) yield { message: 'several', at: other.at, data: { count: values.length } }
      if (!value) continue
      const xcn = parseXcn(value.value)
      const id = parsePersonId(xcn.id.value)
      const message = messageOf(xcn, id)
      if (message) {
        const finding = {
          at: value.at,
          actual: xcn.id.value,
          ...(message === 'adeli' && { level: 'warning' as const }),
        }
        if (message === 'patient') yield { message, ...finding }
        else yield { message, ...finding, data: { id: xcn.id.value } }
      }
      if (message && message !== 'adeli') continue
      for (const { component, expected, actual } of xcnDefects(xcn, 'professional'))
        yield { message: 'form', at: value.at, data: { component, expected, actual }, expected, actual }
    }
  },
})

function messageOf(xcn: Xcn, id: PersonId | InvalidPersonId): Message | undefined {
  if (id.kind === 'rpps') return undefined
  if (id.kind === 'adeli') return 'adeli'
  const actor = actorOf(xcn)
  if (actor !== 'professional') return actor === 'patient' ? 'patient' : 'device'
  if (id.kind === 'internal' || (id.kind === 'invalid' && id.reason === 'structure-prefix')) return 'internal'
  return id.kind === 'invalid' && id.reason === 'missing-prefix' ? 'missingPrefix' : 'malformed'
}
