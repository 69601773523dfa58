import { expect, it } from 'vitest'
import { type FollowUp, type FollowUpColumn, readFollowUp } from '../../src/artifacts/followup.ts'
import { SourceError } from '../../src/sources/problem.ts'
import { Source } from '../../src/sources/source.ts'

const read = (text: string, columns: Partial<Record<FollowUpColumn, string>> = {}): FollowUp => {
  const source = new Source({ uri: 's.csv', bytes: Buffer.from(text) })
  return readFollowUp(source, {
    columns: new Map(Object.entries(columns).map(([k, value]) => [k, { value, at: source.whole }])),
  })
}

it('reads the mapped columns of a French spreadsheet', () => {
  const text = 'Nom;Fin;N° structure\r\n"RIS; 1";03/04/2027;338001234500017\r\nRIS 2;;\r\n'
  const { rows } = read(text, { cn: 'nom', notAfter: 'Fin', structure: 'N° structure' })
  expect(rows).toHaveLength(2)
  expect(rows[0]).toMatchObject({
    cn: { value: 'RIS; 1' },
    structure: { value: '338001234500017' },
    end: { value: Date.UTC(2027, 3, 3) },
  })
  const { offset, length, path } = rows[0]!.notAfter!.at
  expect(text.slice(offset, offset + length)).toBe('03/04/2027')
  expect(path).toBe('row[1].notAfter')
  expect(rows[1]?.notAfter).toBeUndefined()
})

it('finds columns under their own names, with any separator', () => {
  for (const separator of [';', ',', '\t', '|']) {
    const { rows } = read(`${['CN', 'serial'].join(separator)}\n${['x', '0A'].join(separator)}`)
    expect(rows[0]).toMatchObject({ cn: { value: 'x' }, serial: { value: '0A' } })
  }
})

it.each([
  ['2027-04-03', Date.UTC(2027, 3, 3)],
  ['2027-04-03T10:00:00Z', Date.UTC(2027, 3, 3)],
  ['3/4/2027 12:00', Date.UTC(2027, 3, 3)],
  ['31/02/2027', Number.NaN],
  ['soon', Number.NaN],
])('reads the day of %s', (text, day) => {
  expect(read(`notAfter\n${text}`).rows[0]?.end?.value).toBe(day)
})

it('refuses a file without the mapped column, or without any line', () => {
  expect(() => read('a;b\n1;2', { cn: 'c' })).toThrow(SourceError)
  expect(() => read('')).toThrow(SourceError)
})
