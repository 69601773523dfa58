import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { foldLabel } from '../../src/identifiers/index.ts'
import { type Concept, valueSet } from '../../src/nomenclatures/index.ts'
import { codesOf, DCM, type MetadataCode, SNOMED_CT } from '../shared/codes.ts'
import { isFilled, isRequest } from '../shared/metadata.ts'

/**
 * Systems whose labels exist in several languages of which the tables hold the French one: there, a label is wrong for
 * sure only when it is that of another code.
 */
const TRANSLATED: ReadonlySet<string> = new Set([DCM, SNOMED_CT, '2.16.840.1.113883.5.25'])

/** LOINC names in English of the documents that imaging sends. */
const ENGLISH: Readonly<Record<string, readonly string[]>> = {
  '18748-4': ['Diagnostic imaging study'],
}

export default defineRule({
  id: 'XDS-015',
  name: 'display-name-matches-code',
  level: 'warning',
  priority: 3,
  requirements: ['EX_2.1-2035'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    differs: {
      en: "The label '{label}' of the {metadata} '{code}' is not one of its labels in the nomenclature: '{expected}'.",
      fr: 'Le libellé « {label} » du {metadata} « {code} » n’est pas un de ses libellés dans la nomenclature : « {expected} ».',
    },
  },
  docs: {
    en: {
      title: 'The label of each code is one of its labels in the nomenclature.',
      why: 'The DMP server checks code, system and label together (EX_2.1-2035), and readers see the label. A label of another code means that one of the two is wrong.',
      fix: 'Copy the label of the nomenclature. Case, accents and the shape of apostrophes do not count.',
    },
    fr: {
      title: 'Le libellé de chaque code est un de ses libellés dans la nomenclature.',
      why: 'Le serveur DMP contrôle ensemble le code, le système et le libellé (EX_2.1-2035), et les lecteurs voient le libellé. Le libellé d’un autre code signifie que l’un des deux est faux.',
      fix: 'Reprendre le libellé de la nomenclature. La casse, les accents et la forme des apostrophes ne comptent pas.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    for (const one of codesOf(submission)) {
      const { metadata, code, display, concepts } = one
      const [concept] = concepts
      if (!concept || !display || !isFilled(display)) continue
      const labels = [...concepts.flatMap(labelsOf), ...(ENGLISH[code.value] ?? [])]
      // Nearly every label is written as published: folding all of both sides is for the others.
      if (labels.includes(display.value)) continue
      const label = foldLabel(display.value)
      if (labels.some(known => foldLabel(known) === label)) continue
      if (concepts.some(({ codeSystem }) => TRANSLATED.has(codeSystem)) && !namesAnotherCode(one, label)) continue
      yield {
        message: 'differs',
        at: display.at,
        data: { metadata, code, label: display, expected: concept.display },
        expected: concept.display,
        actual: display,
      }
    }
  },
})

const labelsOf = ({ display, otherLabels }: Concept): readonly string[] => [display, ...otherLabels]

function namesAnotherCode({ sets }: MetadataCode, label: string): boolean {
  for (const concepts of valueSet(sets[0]).values())
    if (concepts.flatMap(labelsOf).some(known => foldLabel(known) === label)) return true
  return false
}
