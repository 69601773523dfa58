import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { reporter } from '../../src/reporters/json.ts'
import { hostileReport, longReport, options, report, richReport } from './sample.ts'

const schema = JSON.parse(readFileSync('schemas/report.schema.json', 'utf8'))
const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema)
const written = (sample: Parameters<typeof reporter.render>[0]) =>
  JSON.parse([...reporter.render(sample, options())].join(''))

describe('JSON report', () => {
  it.each([
    ['empty', report()],
    ['rich', richReport()],
    ['hostile', hostileReport()],
    ['long', longReport()],
  ])('%s: is what the schema says', (_, sample) => {
    validate(written(sample))
    expect(validate.errors).toBeNull()
  })

  it('is the report, with the address of its schema', () => {
    const { $schema, ...rest } = written(richReport())
    expect($schema).toBe(schema.$id)
    expect(rest).toEqual(richReport())
  })

  it('keeps hostile values when parsed, lone surrogates included', () => {
    expect(written(hostileReport()).preset).toBe(hostileReport().preset)
  })

  it('refuses what the schema does not name, and a place of both text and bytes', () => {
    expect(validate({ ...report(), extra: 1 })).toBe(false)
    const [failure] = richReport().failures
    const place = { uri: 'a', line: 1, column: 1, endLine: 1, endColumn: 1, byteOffset: 0, byteLength: 1, path: '' }
    expect(validate({ ...report(), failures: [{ ...failure, place }] })).toBe(false)
  })
})
