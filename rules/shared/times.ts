import type { Located } from '../../src/engine/location.ts'
import { parseDtm } from '../../src/identifiers/index.ts'

/** The digits of a time of the metadata; `undefined` for what XDS-029 reports. */
export function dtmDigits(value: Located<string> | undefined): string | undefined {
  const time = value && parseDtm(value.value)
  return time && !time.hasOffset && !time.hasFraction ? value.value : undefined
}

/** Whether the digits of one time say that it is later than another, as far as both go. */
export function isLater(digits: string, other: string): boolean {
  const common = Math.min(digits.length, other.length)
  return digits.slice(0, common) > other.slice(0, common)
}
