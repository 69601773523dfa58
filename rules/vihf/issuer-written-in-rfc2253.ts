import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseDn } from '../../src/identifiers/index.ts'

const DOT_NET: Readonly<Record<string, string>> = { S: 'ST', G: 'GN' }
const DOTTED_OID = /^[0-9.]+$/

export default defineRule({
  id: 'VIHF-035',
  name: 'issuer-written-in-rfc2253',
  level: 'warning',
  priority: 3,
  requirements: ['CISIS-TS-4.3.1.5.1.1'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    notDn: {
      en: 'The Issuer is not a distinguished name.',
      fr: "L'Issuer n'est pas un nom distinctif (DN).",
    },
    dotNet: {
      en: "The Issuer writes '{keyword}=', as .NET does, instead of '{expected}='.",
      fr: "L'Issuer écrit « {keyword}= », comme .NET, au lieu de « {expected}= ».",
    },
    keyword: {
      en: "The Issuer writes '{keyword}=', a keyword that no library knows; the dotted OID serves everywhere.",
      fr: "L'Issuer écrit « {keyword}= », un mot-clé qu'aucune bibliothèque ne connaît ; l'OID pointé sert partout.",
    },
  },
  docs: {
    en: {
      title: 'The Issuer is a distinguished name as RFC 2253 writes it.',
      why: 'The transport volume of the CI-SIS wants the subject of the signing certificate in RFC 2253. The keywords S and G of .NET mean nothing to other libraries: the name cannot be compared with the certificate.',
      fix: 'Replace S by ST and G by GN, and write other types as dotted OIDs. Order and spaces after the commas do not matter.',
    },
    fr: {
      title: "L'Issuer est un nom distinctif écrit selon la RFC 2253.",
      why: 'Le volet de transport du CI-SIS veut le sujet du certificat qui signe en RFC 2253. Les mots-clés S et G de .NET ne disent rien aux autres bibliothèques : le nom ne peut pas être comparé au certificat.',
      fix: "Remplacer S par ST et G par GN, et écrire les autres types en OID pointé. L'ordre et les espaces après les virgules sont sans importance.",
    },
  },
  *check({ token: { issuer } }) {
    if (!issuer || issuer.value.trim() === '') return notApplicable
    const dn = parseDn(issuer.value)
    if (!dn) {
      yield { message: 'notDn', at: issuer.at, actual: issuer }
      return
    }
    const seen = new Set<string>()
    for (const { type, keyword: written } of dn) {
      const keyword = written.toUpperCase()
      if (seen.has(keyword)) continue
      seen.add(keyword)
      const expected = DOT_NET[keyword]
      if (expected !== undefined)
        yield { message: 'dotNet', at: issuer.at, data: { keyword, expected }, actual: issuer }
      // RFC 2253 names few types; the other keywords of X.520 (TITLE on a card) are understood everywhere.
      else if (!DOTTED_OID.test(type)) yield { message: 'keyword', at: issuer.at, data: { keyword }, actual: issuer }
    }
  },
})
