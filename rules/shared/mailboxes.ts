import type { Administrator, Site } from '../../src/artifacts/site.ts'
import type { Located } from '../../src/engine/location.ts'
import { isFqdn } from './certificates.ts'
import { hostKey } from './hosts.ts'

/** Names that stand for no mailbox (RFC 2606, RFC 6761). */
const RESERVED = /(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org))$/
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/

export type MailboxDefect = 'malformed' | 'reserved'

/** What is wrong with the address of an administrator; TEST sites may use domains that are reserved. */
export function mailboxDefect(email: string, site: Site): MailboxDefect | undefined {
  const at = email.lastIndexOf('@')
  const domain = hostKey(email.slice(at + 1))
  if (site.environment?.value === 'production' && at > 0 && RESERVED.test(domain)) return 'reserved'
  const known = isFqdn(domain) || RESERVED.test(domain)
  return at > 0 && email.length <= 254 && LOCAL_PART.test(email.slice(0, at)) && known ? undefined : 'malformed'
}

/** Administrators whose address may receive a notice. */
export const reachable = (site: Site): readonly (Administrator & { readonly email: Located<string> })[] =>
  site.administrators.flatMap(one =>
    one.email && mailboxDefect(one.email.value.trim(), site) === undefined ? [{ ...one, email: one.email }] : [],
  )
