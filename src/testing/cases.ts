import type { Status } from '../engine/judge.ts'
import type { Level } from '../engine/rule.ts'
import { bytesOf, type World } from './world.ts'

/** A world, changed or not, in which the rule finds nothing. */
export interface ValidCase {
  readonly name: string
  readonly world: () => World
  readonly change?: (world: World) => void
  /** What the rule must answer where it finds nothing; `pass` by default. */
  readonly outcome?: Exclude<Status, 'fail' | 'crashed'>
  /** Files added or put in place of those of the world, by path. */
  readonly files?: Readonly<Record<string, Uint8Array | string>>
}

/** A finding that a case wants. A text alone is the id of its message, or a part of the message in English. */
export type ExpectedFinding =
  | string
  | {
      readonly message: string
      readonly level?: Level
      readonly actual?: string
      /** End of the logical path where the finding points. */
      readonly at?: string
    }

/** A world with a defect; the rule yields these findings and no other. */
export interface InvalidCase {
  readonly name: string
  readonly world: () => World
  readonly change: (world: World) => void
  readonly files?: Readonly<Record<string, Uint8Array | string>>
  readonly expect: readonly ExpectedFinding[]
}

/** What one rule answers in worlds that are told apart by one change. */
export interface CaseTable {
  readonly rule: string
  /** Rules that must run too, for a rule about what the others find. */
  readonly beside?: readonly string[]
  readonly valid: readonly ValidCase[]
  readonly invalid: readonly InvalidCase[]
}

/** Declares the cases of a rule: `export default cases('XCHG-001', { valid: […], invalid: […] })`. */
export function cases(rule: string, table: Omit<CaseTable, 'rule'>): CaseTable {
  return { rule, ...table }
}

/** The files of a case: its world after the change, and its own files over them. */
export function caseFiles(one: ValidCase | InvalidCase): {
  readonly world: World
  readonly files: Map<string, Uint8Array>
} {
  const world = one.world()
  one.change?.(world)
  const files = new Map(world.files().map(({ path, bytes }) => [path, bytes]))
  for (const [path, content] of Object.entries(one.files ?? {})) files.set(path, bytesOf(content))
  return { world, files }
}
