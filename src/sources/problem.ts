import type { Location } from '../engine/location.ts'
import type { Limits } from './limits.ts'

/** What can be wrong with a file before any rule of the domain looks at it. The RUN rules turn each into a finding. */
export type ProblemCode =
  | 'unreadable'
  | 'malformed'
  | 'doctype'
  | 'limit'
  | 'encoding'
  | 'password-missing'
  | 'password-wrong'
  | 'algorithm-unsupported'
  | 'unsafe-path'

export interface Problem {
  readonly code: ProblemCode
  readonly at: Location
  /** The format that was being read: `XML`, `DER`, `PEM`, `MIME`, `zip`, `DICOM`, `JSON`, `YAML`, `PKCS#12` … */
  readonly format: string
  /** What exactly, in English, without values of the file: `unclosed tag: soap:Body`. */
  readonly detail: string
  /** With `limit`: which bound was reached. */
  readonly limit?: keyof Limits
}

/** Thrown by readers; the loader turns it into a {@link Problem} of the file and goes on with the next one. */
export class SourceError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(`${problem.format}: ${problem.detail}`)
    this.name = 'SourceError'
    this.problem = problem
  }
}
