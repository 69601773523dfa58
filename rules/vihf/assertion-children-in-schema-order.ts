import { DS, SAML } from '../../src/artifacts/namespaces.ts'
import { defineRule, each } from '../../src/engine/rule.ts'
import type { XmlElement } from '../../src/sources/xml.ts'

const STATEMENTS = 5
/** Rank of the SAML children; statements of any kind mix. */
const RANK: Readonly<Record<string, number>> = {
  Issuer: 0,
  Subject: 2,
  Conditions: 3,
  Advice: 4,
  Statement: STATEMENTS,
  AuthnStatement: STATEMENTS,
  AuthzDecisionStatement: STATEMENTS,
  AttributeStatement: STATEMENTS,
}

export default defineRule({
  id: 'VIHF-028',
  name: 'assertion-children-in-schema-order',
  level: 'warning',
  priority: 3,
  requirements: ['SAML2-core-2.3.3'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    order: {
      en: '{name} stands after {previous}, where the schema of SAML wants it before.',
      fr: '{name} vient après {previous}, alors que le schéma de SAML le veut avant.',
    },
  },
  docs: {
    en: {
      title:
        'The children of the assertion stand in the order of the schema: Issuer, Signature, Subject, Conditions, Advice, statements.',
      why: 'SAML 2.0 Core defines the order. The DMP is known to take tokens whose Signature was appended at the end, hence a warning; a receiver that checks the schema refuses them.',
      fix: 'Insert the Signature right after the Issuer, before the token is sent: its place does not change what it signs.',
    },
    fr: {
      title:
        "Les enfants de l'assertion sont dans l'ordre du schéma : Issuer, Signature, Subject, Conditions, Advice, déclarations.",
      why: "SAML 2.0 Core définit l'ordre. Le DMP est connu pour accepter des jetons dont la Signature a été ajoutée à la fin, d'où un avertissement ; un récepteur qui vérifie le schéma les refuse.",
      fix: "Insérer la Signature juste après l'Issuer avant d'envoyer le jeton : sa place ne change pas ce qu'elle signe.",
    },
  },
  *check({ token: { element } }) {
    let last: XmlElement | undefined
    for (const child of element.elements) {
      const rank = rankOf(child)
      if (rank === undefined) continue
      if (last && rank < (rankOf(last) as number))
        yield { message: 'order', at: child.at, data: { name: child.local, previous: last.local } }
      else last = child
    }
  },
})

function rankOf(child: XmlElement): number | undefined {
  if (child.is(DS, 'Signature')) return 1
  return child.namespace === SAML ? RANK[child.local] : undefined
}
