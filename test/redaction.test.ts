import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RULES } from '../rules/index.ts'
import type { Report } from '../src/engine/report.ts'
import { defineRule, each, type Rule } from '../src/engine/rule.ts'
import { loadReporter, REPORTER_NAMES } from '../src/reporters/index.ts'
import {
  doctorId,
  ins,
  kosExchange,
  type Patient,
  reportExchange,
  SECTORS,
  selarl,
  type World,
  xcn,
} from '../src/testing/index.ts'
import { judgeWorld } from '../src/testing/judge.ts'
import { chestCt, kneeMri, VALMONT } from '../src/testing/worlds/people.ts'
import { command } from './support/command-line.ts'

/** Values of one patient and one site that no output may hold, each unlike any other text of the world. */
const PATIENT: Patient = {
  ins: ins('2430269999077'),
  insOid: '1.2.250.1.213.1.4.8',
  family: 'ZIBELINEX',
  given: 'QUETZALINE',
  birthDate: '19430217',
  sex: 'F',
  birthPlace: '69999',
  ipp: 'IPPCANARI77',
  ippOid: '2.25.11897534.40',
}
const STREET = '14 IMPASSE DES PERRUCHES'
const APPROVAL = 'HOMOLOG-CANARI-9'
const PASSWORD = 'MotDePasseDuCanari!'
const CANARIES = [
  PATIENT.ins,
  PATIENT.family,
  PATIENT.given,
  PATIENT.birthDate,
  PATIENT.ipp,
  STREET,
  APPROVAL,
  PASSWORD,
] as const

function world(): World {
  const world = selarl()
  const { structure } = world
  const facts = {
    patient: PATIENT,
    doctor: VALMONT,
    structure: {
      id: structure.id,
      name: structure.name!,
      sector: SECTORS.SA09,
      practiceSetting: { code: 'AMBULATOIRE', system: '1.2.250.1.213.1.1.4.9', label: 'Ambulatoire' },
    },
  }
  world.exchanges.length = 0
  world.exchanges.push(
    reportExchange({ ...facts, number: 1, form: 'files', study: chestCt(1) }),
    kosExchange({ ...facts, number: 2, study: kneeMri(2) }),
  )
  for (const { token, submission } of world.exchanges) {
    token!.attribute('LPS_ID_HOMOLOGATION_DMP', APPROVAL)
    const [entry] = submission.entries
    entry!.slot('sourcePatientInfo', ...entry!.slots.get('sourcePatientInfo')!, `PID-11|${STREET}^^LYON^^69003^FRA`)
  }
  world.stored('dmp-auth', 'p12', { password: PASSWORD })
  world.passwords.DMP_P12 = 'wrong'
  world.listed('dmp-auth').passwordEnv = 'DMP_P12'
  return world
}

type Files = ReadonlyMap<string, Uint8Array>
const filesOf = (world: World): Map<string, Uint8Array> =>
  new Map(world.files().map(({ path, bytes }) => [path, bytes] as const))

/** What may be wrong with a value, in the way of real captures. */
const DAMAGES: readonly ((value: string) => string)[] = [
  value => `${value}?`,
  value => ` ${value}`,
  value => `${value}^${value}`,
  value => value.toLowerCase(),
]

/** Worlds in which one occurrence of a personal value is damaged, in every place where one stands. */
function* damaged(files: Files): Generator<Files> {
  let n = 0
  for (const [path, bytes] of files) {
    if (!/\.(xml|mime)$/.test(path)) continue
    const text = Buffer.from(bytes).toString('utf8')
    for (const canary of CANARIES)
      for (let at = text.indexOf(canary); at >= 0; at = text.indexOf(canary, at + 1)) {
        const damage = DAMAGES[n++ % DAMAGES.length]!
        const changed = text.slice(0, at) + damage(canary) + text.slice(at + canary.length)
        yield new Map([...files, [path, Buffer.from(changed)]])
      }
  }
}

