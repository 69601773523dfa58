import type { SourceFile } from '../../src/artifacts/file.ts'
import { frozen } from '../../src/engine/location.ts'
import type { Problem, ProblemCode } from '../../src/sources/problem.ts'

/**
 * What went wrong, of one kind, when a file was read. The places have a line but not its text: of a file that cannot be
 * read nobody knows which words are names.
 */
export function problemsOf(file: SourceFile, code: ProblemCode): readonly Problem[] {
  return file.problems.filter(problem => problem.code === code).map(problem => ({ ...problem, at: frozen(problem.at) }))
}
