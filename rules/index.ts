import type { Rule } from '../src/engine/rule.ts'
import servSslCnEqualsPacsFqdn from './site/serv-ssl-cn-equals-pacs-fqdn.ts'
import nameidMosPrefixed from './vihf/nameid-mos-prefixed.ts'

/** Every rule, by id. Written by `npm run rules:index`. */
export const RULES: readonly Rule[] = [
  servSslCnEqualsPacsFqdn,
  nameidMosPrefixed,
]
