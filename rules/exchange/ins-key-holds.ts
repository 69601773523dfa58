import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { insKeyHolds } from '../../src/identifiers/index.ts'
import { insOf } from '../shared/exchange-identifiers.ts'

const MATRICULE = /^[0-9]{5}(?:[0-9]{2}|2A|2B)[0-9]{8}$/

export default defineRule({
  id: 'XCHG-022',
  name: 'ins-key-holds',
  level: 'warning',
  priority: 1,
  requirements: ['EX_GEN-1250'],
  evidence: 'measured',
  inputs: { exchange: each('exchange') },
  messages: {
    key: {
      en: 'The last two digits of the matricule INS are not the key of the first thirteen characters.',
      fr: 'Les deux derniers chiffres du matricule INS ne sont pas la clé des treize premiers caractères.',
    },
  },
  docs: {
    en: {
      title: 'The key of each matricule INS holds.',
      why: 'The last two digits of an INS are 97 minus the remainder of the first thirteen by 97, Corsica (2A, 2B) read as 19 and 18. A key that fails shows a number that was typed or shortened: the INS must come from the INSi service (EX_GEN-1250).',
      fix: 'Take the matricule again from INSi, with its key.',
    },
    fr: {
      title: 'La clé de chaque matricule INS est juste.',
      why: "Les deux derniers chiffres d'un INS valent 97 moins le reste de la division des treize premiers par 97, la Corse (2A, 2B) étant lue 19 et 18. Une clé fausse montre un numéro saisi ou tronqué : l'INS doit venir du téléservice INSi (EX_GEN-1250).",
      fix: 'Reprendre le matricule dans INSi, avec sa clé.',
    },
  },
  *check({ exchange }) {
    const readable = insOf(exchange).filter(({ matricule }) => MATRICULE.test(matricule))
    if (readable.length === 0) return notApplicable
    const told = new Set<string>()
    for (const { matricule, at } of readable) {
      if (told.has(matricule) || insKeyHolds(matricule)) continue
      told.add(matricule)
      yield { message: 'key', at }
    }
  },
})
