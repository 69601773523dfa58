import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RULES } from '../rules/index.ts'
import { DMP_MESSAGES } from '../src/requirements/dmp-messages.ts'
import { GUIDE_COVERAGE } from '../src/requirements/guide-coverage.ts'
import { REQUIREMENTS, requirement, searchRequirements } from '../src/requirements/index.ts'
import { isNearly, Similar, words } from '../src/requirements/similar.ts'

/** The catalogue lies beside the repository where the rules are developed, and nowhere else. */
const CATALOGUE = '../shared/catalogue'
const rows = (file: string) =>
  readFileSync(`${CATALOGUE}/${file}`, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => line.split('\t'))

describe('requirements', () => {
  it('know every id that a rule cites', () => {
    const unknown = RULES.flatMap(({ id, requirements }) =>
      requirements.filter(cited => requirement(cited)?.id !== cited).map(cited => `${id}: ${cited}`),
    )
    expect(unknown).toEqual([])
  })

  it.skipIf(!existsSync(CATALOGUE))('know every id that the catalogue cites', () => {
    const cited = rows('rules.tsv').flatMap(row => (row[5] as string).split(','))
    const unknown = [...new Set(cited)].filter(id => id !== '-' && requirement(id)?.id !== id)
    expect(unknown).toEqual([])
  })

  it('have each id once, and a title and a text in both languages', () => {
    expect(new Set(REQUIREMENTS.map(({ id }) => id)).size).toBe(REQUIREMENTS.length)
    for (const { id, title, text, where } of REQUIREMENTS)
      for (const lang of ['en', 'fr'] as const) {
        expect(title[lang], id).toMatch(/\S.*[^.\s]$/)
        expect(text[lang], id).toMatch(/\S\.$/)
        expect(where[lang], id).not.toBe('')
      }
  })

  it('are found in any spelling', () => {
    const found = (id: string) => requirement(id)?.id
    expect(found('g-64')).toBe('G-64')
    expect(found('G3')).toBe('G-03')
    expect(found('ex_2.1-1140')).toBe('EX_2.1-1140')
    expect(found('SO.19')).toBe('DB.SO.19')
    expect(found('DB/SO.39')).toBe('DB.SO.39')
    expect(found('SC.INS/va1.58')).toBe('INS/va1.58')
    expect(found('TRE_G08')).toBe('NOS-TRE_G08')
    expect(found('jdv_j61')).toBe('JDV_J61')
    expect(found('RFC5280-4.2.1.7')).toBe('RFC5280-4.2.1.7')
    expect(found('saml2-core-3.4')).toBe('SAML2-core-3.4')
    expect(found('G-82')).toBeUndefined()
    expect(found('RFC5280-rubbish')).toBeUndefined()
    expect(found('')).toBeUndefined()
  })

  it('are found by what they say, in both languages', () => {
    expect(searchRequirements('renewal opens 60 days before the end')[0]?.id).toBe('G-74')
    expect(searchRequirements('liste blanche drimbox')[0]?.id).toBe('FAQ-08')
  })

  it('take any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        requirement(text)
        searchRequirements(text)
      }),
      { numRuns: 200 },
    )
  })
})

describe('coverage of the guide', () => {
  it('has the 81 statements in order, each a requirement', () => {
    expect(GUIDE_COVERAGE.map(({ id }) => id)).toEqual(
      Array.from({ length: 81 }, (_, i) => `G-${String(i + 1).padStart(2, '0')}`),
    )
    for (const { id, kind, rules, by } of GUIDE_COVERAGE) {
      expect(requirement(id), id).toBeDefined()
      expect(kind === 'rule' ? rules.length > 0 : by !== undefined, id).toBe(true)
    }
  })

  it.skipIf(!existsSync(CATALOGUE))('is the one of the catalogue', () => {
    expect(GUIDE_COVERAGE.map(({ id, kind, rules }) => ({ id, kind, rules }))).toEqual(
      rows('guide-coverage.tsv').map(([id, kind, by = '']) => ({
        id,
        kind,
        rules: by.match(/\b[A-Z]+-\d{3}\b/g) ?? [],
      })),
    )
  })
})

describe('messages of servers', () => {
  it('have each code once, and texts in both languages', () => {
    expect(new Set(DMP_MESSAGES.map(({ code }) => code)).size).toBe(DMP_MESSAGES.length)
    for (const { code, answers, cause, check } of DMP_MESSAGES) {
      expect(answers.length, code).toBeGreaterThan(0)
      for (const text of [cause, check])
        for (const lang of ['en', 'fr'] as const) expect(text[lang], code).toMatch(/\.$/)
    }
  })

  it.skipIf(!existsSync(CATALOGUE))('name rules of the catalogue', () => {
    const known = new Set(rows('rules.tsv').map(([id]) => id))
    expect(DMP_MESSAGES.flatMap(({ rules }) => rules).filter(id => !known.has(id))).toEqual([])
  })
})

describe('similarity', () => {
  it('takes composed names apart and drops case, accents and punctuation', () => {
    expect([...words("L'XDSPatientId n’est-il pas LIÉ ?")]).toEqual(
      expect.arrayContaining(['xds', 'patient', 'id', 'lie', 'est', 'il']),
    )
  })

  it('allows one slip of the pen', () => {
    for (const [a, b] of [
      ['institution', 'instituton'],
      ['institution', 'insttiution'],
      ['institution', 'institutionn'],
      ['institution', 'inztitution'],
    ])
      expect(isNearly(a as string, b as string), b).toBe(true)
    expect(isNearly('institution', 'intuition')).toBe(false)
  })

  it('compares long texts in linear time', () => {
    const index = new Similar(DMP_MESSAGES, ({ answers }) => answers)
    const start = performance.now()
    index.find('erreur authentification '.repeat(100_000))
    expect(performance.now() - start).toBeLessThan(500)
  })
})
