import { CISIS, CISIS_DOCUMENTS } from './cisis.ts'
import { citations, citedSection } from './document.ts'
import { FAQ } from './faq.ts'
import { GI_DMP } from './gi-dmp.ts'
import { GUIDE } from './guide.ts'
import { IHE_DOCUMENTS } from './ihe.ts'
import { REM } from './rem.ts'
import type { Requirement } from './requirement.ts'
import { Similar } from './similar.ts'
import { STANDARD_DOCUMENTS } from './standards.ts'
import { TABLES } from './tables.ts'

export type { Requirement, Status } from './requirement.ts'

const DOCUMENTS = [...CISIS_DOCUMENTS, ...IHE_DOCUMENTS, ...STANDARD_DOCUMENTS]

/** Every requirement that rules cite or that can be looked up, by family. */
export const REQUIREMENTS: readonly Requirement[] = [
  ...GUIDE,
  ...GI_DMP,
  ...REM,
  ...FAQ,
  ...CISIS,
  ...TABLES,
  ...citations(DOCUMENTS),
]

const BY_KEY = new Map(REQUIREMENTS.map(known => [key(known.id), known]))

/**
 * The requirement of that id; `undefined` when nothing is known of it. Any case and any separator serve, and so do
 * the spellings of the REM draft (`SO.19`, `DB/SO.19`, `SC.INS/va1.58`), table names as the ANS writes them
 * (`TRE_G08`), and any section of a known standard (`RFC5280-4.2.1.7`).
 */
export function requirement(id: string): Requirement | undefined {
  const asked = key(id)
  return (
    BY_KEY.get(asked) ??
    BY_KEY.get(`DB.${asked}`) ??
    BY_KEY.get(`NOS.${asked}`) ??
    citedSection(
      DOCUMENTS,
      id
        .trim()
        .toUpperCase()
        .replace(/^SAML2-CORE/, 'SAML2-core'),
    )
  )
}

/** Requirements whose id, title or text resemble the words, in either language, the nearest first. */
export function searchRequirements(text: string): readonly Requirement[] {
  return similar()
    .find(text)
    .filter(({ score }) => score >= 0.4)
    .map(({ value }) => value)
}

let index: Similar<Requirement> | undefined
function similar(): Similar<Requirement> {
  index ??= new Similar(REQUIREMENTS, ({ id, title, text }) => [
    `${id} ${title.en} ${text.en}`,
    `${id} ${title.fr} ${text.fr}`,
  ])
  return index
}

function key(id: string): string {
  return id
    .trim()
    .toUpperCase()
    .replace(/^SC\./, '')
    .replace(/[^A-Z0-9]+/g, '.')
    .replace(/^G\.?(\d{1,2})$/, (_, digits: string) => `G.${digits.padStart(2, '0')}`)
}
