import type { Located } from '../engine/location.ts'
import type { Lang, Text } from '../engine/rule.ts'

/**
 * What was understood of a file, in the terms of its own format: names are those of the field (`NameID`, `XON`,
 * `notAfter`), explanations are in the language of the user.
 */
export interface Branch {
  readonly name: string
  readonly value?: string
  /** What the value means. */
  readonly notes?: readonly Text[]
  readonly children?: readonly Branch[]
}

/** A list with holes, as callers write it: what is absent in a file has no line in its tree. */
export type Branches = readonly (Branch | undefined)[]

/** A value with what it means; `undefined` for one that is absent. */
export function leaf(
  name: string,
  value: Located<unknown> | string | number | boolean | undefined,
  ...notes: readonly (Text | undefined)[]
): Branch | undefined {
  const text = typeof value === 'object' ? value.value : value
  if (text === undefined) return undefined
  return { name, value: String(text), ...noted(notes) }
}

/** One line per value, each explained on its own. */
export const leaves = (
  name: string,
  values: readonly Located<string>[],
  explain?: (value: string) => Text | undefined,
): Branches => values.map(value => leaf(name, value, explain?.(value.value)))

/** A name with what stands under it; `undefined` when nothing does. */
export function branch(name: string, children: Branches, value?: string, ...notes: Text[]): Branch | undefined {
  const present = children.filter(child => child !== undefined)
  if (present.length === 0 && value === undefined) return undefined
  return { name, ...(value === undefined ? {} : { value }), ...noted(notes), children: present }
}

function noted(notes: readonly (Text | undefined)[]): Pick<Branch, 'notes'> {
  const present = notes.filter(note => note !== undefined)
  return present.length === 0 ? {} : { notes: present }
}

/** The tree in one language and through one filter of personal values, as `--json` prints it. */
export interface PlainBranch {
  readonly name: string
  readonly value?: string
  readonly notes?: readonly string[]
  readonly children?: readonly PlainBranch[]
}

export function plain(
  { name, value, notes, children }: Branch,
  lang: Lang,
  hide: (text: string) => string,
): PlainBranch {
  return {
    name,
    ...(value === undefined ? {} : { value: hide(value) }),
    ...(notes === undefined ? {} : { notes: notes.map(note => hide(note[lang])) }),
    ...(children === undefined || children.length === 0
      ? {}
      : { children: children.map(child => plain(child, lang, hide)) }),
  }
}