/** Personal values in places where rules quote what they find. */
const MISPLACED: readonly ((world: World) => void)[] = [
  world => world.token.nameId(PATIENT.ins),
  world => world.token.nameId(PATIENT.ins.slice(0, 13)),
  world => world.token.nameId(`3000/${PATIENT.family} ${PATIENT.given}`),
  world => world.token.subjectId(`${PATIENT.family} ${PATIENT.given}`),
  world => world.token.structure(PATIENT.ins),
  world => world.token.attribute('LPS_Nom', `${PATIENT.given} ${APPROVAL}`),
  world => world.token.patient(`${PATIENT.ins}^^^&1.2.3&ISO^PI`),
  world => world.entry.title(`CR de ${PATIENT.family} ${PATIENT.given} née le ${PATIENT.birthDate}`),
  world => world.entry.legalAuthenticator(xcn(PATIENT.ins, PATIENT.family, PATIENT.given)),
  world => world.entry.patientId(`${PATIENT.ipp}^^^&&ISO^NH`),
  world => world.entry.slot('creationTime', PATIENT.birthDate),
  world => world.entry.slot('sourcePatientId', PATIENT.ins),
  world =>
    world.entry.slot('sourcePatientInfo', `PID-5|${PATIENT.family}`, `PID-7|${PATIENT.birthDate}0000`, 'PID-8|X'),
  world => world.submission.title(`Pour ${PATIENT.family}`).comments(PATIENT.ins),
  world => world.submission.patientId(`${PATIENT.ins}^^^&1.2.250.1.213.1.4.10&ISO^NH`),
  world => world.submission.submissionTime(PATIENT.birthDate),
  world => world.report.title(`${PATIENT.given} ${PATIENT.family}`),
  world => world.report.legalAuthenticator({ family: PATIENT.family, given: PATIENT.given }),
  world => world.report.effectiveTime(PATIENT.birthDate),
  world =>
    world.report.author({ ids: [{ root: '1.2.250.1.71.4.2.1', extension: PATIENT.ins }], family: PATIENT.family }),
  // The same token in two exchanges, for two users: rules over the whole run quote them.
  world => world.exchanges[1]!.token!.id('_5f0c3b7a-2b1d-4f6e-9a52-7d1e64a8c001').nameId(`8${PATIENT.ins}`),
  world => {
    for (const { token } of world.exchanges) token!.nameId(doctorId(VALMONT)).subjectId(PATIENT.family)
    world.exchanges[1]!.token!.subjectId(PATIENT.given)
  },
  world => world.kos && Object.assign(world.kos.fields, { patient: { ...PATIENT, insOid: '1.2' } }),
]

/** Text that cannot be read as what it is: nobody knows which of its words are names. */
const BROKEN: readonly (readonly [path: string, text: string])[] = [
  ['broken.xml', `<Envelope><patient>${PATIENT.family} ${PATIENT.given} ${PATIENT.ins}</Patient></Envelope>`],
  ['doctype.xml', `<!DOCTYPE a [<!ENTITY n "${PATIENT.family}">]><Assertion>&n;</Assertion>`],
  ['nul.xml', `<ClinicalDocument><family>${PATIENT.family}\u0001</family></ClinicalDocument>`],
  ['log.txt', `12:00 sent <Assertion ID="a"><x>${PATIENT.family}</x> ${PATIENT.ins}`],
  ['userinfo.json', `{"SubjectNameID": "8", "preferred_username": "${PATIENT.family}", ${PATIENT.given}}`],
  ['dump.mime', `--b\r\nContent-Type: text/xml\r\n\r\n<Envelope>${PATIENT.family}<a></Envelope>\r\n--b--`],
  ['dup.xml', `<Assertion a="${PATIENT.ins}" a="${PATIENT.family}"/>`],
  ['other/dmplint.yaml', `version: 1\nname: "${PATIENT.family}\nstructures: [`],
  ['more/dmplint.yaml', `version: 1\ncertificates:\n  - { file: a.p12, usage: dmp-auth, password: "${PASSWORD}" }\n`],
]

async function outputs(report: Report): Promise<string[]> {
  const texts: string[] = []
  for (const name of REPORTER_NAMES) {
    const reporter = await loadReporter(name)
    for (const sarifProfile of ['full', 'github'] as const)
      texts.push(
        [
          ...reporter.render(report, {
            lang: 'fr',
            color: false,
            width: 100,
            sarifProfile,
            coverage: true,
            quiet: false,
          }),
        ]
          .flat()
          .join(''),
      )
  }
  return texts
}

function leaks(text: string): string[] {
  const folded = text.toLowerCase()
  return CANARIES.filter(canary => folded.includes(canary.toLowerCase()))
}

