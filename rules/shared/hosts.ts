/** DNS names do not tell case apart, and a final dot only says that the name is complete. */
export const hostKey = (name: string): string => name.trim().toLowerCase().replace(/\.$/, '')

/** The parts of an address that rules read; `undefined` when it is none. */
export function parseUrl(text: string): URL | undefined {
  return URL.canParse(text.trim()) ? new URL(text.trim()) : undefined
}
