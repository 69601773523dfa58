import { ownText } from '../engine/location.ts'

/** Plain data whose texts are {@link ownText}: it keeps nothing of the file that it was read from. */
export function compact<T>(value: T): T {
  if (typeof value === 'string') return ownText(value) as T
  if (Array.isArray(value)) return value.map(compact) as T
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, compact(item)])) as T
}
