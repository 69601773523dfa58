import { HL7 } from '../../src/artifacts/namespaces.ts'
import { attributeOf } from '../../src/artifacts/values.ts'
import { defineRule, each } from '../../src/engine/rule.ts'
import { distinct } from '../shared/metadata.ts'

const ALLOWED: readonly string[] = ['UNK', 'NASK', 'ASKU', 'NAV', 'MSK']

export default defineRule({
  id: 'DOC-002',
  name: 'null-flavor-value-allowed',
  level: 'warning',
  priority: 3,
  requirements: ['CISIS-STRUCMIN-3.5.3.1'],
  evidence: 'official',
  inputs: { document: each('document') },
  messages: {
    notAllowed: {
      en: "The header has the nullFlavor '{nullFlavor}', which is not one of {allowed}.",
      fr: 'L’en-tête a le nullFlavor « {nullFlavor} », qui n’est pas l’un de {allowed}.',
    },
  },
  docs: {
    en: {
      title: 'An absent value of the header is explained by UNK, NASK, ASKU, NAV or MSK.',
      why: 'The minimal structure of the CI-SIS allows these five reasons only; a validator of the CI-SIS refuses another. An official example has NA on the time of a participant, hence a warning.',
      fix: 'Leave an optional element out, or write the reason that fits: UNK unknown, NASK not asked, ASKU asked but unknown, NAV not available now, MSK masked.',
    },
    fr: {
      title: 'Une valeur absente de l’en-tête est expliquée par UNK, NASK, ASKU, NAV ou MSK.',
      why: 'La structure minimale du CI-SIS n’admet que ces cinq raisons ; un validateur du CI-SIS en refuse une autre. Un exemple officiel a NA sur la date d’un participant, d’où un avertissement.',
      fix: 'Omettre un élément facultatif, ou écrire la raison qui convient : UNK inconnu, NASK non demandé, ASKU demandé mais inconnu, NAV non disponible pour l’instant, MSK masqué.',
    },
  },
  *check({ document }) {
    const header = document.element.elements.filter(element => !element.is(HL7, 'component'))
    const found = header
      .flatMap(element => [element, ...element.descendants()])
      .flatMap(element => {
        const value = element.attributes.length > 0 ? attributeOf(element, 'nullFlavor') : undefined
        return value && !ALLOWED.includes(value.value) ? [{ value }] : []
      })
    const allowed = ALLOWED.join(', ')
    for (const { value, related } of distinct(found)) {
      const data = { nullFlavor: value, allowed }
      yield { message: 'notAllowed', at: value.at, data, expected: allowed, actual: value, related }
    }
  },
})
