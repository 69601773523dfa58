import type { ExchangeSummary } from '../../src/artifacts/exchange.ts'
import { all, defineRule, notApplicable, type Text } from '../../src/engine/rule.ts'

const FIRST: Text = { en: 'the first use of the ID', fr: "le premier emploi de l'ID" }

export default defineRule({
  id: 'VIHF-030',
  name: 'assertion-id-used-once',
  level: 'warning',
  priority: 2,
  requirements: ['EX_AIR-040', 'SAML2-core-1.3.4'],
  evidence: 'official',
  inputs: { exchanges: all('summary') },
  messages: {
    differs: {
      en: "The ID '{id}' stands in another token of other content.",
      fr: "L'ID « {id} » figure dans un autre jeton, de contenu différent.",
    },
    messages: {
      en: "The token '{id}' was sent in another message too: a token serves once.",
      fr: "Le jeton « {id} » a été envoyé aussi dans un autre message : un jeton ne sert qu'une fois.",
    },
  },
  docs: {
    en: {
      title: 'Each token has an ID of its own and serves one message.',
      why: 'SAML 2.0 Core wants identifiers that practically never repeat, and EX_AIR-040, known through a published copy, gives a VIHF of AIR 30 seconds and a single use. A server may refuse the second message as a replay.',
      fix: 'Build a new token, with a new random ID, for each message.',
    },
    fr: {
      title: 'Chaque jeton a un ID à lui et sert à un message.',
      why: "SAML 2.0 Core veut des identifiants qui ne se répètent pratiquement jamais, et EX_AIR-040, connue par une copie publiée, donne à un VIHF d'AIR 30 secondes et un seul usage. Un serveur peut refuser le second message comme un rejeu.",
      fix: 'Construire un nouveau jeton, avec un nouvel ID aléatoire, pour chaque message.',
    },
  },
  *check({ exchanges }) {
    const byId = new Map<string, ExchangeSummary[]>()
    for (const exchange of exchanges) {
      const { tokenId, unsigned } = exchange
      if (!tokenId || tokenId.value.trim() === '' || unsigned) continue
      const used = byId.get(tokenId.value)
      if (used) used.push(exchange)
      else byId.set(tokenId.value, [exchange])
    }
    if (byId.size === 0) return notApplicable
    for (const uses of byId.values()) {
      const [first] = uses
      const messages = new Set<string>()
      for (const { tokenId: id, tokenDigest, submissionDigest } of uses) {
        if (!first?.tokenId || !id) continue
        const related = [{ at: first.tokenId.at, text: FIRST }]
        if (tokenDigest !== first.tokenDigest) yield { message: 'differs', at: id.at, data: { id }, related }
        // A copy of a message, or the file of a token beside the message that sent it, is no second use.
        else if (submissionDigest !== undefined && !messages.has(submissionDigest)) {
          if (messages.size > 0) yield { message: 'messages', at: id.at, data: { id }, related }
          messages.add(submissionDigest)
        }
      }
    }
  },
})