async function leaksOf(report: Report): Promise<string[]> {
  const found = new Set<string>()
  for (const text of await outputs(report))
    for (const canary of leaks(text)) {
      const at = text.toLowerCase().indexOf(canary.toLowerCase())
      found.add(text.slice(Math.max(0, at - 120), at + 60))
    }
  return [...found]
}

describe('personal values', () => {
  const failing = new Set<string>()
  const base = world()
  const judge = async (files: Files, showValues = false, rules: readonly Rule[] = RULES): Promise<Report> => {
    const report = await judgeWorld(base, rules, { files, showValues })
    for (const { rule } of report.results) failing.add(rule)
    return report
  }

  it('are in no report, wherever one of them is damaged', async () => {
    let variants = 0
    for (const files of damaged(filesOf(world()))) {
      variants++
      // Reporters get nothing but this.
      expect(leaks(JSON.stringify(await judge(files)))).toEqual([])
    }
    expect(variants).toBeGreaterThan(30)
  })

  it.each(MISPLACED.map((change, i) => [i, change] as const))(
    'are in no report when misplaced (%i)',
    async (_i, change) => {
      const changed = world()
      change(changed)
      expect(await leaksOf(await judge(filesOf(changed)))).toEqual([])
    },
  )

  it.each(BROKEN)('are in no report about a file that cannot be read: %s', async (path, text) => {
    const report = await judge(new Map([[path, Buffer.from(text)]]))
    expect(report.results.length).toBeGreaterThan(0)
    expect(await leaksOf(report)).toEqual([])
  })

  it('are shown when asked for, so that these tests can fail', async () => {
    const shown = new Set<string>()
    for (const change of MISPLACED) {
      const changed = world()
      change(changed)
      for (const text of await outputs(await judge(filesOf(changed), true)))
        for (const one of leaks(text)) shown.add(one)
    }
    expect([...shown].sort()).toEqual(
      [PATIENT.ins, PATIENT.family, PATIENT.given, PATIENT.birthDate, PATIENT.ipp, APPROVAL].sort(),
    )
    expect(failing.size).toBeGreaterThan(30)
  })

  it('are in no word about a rule that throws', async () => {
    const throwing = defineRule({
      ...RULES[0]!,
      inputs: { token: each('vihf') },
      // biome-ignore lint/correctness/useYield: it throws before
      *check({ token }: { token: { resourceId?: { value: string } } }) {
        throw new Error(`cannot judge ${token.resourceId?.value}`)
      },
    } as never)
    const report = await judge(filesOf(world()), false, [throwing])
    expect(report.counts.crashed).toBe(2)
    expect(await leaksOf(report)).toEqual([])
  })

  describe('on the command line', () => {
    let folder = ''
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'dmplint-redaction-'))
      for (const [path, bytes] of [
        ...filesOf(world()),
        ...BROKEN.map(([p, t]) => [`broken/${p}`, Buffer.from(t)] as const),
      ]) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), bytes)
      }
    })
    afterAll(() => rmSync(folder, { recursive: true }))
    const env = { DMP_P12: PASSWORD, LANG: 'fr' }

    it.each([
      ['check', '.'],
      ['check', '.', '--format', 'json', '--sarif-coverage'],
      ['check', '.', '--format', 'sarif', '--sarif-coverage', '--timing'],
      ['check', '.', '--lang', 'en', '--quiet'],
      ['inspect', 'messages/1/token.xml', 'messages/1/submission.xml', 'messages/1/report.xml', 'messages/2/kos.dcm'],
      ['inspect', '--json', 'messages/1/submission.xml', 'messages/2/report.xml', 'dmplint.yaml'],
      ['inspect', 'certs/dmp-auth.p12', '--password-env', 'DMP_P12'],
      ['inspect', ...BROKEN.map(([path]) => `broken/${path}`)],
      ['explain', `Le matricule ${PATIENT.ins} ne correspond pas`],
    ])('%s %s %s %s', async (...argv) => {
      const ran = await command(argv.filter(Boolean), { cwd: folder, env })
      expect(leaks(ran.out), ran.out).toEqual([])
      expect(leaks(ran.err), ran.err).toEqual([])
    })

    it('inspect shows them when asked for', async () => {
      const argv = [
        'inspect',
        '--show-values',
        'messages/1/token.xml',
        'messages/1/submission.xml',
        'messages/1/report.xml',
      ]
      const ran = await command(argv, { cwd: folder, env })
      expect(leaks(ran.out)).toEqual(CANARIES.filter(canary => canary !== PASSWORD))
    })
  })
})
