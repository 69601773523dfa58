import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isFilled, isRequest } from '../shared/metadata.ts'
import { codedOf, objectsOf } from '../shared/registry.ts'

export default defineRule({
  id: 'XDS-012',
  name: 'codes-carry-scheme-and-name',
  level: 'error',
  priority: 1,
  requirements: ['EX_2.1-2035', 'ITI-TF-3-4.2.3.1'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    noCode: {
      en: 'The {metadata} has no code (nodeRepresentation).',
      fr: 'Le {metadata} n’a pas de code (nodeRepresentation).',
    },
    noScheme: {
      en: "The {metadata} '{code}' has no codingScheme.",
      fr: 'Le {metadata} « {code} » n’a pas de codingScheme.',
    },
    severalSchemes: {
      en: "The {metadata} '{code}' has {count} codingScheme values instead of one.",
      fr: 'Le {metadata} « {code} » a {count} valeurs de codingScheme au lieu d’une seule.',
    },
    noName: {
      en: "The {metadata} '{code}' has no label (Name/LocalizedString).",
      fr: 'Le {metadata} « {code} » n’a pas de libellé (Name/LocalizedString).',
    },
  },
  docs: {
    en: {
      title: 'Each coded metadata has a code, one coding scheme and a label.',
      why: 'The DMP server checks code, code system and label together (EX_2.1-2035), and IHE ITI TF-3, 4.2.3.1 requires the three parts. A code alone says nothing.',
      fix: 'Write nodeRepresentation, a slot codingScheme with one value, and Name/LocalizedString.',
    },
    fr: {
      title: 'Chaque métadonnée codée a un code, un seul système de codage et un libellé.',
      why: 'Le serveur DMP contrôle ensemble le code, le système et le libellé (EX_2.1-2035), et IHE ITI TF-3, 4.2.3.1 exige les trois. Un code seul ne dit rien.',
      fix: 'Écrire nodeRepresentation, un slot codingScheme à une valeur, et Name/LocalizedString.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    for (const object of objectsOf(submission))
      for (const { metadata, classification } of codedOf(object)) {
        const { element, slots, display } = classification
        const code = classification.code?.value ?? ''
        if (!isFilled(classification.code))
          yield { message: 'noCode', at: classification.code?.at ?? element.at, data: { metadata } }
        const schemes = slots.filter(slot => slot.name.value === 'codingScheme').flatMap(slot => slot.values)
        if (!schemes.some(isFilled))
          yield { message: 'noScheme', at: schemes[0]?.at ?? element.at, data: { metadata, code } }
        else if (schemes[1])
          yield { message: 'severalSchemes', at: schemes[1].at, data: { metadata, code, count: schemes.length } }
        if (!isFilled(display)) yield { message: 'noName', at: display?.at ?? element.at, data: { metadata, code } }
      }
  },
})
