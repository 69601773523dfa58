import type { SourceFile } from '../../src/artifacts/file.ts'
import type { Problem, ProblemCode } from '../../src/sources/problem.ts'

/** What went wrong, of one kind, when a file was read. */
export function problemsOf(file: SourceFile, code: ProblemCode): readonly Problem[] {
  return file.problems.filter(problem => problem.code === code)
}
