import type { ExchangeSummary } from '../../src/artifacts/exchange.ts'
import type { Located } from '../../src/engine/location.ts'
import { all, defineRule, notApplicable, type Text } from '../../src/engine/rule.ts'
import { sharing } from '../shared/sharing.ts'

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
    if (!exchanges.some(exchange => idOf(exchange))) return notApplicable
    const uses = new Map<string, Use>()
    for (const exchange of sharing(exchanges, one => [idOf(one)?.value])) {
      const { tokenDigest, submissionDigest } = exchange
      const id = idOf(exchange)
      if (!id) continue
      const use = uses.get(id.value)
      if (!use) {
        uses.set(id.value, { first: id, tokenDigest, messages: new Set(submissionDigest && [submissionDigest]) })
        continue
      }
      const related = [{ at: use.first.at, text: FIRST }]
      if (tokenDigest !== use.tokenDigest) yield { message: 'differs', at: id.at, data: { id }, related }
      // A copy of a message, or the file of a token beside the message that sent it, is no second use.
      else if (submissionDigest !== undefined && !use.messages.has(submissionDigest)) {
        if (use.messages.size > 0) yield { message: 'messages', at: id.at, data: { id }, related }
        use.messages.add(submissionDigest)
      }
    }
  },
})

/** What an ID was first seen with, and the submissions that it was seen with since. */
interface Use {
  readonly first: Located<string>
  readonly tokenDigest: string | undefined
  readonly messages: Set<string>
}

function idOf({ tokenId, unsigned }: ExchangeSummary): Located<string> | undefined {
  return unsigned || tokenId?.value.trim() === '' ? undefined : tokenId
}
