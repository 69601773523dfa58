/** Shape of the generated tables in data/. The rows stay one text until a rule asks for the table. */

/** One edition of a published value set, code system or concept map. */
export interface Edition {
  /** `JDV_J61`, `TRE_R02`, `ASS_X16`. */
  readonly id: string
  /** Published name: `JDV_J61-HealthcareFacilityTypeCode-DMP`. */
  readonly title: string
  /** Absent where the publisher declares none. */
  readonly oid?: string
  /** As published: fourteen digits, a date, or `5.0.0`. */
  readonly version: string
  /** `YYYY-MM-DD`. */
  readonly date: string
}

/** Codes of one code system, one a line: code, display, from, to, then other labels, separated by tabs. */
export interface SetTable extends Edition {
  readonly groups: readonly { readonly system: string; readonly rows: string }[]
}

/** Pairs of one source and one target system, one a line: source, target, then the equivalence unless it is `equivalent`. */
export interface MapTable extends Edition {
  readonly groups: readonly { readonly system: string; readonly targetSystem: string; readonly rows: string }[]
}
