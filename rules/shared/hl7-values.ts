import type { Hl7Defect, Hl7DefectCode, Xcn } from '../../src/identifiers/index.ts'

/** Components that each datatype has at most: XCN of the French profile, XON and CX of HL7 v2.5, CXi of IHE. */
const COMPONENTS = { XCN: 13, XON: 10, CX: 10, CXi: 6, specialty: 3 } as const
export type Hl7Type = keyof typeof COMPONENTS

type Parsed = Pick<Xcn, 'text' | 'components' | 'defects'>

export type Dirt =
  | 'leading-white-space'
  | 'trailing-white-space'
  | 'trailing-semicolon'
  | 'double-escaped'
  | 'stray-quote'
  | 'trailing-separators'

const DIRT: Partial<Record<Hl7DefectCode, Dirt>> = {
  'leading-white-space': 'leading-white-space',
  'trailing-characters': 'trailing-white-space',
  'double-escaped': 'double-escaped',
  'stray-quote': 'stray-quote',
}

/**
 * What soils an HL7 value, each kind once. Rule XDS-020 tells it, and the rules of the datatypes leave such a value to
 * it: the bug is in the writing of the text, not in the identity it gives.
 */
export function dirtOf(value: Parsed, type: Hl7Type): readonly Dirt[] {
  const found = new Set<Dirt>()
  for (const { code, text } of value.defects) {
    const dirt = code === 'trailing-characters' && text.includes(';') ? 'trailing-semicolon' : DIRT[code]
    if (dirt) found.add(dirt)
  }
  const filled = value.components.findLastIndex(component => component.length > 0) + 1
  if (value.components.length > COMPONENTS[type] && filled <= COMPONENTS[type]) found.add('trailing-separators')
  return [...found]
}

/** XDS-020 finds nothing to say of the value. */
export const isClean = (value: Parsed, type: Hl7Type): boolean => dirtOf(value, type).length === 0

/** Defects of the grammar that remain once the dirt is wiped off. */
export const grammarDefects = (value: Parsed): readonly Hl7Defect[] =>
  value.defects.filter(({ code }) => DIRT[code] === undefined)
