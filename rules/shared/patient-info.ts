import type { DocumentEntry } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import { oncePer } from './once.ts'

/** One value of sourcePatientInfo. */
export interface PatientInfo {
  readonly value: Located<string>
  /** `5` of `PID-5|…`; `undefined` when the value is not of that form. */
  readonly field: string | undefined
  readonly content: string
}

const VALUE = /^PID-([1-9][0-9]*)\|(.*)$/s

/** Values of sourcePatientInfo; the wrong case of the slot's name is told by XDS-007 and hides none of them. */
export const patientInfoOf = oncePer((entry: DocumentEntry): readonly PatientInfo[] =>
  entry.slots
    .filter(slot => slot.name.value.toLowerCase() === 'sourcepatientinfo')
    .flatMap(slot => slot.values)
    .map(value => {
      const [, field, content = ''] = VALUE.exec(value.value) ?? []
      return { value, field, content }
    }),
)
