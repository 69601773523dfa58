import { describe, expect, it } from 'vitest'
import { calendarState, daysLeft } from '../../src/planning/calendar.ts'
import { selarl, toCorrect } from '../../src/testing/index.ts'
import { renewals } from './world.ts'

const day = (text: string) => Date.parse(text)
const noon = (text: string) => day(`${text}T12:00:00Z`)

describe('the life of a certificate', () => {
  const certificate = {
    notBefore: { value: day('2024-03-31T09:00:00Z') },
    notAfter: { value: day('2027-03-31T09:00:00Z') },
  }
  it.each([
    ['2024-03-30', 'not-yet-valid'],
    ['2024-03-31', 'ok'],
    ['2027-01-29', 'ok'],
    ['2027-01-30', 'RENEW'],
    ['2027-03-15', 'RENEW'],
    ['2027-03-16', 'RENEW-URGENT'],
    ['2027-03-30', 'RENEW-URGENT'],
    ['2027-03-31', 'REORDER'],
    ['2027-04-01', 'REORDER'],
  ] as const)('%s: %s', (at, state) => {
    expect(calendarState(certificate, noon(at))).toBe(state)
  })
  it('lasts through its last day when it ends after the hour judged', () => {
    const late = { ...certificate, notAfter: { value: day('2027-03-31T23:59:59Z') } }
    expect(calendarState(late, noon('2027-03-31'))).toBe('RENEW-URGENT')
    expect(daysLeft(late.notAfter.value, noon('2027-03-31'))).toBe(0)
  })
})

describe('renewals', () => {
  it('sorts by end, with the days of renewal and of the notices', async () => {
    const { certificates } = await renewals(toCorrect())
    expect(certificates[0]).toMatchObject({
      cn: 'INSI-AUTO',
      structure: '300061004800019',
      usages: ['insi'],
      systems: ['ris-1'],
      servers: ['srv-ris'],
      ends: '2026-12-04',
      daysLeft: 10,
      renewalOpens: '2026-10-05',
      notices: ['2026-10-05', '2026-11-19'],
      state: 'RENEW-URGENT',
      action: 'renew',
      by: 'editor, by delegation',
    })
    expect(certificates.find(({ usages }) => usages.includes('drimbox-ssl'))?.by).toBe(
      'technical administrators of IMAGO SANTE',
    )
    expect(certificates.find(({ files }) => files.includes('certs/dmp-sign.pem'))?.servers).toEqual([
      'srv-ris',
      'srv-ris-secours',
    ])
    const ends = certificates.map(one => one.ends)
    expect(ends).toEqual([...ends].sort())
  })

  it('knows a certificate whose successor is installed', async () => {
    const world = selarl()
    world.reissue('dmp-auth', { notBefore: '2023-11-30T09:00:00Z', notAfter: '2026-11-30T09:00:00Z' })
    expect((await renewals(world)).certificates[0]?.state).toBe('RENEW-URGENT')
    const next = {
      ...world.certificate('dmp-auth'),
      key: 8,
      notBefore: '2026-11-20T09:00:00Z',
      notAfter: '2029-11-20T09:00:00Z',
    }
    world.install('dmp-auth-2', next, { usage: 'dmp-auth', system: 'ris-1', server: 'srv-ris' })
    expect((await renewals(world)).certificates[0]).toMatchObject({ state: 'REPLACED', action: 'none' })
  })

  it('says which files gave nothing', async () => {
    const world = selarl()
    world.stored('insi', 'p12', { form: 'modern', password: 'secret' })
    const told = await renewals(world)
    expect(told.unread).toEqual([{ site: "Centre d'imagerie du Parc", file: 'certs/insi.p12', usage: 'insi' }])
    expect(told.certificates.length).toBe(3)
  })

  it('says where the follow-up file disagrees', async () => {
    const world = selarl()
    world.site.followUp = { file: 'suivi.csv', columns: { cn: 'Nom', structure: 'Structure', notAfter: 'Expiration' } }
    world.extraFiles.set(
      'suivi.csv',
      [
        'Nom;Structure;Expiration',
        'INSI-AUTO;300038001400019;02/10/2028',
        'imago-ris;300010203800015;02/10/2027',
        'DMP AUTH;300038001400019;bientôt',
        'ANCIEN;300038001400019;01/01/2026',
      ].join('\r\n'),
    )
    const { disagreements } = await renewals(world)
    expect(disagreements.map(({ kind, place, text }) => [kind, place, text])).toEqual([
      ['end', 'suivi.csv:3', "'imago-ris': the file says 2027-10-02, the certificate ends on 2028-10-02."],
      ['no-date', 'suivi.csv:4', "'DMP AUTH': the file gives no end date that can be read."],
      ['not-installed', 'suivi.csv:5', "'ANCIEN' is followed, but no installed certificate is it."],
      [
        'not-followed',
        'certs/dmp-sign.pem',
        "'DMP SIGN' is installed until 2028-10-02, but the follow-up file does not list it.",
      ],
    ])
  })

  it('follows by serial number in any writing', async () => {
    const world = selarl()
    world.reissue('dmp-auth', { serial: '0A1B2C' })
    for (const written of ['0a:1b:2c', '0x0A1B2C', 'A1B2C', String(0x0a1b2c)]) {
      world.site.followUp = { file: 'suivi.csv', columns: { serial: 'serial', notAfter: 'end' } }
      world.extraFiles.set('suivi.csv', `serial,end\n${written},2028-10-02\n`)
      const kinds = (await renewals(world)).disagreements.map(({ kind }) => kind)
      expect(kinds, written).toEqual(['not-followed', 'not-followed', 'not-followed'])
    }
  })
})
