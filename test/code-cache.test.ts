import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadBundle } from '../src/code-cache.ts'

interface Bundle {
  readonly answer: () => number
}

describe('the bytecode of the program', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dmplint-code-'))
    file = join(folder, 'program.cjs')
    writeFileSync(file, "exports.answer = () => require('node:path').sep.length + 41")
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const kept = (): string[] => readdirSync(folder).filter(name => name.endsWith('.cache'))
  const run = (state = 'one') => {
    const loaded = loadBundle<Bundle>(file, state)
    expect(loaded.exports.answer()).toBe(42)
    loaded.keep()
  }

  it('is kept by the first run and left alone by the next ones', () => {
    run()
    const [name = ''] = kept()
    expect(name).toContain(process.versions.v8)
    const before = readFileSync(join(folder, name))
    run()
    expect(kept()).toEqual([name])
    expect(readFileSync(join(folder, name)).equals(before)).toBe(true)
  })

  it('of another state of the program is not taken up', () => {
    run('one')
    run('two')
    expect(kept()).toHaveLength(2)
  })

  it.each([
    ['damaged', (bytes: Buffer) => bytes.fill(bytes[200] === 7 ? 8 : 7, 200, 201)],
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
  ])('is made again when it is %s', (_, change) => {
    run()
    const path = join(folder, kept()[0] as string)
    const whole = readFileSync(path)
    const changed = Buffer.from(change(Buffer.from(whole)))
    writeFileSync(path, changed)
    run()
    expect(readFileSync(path).equals(changed)).toBe(false)
    run()
  })

  it.skipIf(process.getuid?.() === 0)('is done without where nothing can be written', () => {
    chmodSync(folder, 0o500)
    run()
    expect(kept()).toEqual([])
    chmodSync(folder, 0o700)
  })

  it('is done without when the draft cannot be put in place', () => {
    const loaded = loadBundle<Bundle>(file, 'no/such/folder')
    expect(loaded.exports.answer()).toBe(42)
    loaded.keep()
    expect(readdirSync(folder)).toEqual(['program.cjs'])
  })
})
