import type { Text } from '../engine/rule.ts'

/**
 * `official`: published text. `official-draft`: the draft of February 2023 of the REM. `vendor-copy`: the text is known
 * through copies that vendors publish, or the decision itself is a vendor's. `standard`: an international standard.
 */
export type Status = 'official' | 'official-draft' | 'vendor-copy' | 'standard'

/** What can be cited in a rule and looked up outside of it. */
export interface Requirement {
  /** As rules and reports write it. */
  readonly id: string
  /** A few words without a final period. */
  readonly title: Text
  /** What it asks, in our own words. */
  readonly text: Text
  /** The document, and the section or public page where it stands. */
  readonly where: Text
  readonly status: Status
}

/** One row of a family's table: id, title and text in English, then in French. */
export type Row = readonly [id: string, titleEn: string, textEn: string, titleFr: string, textFr: string]

/** Rows that stand in one place. */
export function family(status: Status, where: Text, rows: readonly Row[]): Requirement[] {
  return rows.map(([id, titleEn, textEn, titleFr, textFr]) => ({
    id,
    title: { en: titleEn, fr: titleFr },
    text: { en: textEn, fr: textFr },
    where,
    status,
  }))
}
