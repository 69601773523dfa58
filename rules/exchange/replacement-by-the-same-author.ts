import type { DocumentSummary, ExchangeSummary } from '../../src/artifacts/exchange.ts'
import { all, defineRule, notApplicable, notEvaluated, optional, type Text } from '../../src/engine/rule.ts'
import { normaliseStructureId, parsePersonId, parseStructureId } from '../../src/identifiers/index.ts'
import { samePersonId } from '../shared/same-person.ts'
import { relationOf, type StructureRelation } from '../shared/structures.ts'

const NOT_IN_BATCH: Text = {
  en: 'a document that is replaced is not among the files: add the exchange that fed it',
  fr: "un document remplacé n'est pas parmi les fichiers : ajouter l'échange qui l'a alimenté",
}
const PROFESSIONALS: readonly string[] = ['rpps', 'adeli', 'internal']
/** Two FINESS of which nothing is known may be an EJ and its EG. */
const FOREIGN: readonly StructureRelation[] = ['unlinked', 'same-siren', 'different']

export default defineRule({
  id: 'XCHG-026',
  name: 'replacement-by-the-same-author',
  level: 'error',
  priority: 2,
  requirements: ['EX_2.1-1140', 'DMP/va1.09', 'RG_2230'],
  evidence: 'official',
  inputs: { exchanges: all('summary'), directory: optional('directory') },
  messages: {
    otherStructure: {
      en: "The document replaces '{replaced}', but no structure of its authors ({authors}) is one of those that fed it ({former}).",
      fr: "Le document remplace « {replaced} », mais aucune structure de ses auteurs ({authors}) n'est de celles qui l'ont alimenté ({former}).",
    },
    otherPerson: {
      en: "The document replaces '{replaced}', but none of its authors ({authors}) is one of those who fed it ({former}).",
      fr: "Le document remplace « {replaced} », mais aucun de ses auteurs ({authors}) n'est de ceux qui l'ont alimenté ({former}).",
    },
  },
  docs: {
    en: {
      title: 'A document is replaced by an author of the one that it replaces.',
      why: 'Only an author may replace a document (EX_2.1-1140): a structure of the authors in indirect authentication, one of the persons with a card. The HL7 v2 acknowledgement then says error 901. The legal person that RG_2230 adds to a historical document counts as an author.',
      fix: 'Feed the new version with the structure or the doctor of the former one.',
    },
    fr: {
      title: "Un document est remplacé par un auteur de celui qu'il remplace.",
      why: "Seul un auteur peut remplacer un document (EX_2.1-1140) : une structure des auteurs en authentification indirecte, une des personnes avec une carte. L'accusé HL7 v2 dit alors erreur 901. La personne morale que RG_2230 ajoute à un document historique compte comme auteur.",
      fix: "Alimenter la nouvelle version avec la structure ou le médecin de l'ancienne.",
    },
  },
  *check({ exchanges, directory }) {
    const replacing = exchanges.flatMap(exchange =>
      exchange.documents.flatMap(document => document.replaces.map(replaced => ({ exchange, replaced }))),
    )
    if (replacing.length === 0) return notApplicable
    const feeding = feedingByDocument(exchanges, new Set(replacing.map(({ replaced }) => replaced.value)))
    let missing = false
    for (const { exchange, replaced } of replacing) {
      const earlier = (feeding.get(replaced.value) ?? []).filter(({ exchange: other }) => other !== exchange)
      if (earlier.length === 0) missing = true
      const persons = isByPerson(exchange)
      const authorsOf = persons ? personsOf : structuresOf
      const authors = authorsOf(exchange)
      const former = [...new Set(earlier.flatMap(({ exchange: other }) => authorsOf(other)))]
      // A side without any identifier is reported by the rules about it.
      if (authors.length === 0 || former.length === 0) continue
      const known = { directory, site: exchange.site }
      const same = (a: string, b: string): boolean =>
        persons ? samePersonId(a, b) : !FOREIGN.includes(relationOf(a, b, known))
      if (authors.some(a => former.some(b => same(a, b)))) continue
      yield {
        message: persons ? 'otherPerson' : 'otherStructure',
        at: replaced.at,
        data: { replaced, authors: authors.join(', '), former: former.join(', ') },
        expected: former.join(', '),
        actual: authors.join(', '),
        related: earlier.map(({ exchange: other, document }) => ({
          at: document.uniqueId?.at ?? other.at,
          text: { en: 'the document that is replaced', fr: 'le document remplacé' },
        })),
      }
    }
    return missing ? notEvaluated(NOT_IN_BATCH) : undefined
  },
})

/** Documents of the run by uniqueId, those that are replaced. */
function feedingByDocument(
  exchanges: readonly ExchangeSummary[],
  replaced: ReadonlySet<string>,
): ReadonlyMap<string, { exchange: ExchangeSummary; document: DocumentSummary }[]> {
  const feeding = new Map<string, { exchange: ExchangeSummary; document: DocumentSummary }[]>()
  for (const exchange of exchanges)
    for (const document of exchange.documents) {
      if (!document.uniqueId || !replaced.has(document.uniqueId.value)) continue
      const known = feeding.get(document.uniqueId.value)
      if (known) known.push({ exchange, document })
      else feeding.set(document.uniqueId.value, [{ exchange, document }])
    }
  return feeding
}

/** With the card of a professional; a CPE (`structure/internal-id`) stands for its structure. */
const isByPerson = ({ mode, nameId }: ExchangeSummary): boolean =>
  mode === 'DIRECTE' && nameId?.value.includes('/') !== true

/** Professionals among authors and legal authenticators; a patient may be an author, whose INS must not be shown. */
const personsOf = ({ authorPersons, documents }: ExchangeSummary): readonly string[] => {
  const ids = [...authorPersons, ...documents.flatMap(({ legalAuthenticator }) => legalAuthenticator?.value ?? [])]
  return [...new Set(ids)].filter(id => PROFESSIONALS.includes(parsePersonId(id).kind))
}

/** authorInstitution, and the legal persons among the authors. */
const structuresOf = ({ authorInstitutions, authorPersons }: ExchangeSummary): readonly string[] => [
  ...authorInstitutions,
  ...authorPersons.filter(id => parseStructureId(normaliseStructureId(id)).kind !== 'invalid'),
]
