import { ATTRIBUTE } from '../../src/artifacts/x509.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

/** What the authority writes in a subject, in encoded order. */
const ORDER: readonly (readonly [type: string, name: string])[] = [
  [ATTRIBUTE.country, 'C'],
  [ATTRIBUTE.state, 'ST'],
  [ATTRIBUTE.organization, 'O'],
  [ATTRIBUTE.organizationalUnit, 'OU'],
  [ATTRIBUTE.commonName, 'CN'],
]
const RANK = new Map(ORDER.map(([type], rank) => [type, rank]))

export default defineRule({
  id: 'CERT-009',
  name: 'subject-attributes-once-and-in-order',
  level: 'warning',
  priority: 2,
  requirements: ['G-06'],
  evidence: 'measured',
  inputs: { certificate: each('certificate') },
  messages: {
    missing: { en: 'The subject has no {name}.', fr: "Le sujet n'a pas de {name}." },
    repeated: { en: 'The subject has {count} {name} instead of one.', fr: 'Le sujet a {count} {name} au lieu d’un.' },
    extra: {
      en: 'The subject has the attribute {name}, which the authority does not write.',
      fr: "Le sujet a l'attribut {name}, que l'autorité n'écrit pas.",
    },
    order: {
      en: 'The attributes of the subject are encoded in the order {found} instead of C, ST, O, OU, CN.',
      fr: "Les attributs du sujet sont encodés dans l'ordre {found} au lieu de C, ST, O, OU, CN.",
    },
  },
  docs: {
    en: {
      title: 'The subject of a structure or server certificate is C, ST, O, OU, CN, in that order.',
      why: 'Every published certificate of the authority for organisations has that subject (G-06 names its fields). The subject goes into the Issuer of the token and into the white list, where another one is not found.',
      fix: 'Draw the certificate again from the platform; a request (CSR) does not choose the subject.',
    },
    fr: {
      title: "Le sujet d'un certificat de structure ou de serveur est C, ST, O, OU, CN, dans cet ordre.",
      why: "Tous les certificats publiés de l'autorité des organisations ont ce sujet (G-06 en nomme les champs). Il passe dans l'Issuer du jeton et dans la liste blanche, où un autre ne serait pas retrouvé.",
      fix: 'Commander à nouveau le certificat sur la plateforme ; une demande (CSR) ne choisit pas le sujet.',
    },
  },
  // A multi-valued RDN makes a certificate that of a person, which CERT-008 and SITE-009 judge.
  *check({ certificate }) {
    if (!certificate.isOrganisationLeaf) return notApplicable
    const { subject } = certificate
    for (const [type, name] of ORDER) {
      if (type === ATTRIBUTE.organizationalUnit) continue
      const [first, second] = subject.all(type)
      if (!first) yield { message: 'missing', at: subject.at, data: { name } }
      else if (second) yield { message: 'repeated', at: second.at, data: { name, count: subject.all(type).length } }
    }
    for (const attribute of subject.attributes)
      if (!RANK.has(attribute.type)) yield { message: 'extra', at: attribute.at, data: { name: attribute.name } }
    const usual = subject.attributes.filter(({ type }) => RANK.has(type))
    const ranks = usual.map(({ type }) => RANK.get(type) ?? 0)
    if (ranks.some((rank, i) => i > 0 && rank < (ranks[i - 1] as number)))
      yield { message: 'order', at: subject.at, data: { found: usual.map(({ name }) => name).join(', ') } }
  },
})
