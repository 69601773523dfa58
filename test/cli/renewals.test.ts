import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import ICAL from 'ical.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { selarl, type World } from '../../src/testing/index.ts'
import { dmplint } from './capture.ts'

let cwd: string
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'renewals-'))
})
afterEach(async () => {
  await rm(cwd, { recursive: true })
})

async function write(world: World): Promise<void> {
  world.exchanges.length = 0
  for (const { path, bytes } of world.files()) {
    const target = join(cwd, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, bytes)
  }
}

const AT = ['--at', '2026-11-24']
const soon = () => selarl().reissue('insi', { notBefore: '2023-12-04T09:00:00Z', notAfter: '2026-12-04T09:00:00Z' })

describe('--within', () => {
  it.each([
    ['60d', 1],
    ['10', 1],
    ['9d', 0],
    [undefined, 0],
  ])('%s: exit %i', async (within, code) => {
    await write(soon())
    const flags = within === undefined ? [] : ['--within', within]
    expect((await dmplint(['renewals', ...flags, ...AT], { cwd })).code).toBe(code)
  })
  it('counts the expired ones', async () => {
    await write(soon())
    expect((await dmplint(['renewals', '--within', '1d', '--at', '2026-12-24'], { cwd })).code).toBe(1)
  })
  it('is a number of days', async () => {
    await write(soon())
    expect((await dmplint(['renewals', '--within', 'soon', ...AT], { cwd })).code).toBe(2)
  })
  it('gives way to a file that cannot be read', async () => {
    await write(soon().stored('dmp-auth', 'p12', { form: 'modern', password: 'secret' }))
    expect((await dmplint(['renewals', '--within', '60d', ...AT], { cwd })).code).toBe(3)
  })
})

describe('ics', () => {
  const calendar = async (world: World, ...flags: string[]) => {
    await write(world)
    const { out } = await dmplint(['renewals', '-f', 'ics', '--lang', 'fr', ...(flags.length > 0 ? flags : AT)], {
      cwd,
    })
    return { out, events: new ICAL.Component(ICAL.parse(out)).getAllSubcomponents('vevent') }
  }

  it('is what an iCalendar library reads: whole days, alarms, escapes', async () => {
    const world = soon()
    world.site.name = 'Centre; du Parc, "Est" \\ éàü'
    const { events } = await calendar(world)
    expect(events.length).toBe(4 * 3)
    const first = new ICAL.Event(events[0] as ICAL.Component)
    expect(first.summary).toContain('Centre; du Parc, "Est" \\ éàü')
    expect(first.startDate.isDate).toBe(true)
    expect([first.startDate.toString(), first.endDate.toString()]).toEqual(['2026-10-05', '2026-10-06'])
    expect(first.description).toContain('\nSHA-256 ')
    expect(first.location).toBe('srv-ris')
    for (const event of events) expect(event.getAllSubcomponents('valarm').length).toBe(1)
    expect(events.slice(0, 3).map(event => new ICAL.Event(event).startDate.toString())).toEqual([
      '2026-10-05',
      '2026-11-19',
      '2026-12-04',
    ])
  })

  it('keeps to RFC 5545: CRLF, 75 octets, whole characters, unique and stable UIDs', async () => {
    const world = soon()
    world.site.name = 'é'.repeat(90)
    const { out, events } = await calendar(world)
    expect(out.endsWith('\r\n')).toBe(true)
    expect(out.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of out.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(out).not.toContain('\uFFFD')
    const uids = events.map(event => event.getFirstPropertyValue('uid'))
    expect(new Set(uids).size).toBe(uids.length)
    const again = await calendar(soon(), '--at', '2026-11-30')
    expect(again.events.map(event => event.getFirstPropertyValue('uid'))).toEqual(uids)
  })

  it('an expired certificate can only be ordered again', async () => {
    const { events } = await calendar(soon(), '--at', '2026-12-24')
    const titles = events.map(event => new ICAL.Event(event).summary).filter(text => text.includes('INSI'))
    expect(titles).toEqual([expect.stringMatching(/^Expiré, à commander à nouveau/)])
  })

  it('lets no value begin a line of its own', async () => {
    const world = soon()
    world.site.name = 'x\r\nBEGIN:VEVENT'
    const { events } = await calendar(world)
    expect(events.length).toBe(4 * 3)
  })
})

describe('other formats', () => {
  it('console and Markdown say what to do, in both languages', async () => {
    await write(soon())
    expect((await dmplint(['renewals', ...AT], { cwd })).out).toContain('RENEW, URGENT')
    expect((await dmplint(['renewals', '-f', 'markdown', '--lang', 'fr', ...AT], { cwd })).out).toContain(
      'RENOUVELER, URGENT',
    )
  })
  it('is the same byte for byte with --deterministic', async () => {
    await write(soon())
    const json = async () => (await dmplint(['renewals', '-f', 'json', '--deterministic', ...AT], { cwd })).out
    expect(await json()).toBe(await json())
    expect(JSON.parse(await json())).not.toHaveProperty('generated')
    expect(JSON.parse((await dmplint(['renewals', '-f', 'json', ...AT], { cwd })).out)).toHaveProperty('generated')
  })
  it('computes nothing in a spreadsheet', async () => {
    await write(soon().reissue('insi', { cn: '=1+1', notAfter: '2026-12-04T09:00:00Z' }))
    const { out } = await dmplint(['renewals', '-f', 'csv', ...AT], { cwd })
    expect(out).toContain(";'=1+1;")
  })
})
