import type { Lang } from '../engine/rule.ts'

/** Addresses that reports point to. */
export const SITE_URL = 'https://dmplint.github.io/dmplint'
export const REPORT_SCHEMA_URL = `${SITE_URL}/schemas/report.schema.json`

/** Page of a rule, generated from its docs. */
export const ruleUrl = (id: string, lang: Lang) => `${SITE_URL}/rules/${lang}/${encodeURIComponent(id)}`
