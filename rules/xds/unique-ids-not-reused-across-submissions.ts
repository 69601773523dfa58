import type { ExchangeSummary } from '../../src/artifacts/exchange.ts'
import type { Located } from '../../src/engine/location.ts'
import { all, defineRule, notApplicable } from '../../src/engine/rule.ts'
import { sharing } from '../shared/sharing.ts'

export default defineRule({
  id: 'XDS-036',
  name: 'unique-ids-not-reused-across-submissions',
  level: 'error',
  priority: 2,
  requirements: ['ITI-TF-2b-3.41.4.1.3'],
  evidence: 'official',
  inputs: { exchanges: all('summary') },
  messages: {
    submission: {
      en: "The SubmissionSet.uniqueId '{id}' already belongs to another submission.",
      fr: 'Le SubmissionSet.uniqueId « {id} » appartient déjà à un autre lot.',
    },
    document: {
      en: "The DocumentEntry.uniqueId '{id}' comes with two different contents (XDSNonIdenticalHash).",
      fr: 'Le DocumentEntry.uniqueId « {id} » accompagne deux contenus différents (XDSNonIdenticalHash).',
    },
  },
  docs: {
    en: {
      title: 'A uniqueId serves one submission, or one content of a document, and never again.',
      why: 'The registry refuses a SubmissionSet.uniqueId that it knows, and a DocumentEntry.uniqueId whose bytes differ from those it holds, with XDSNonIdenticalHash (IHE ITI TF-2b, 3.41.4.1.3). A counter that starts again, a constant, or a corrected report sent under the identifier of the first one are the usual causes.',
      fix: 'Draw a new OID for each submission and each version of a document; a new version replaces the former one by RPLC.',
    },
    fr: {
      title: 'Un uniqueId sert à un seul lot, ou à un seul contenu de document.',
      why: 'Le registre refuse un SubmissionSet.uniqueId qu’il connaît, et par XDSNonIdenticalHash un DocumentEntry.uniqueId dont les octets diffèrent de ceux qu’il détient (IHE ITI TF-2b, 3.41.4.1.3). Un compteur remis à zéro, une constante, ou un compte rendu corrigé envoyé sous l’identifiant du premier en sont les causes habituelles.',
      fix: 'Tirer un nouvel OID pour chaque lot et chaque version d’un document ; une nouvelle version remplace la précédente par RPLC.',
    },
  },
  *check({ exchanges }) {
    if (exchanges.length === 0) return notApplicable
    const sets = new Map<string, Use>()
    const documents = new Map<string, Use>()
    for (const { submissionSetUniqueId, submissionDigest, documents: sent } of sharing(exchanges, idsOf)) {
      // A copy of a message, or the same submission sent again after a failure, is no other submission.
      const set = reuse(sets, submissionSetUniqueId, submissionDigest)
      if (set)
        yield {
          message: 'submission',
          at: set.again.at,
          data: { id: set.again },
          related: [{ at: set.first.at, text: { en: 'the first submission', fr: 'le premier lot' } }],
        }
      for (const { uniqueId, hash } of sent) {
        const document = reuse(documents, uniqueId, hash)
        if (document)
          yield {
            message: 'document',
            at: document.again.at,
            data: { id: document.again },
            related: [{ at: document.first.at, text: { en: 'the first content', fr: 'le premier contenu' } }],
          }
      }
    }
  },
})

const idsOf = ({ submissionSetUniqueId, documents }: ExchangeSummary): readonly (string | undefined)[] =>
  [submissionSetUniqueId, ...documents.map(({ uniqueId }) => uniqueId)].map(id => id?.value)

/** What an identifier was seen with. */
interface Use {
  readonly first: Located<string>
  readonly digests: Set<string>
}

/** Notes a use; gives the first one back when the identifier comes with a content not seen before. */
function reuse(
  uses: Map<string, Use>,
  id: Located<string> | undefined,
  digest: string | undefined,
): { readonly first: Located<string>; readonly again: Located<string> } | undefined {
  if (!id || digest === undefined || id.value.trim() === '') return undefined
  const use = uses.get(id.value)
  if (!use) {
    uses.set(id.value, { first: id, digests: new Set([digest]) })
    return undefined
  }
  if (use.digests.has(digest)) return undefined
  use.digests.add(digest)
  return { first: use.first, again: id }
}
