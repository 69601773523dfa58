import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SourceError } from '../../src/sources/problem.ts'
import { Source } from '../../src/sources/source.ts'
import { parseXml } from '../../src/sources/xml.ts'

/**
 * The W3C conformance cases without DOCTYPE that stand beside the repository. A file is well-formed when it parses and
 * its bytes are valid in the encoding it declares; the latter is reported (RUN-009) while the rest is still judged.
 */
const FOLDER = '../shared/samples/robustness/xml-conformance'
const present = existsSync(FOLDER)

describe.skipIf(!present)('W3C XML conformance (needs ../shared)', () => {
  const rows = present ? readFileSync(`${FOLDER}/EXPECTATIONS.tsv`, 'utf8').trim().split('\n').slice(1) : []

  it('gives all 305 verdicts of the suite', () => {
    const wrong: string[] = []
    for (const row of rows) {
      const [file, expected] = row.split('\t') as [string, string]
      const verdict = wellFormed(`${FOLDER}/${file}`) ? 'well-formed' : 'not-well-formed'
      if (verdict !== expected) wrong.push(`${file}: ${verdict}, expected ${expected}`)
    }
    expect(wrong).toEqual([])
    expect(rows.length).toBe(305)
  })

  it('refuses names with an unbound prefix as XML Namespaces does, though XML 1.0 alone would take them', () => {
    for (const file of ['oasis/p04pass1.xml', 'oasis/p05pass1.xml']) {
      const source = new Source({ uri: file, bytes: readFileSync(`${FOLDER}/${file}`) })
      expect(() => parseXml(source)).toThrowError(/XML Namespaces: unbound namespace prefix/)
    }
  })
})

function wellFormed(path: string): boolean {
  const source = new Source({ uri: path, bytes: readFileSync(path) })
  try {
    parseXml(source)
  } catch (error) {
    // Outside its own folder the suite knows nothing of namespaces: there the XML 1.0 verdict counts.
    return error instanceof SourceError && error.problem.format === 'XML Namespaces' && !path.includes('/namespaces/')
  }
  return source.encodingConflict === undefined && source.invalidAt.length === 0
}
