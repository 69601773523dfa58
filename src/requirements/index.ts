import { GUIDE } from './guide.ts'
import type { Requirement } from './requirement.ts'

export type { Requirement, Status } from './requirement.ts'

/** Every requirement that can be looked up, by family. */
export const REQUIREMENTS: readonly Requirement[] = [...GUIDE]

const BY_ID = new Map(REQUIREMENTS.map(known => [key(known.id), known]))

/** The requirement of that id, written in any case; `undefined` when nothing is known of it. */
export function requirement(id: string): Requirement | undefined {
  return BY_ID.get(key(id))
}

function key(id: string): string {
  return id.trim().toUpperCase()
}
