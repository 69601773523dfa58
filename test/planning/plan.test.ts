import { describe, expect, it } from 'vitest'
import {
  companySites,
  direct,
  drimboxSharedProxy,
  drimboxThreePacs,
  gie,
  hospitalEjEg,
  revocationList,
  scmPool,
  selarl,
  testSite,
  toCorrect,
} from '../../src/testing/index.ts'
import { linesOf, plan, planTogether, states, uninstalled } from './world.ts'

const ids = async (world: Parameters<typeof plan>[0]) => linesOf(await plan(uninstalled(world))).map(({ id }) => id)

describe('what a new customer needs', () => {
  it('a company on its SIRET: pair, INSi, proxy', async () => {
    expect(await ids(selarl())).toEqual([
      'ris-1/dmp-auth/300038001400019',
      'ris-1/dmp-sign/300038001400019',
      'ris-1/insi/300038001400019',
      'px-1/psc-proxy/imago-ris',
    ])
    const lines = linesOf(await plan(uninstalled(selarl())))
    expect(lines.map(({ type, cn, cnFree, ou }) => [type, cn, cnFree, ou])).toEqual([
      ['ORG AUTH_CLI', null, true, '300038001400019'],
      ['ORG SIGN', null, true, '300038001400019'],
      ['ORG AUTH_CLI', 'INSI-AUTO', false, '300038001400019'],
      ['ORG AUTH_CLI', 'imago-ris', false, '300010203800015'],
    ])
    expect(lines[0]?.usages).toEqual(['dmp-auth', 'mssante'])
    expect(
      lines.every(({ state, action, server }) => state === 'missing' && action === 'order' && server === null),
    ).toBe(true)
  })

  it('a pair for each doctor of a SCM, none for the SCM', async () => {
    const told = await plan(uninstalled(scmPool()))
    const pairs = linesOf(told).filter(({ id }) => id.includes('/dmp-'))
    expect(pairs.map(({ ou }) => ou)).toEqual([
      '419000000117019',
      '419000000117019',
      '419000000125012',
      '419000000125012',
      '419000000133016',
      '419000000133016',
    ])
    expect(told.sites[0]?.structures[0]).toMatchObject({ practice: 'means', certificatesOn: [], advisedMode: null })
    expect(told.advice.flatMap(({ sources }) => sources)).toContain('G-72')
  })

  it('reads the RPPS-rang of a doctor of a SCM in the directory, or asks for it', async () => {
    const world = uninstalled(scmPool())
    world.site.structures.splice(1)
    world.system('ris-1').structures = [world.structure.id]
    const pairs = linesOf(await plan(world)).filter(({ usages }) => usages[0] === 'dmp-auth')
    expect(pairs.map(({ ou }) => ou)).toEqual(['419000000117019', '419000000125012', '419000000133016'])
    world.directory = []
    const blind = await plan(world)
    const unknown = linesOf(blind).filter(({ usages }) => usages[0] === 'dmp-auth')
    expect(unknown.map(({ ou, action }) => [ou, action])).toEqual([
      [null, 'order'],
      [null, 'order'],
      [null, 'order'],
    ])
    expect(blind.sites[0]?.questions.map(({ text }) => text).join('\n')).toMatch(/RPPS-rang of 819000000117: not known/)
    expect(blind.sites[0]?.doctors[0]).toEqual({ id: '819000000117', structures: null })
  })

  it('one pair on the FINESS juridique for all sites of a hospital, and of a GIE', async () => {
    expect(await ids(hospitalEjEg())).toEqual([
      'ris-1/dmp-auth/1990000010',
      'ris-1/dmp-sign/1990000010',
      'ris-1/insi/1990000010',
      'px-1/psc-proxy/imago-ris',
    ])
    expect((await ids(gie())).slice(0, 2)).toEqual(['ris-1/dmp-auth/1990000028', 'ris-1/dmp-sign/1990000028'])
  })

  it('each FINESS géographique in mode EG', async () => {
    const world = hospitalEjEg()
    world.site.dmp = { finessMode: 'eg' }
    expect((await ids(world)).filter(id => id.includes('dmp-auth'))).toEqual([
      'ris-1/dmp-auth/1990000119',
      'ris-1/dmp-auth/1990000127',
    ])
  })

  it('reads the FINESS juridique in the directory, or asks for it', async () => {
    const world = uninstalled(gie())
    delete world.structure.finessLegal
    expect(linesOf(await plan(world))[0]?.ou).toBe('1990000028')
    world.directory = []
    const blind = await plan(world)
    expect(linesOf(blind)[0]?.ou).toBe(null)
    expect(blind.sites[0]?.questions[0]?.sources).toContain('G-29')
  })

  it('one for the sites of a company, on any SIRET of it', async () => {
    expect((await ids(companySites())).filter(id => id.includes('dmp'))).toEqual([
      'ris-1/dmp-auth/300055003800012',
      'ris-1/dmp-sign/300055003800012',
    ])
    const world = companySites()
    world.reissue('dmp-auth', { structure: '300055003800020' })
    expect((await states(await plan(world)))[0]).toBe('ris-1/dmp-auth/300055003800012: kept')
  })

  it('no pair in direct authentication', async () => {
    expect(await ids(direct())).toEqual(['px-1/psc-proxy/imago-ris'])
  })

  it('a SERV SSL per PACS, one proxy certificate', async () => {
    expect(await ids(drimboxThreePacs())).toEqual([
      'box-1/dmp-auth/300061004800019',
      'box-1/dmp-sign/300061004800019',
      'box-1/drimbox-ssl/pacs-1',
      'box-1/drimbox-ssl/pacs-2',
      'box-1/drimbox-ssl/pacs-3',
      'px-1/psc-proxy/imago-drimbox',
    ])
    const market = drimboxThreePacs()
    market.system('box-1').serverCertificate = 'market'
    expect((await ids(market)).filter(id => id.includes('ssl'))).toEqual([])
  })

  it('two Client IDs on a shared proxy, and one more for introspection', async () => {
    const told = linesOf(await plan(uninstalled(drimboxSharedProxy())))
    const psc = told.filter(({ id }) => id.includes('/psc-'))
    expect(psc.map(({ id, cn, ou }) => [id, cn, ou])).toEqual([
      ['px-1/psc-proxy/imago-ris', 'imago-ris', '300010203800015'],
      ['box-1/psc-introspection/imago-drimbox', 'imago-drimbox', '300010203800015'],
      ['px-1/psc-proxy/imago-drimbox', 'imago-drimbox', '300010203800015'],
    ])
    expect(psc[0]?.why.flatMap(({ sources }) => sources)).toContain('G-22')
  })

  it('a single proxy certificate for two DRIMboxes of one operator', async () => {
    const world = uninstalled(drimboxThreePacs())
    world.site.systems['box-2'] = {
      ...world.system('box-1'),
      pacs: [{ name: 'pacs-4', fqdn: 'db4.lac.mesimagesmedicales.fr' }],
    }
    world.site.proxies['px-1']?.serves?.push('box-2')
    const psc = linesOf(await plan(world)).filter(({ usages }) => usages[0] === 'psc-proxy')
    expect(psc.map(({ systems }) => systems)).toEqual([['box-1', 'box-2']])
    expect(psc[0]?.why.flatMap(({ sources }) => sources)).toContain('G-19')
  })

  it('none for a proxy of the Espace Communautaire without mutual TLS', async () => {
    const world = selarl()
    Object.assign(world.site.proxies['px-1'] ?? {}, { space: 'communautaire', mutualTls: false })
    expect((await ids(world)).filter(id => id.includes('psc'))).toEqual([])
  })

  it('no BAL applicative on a RPPS-rang', async () => {
    const world = scmPool()
    world.system('ris-1').mssante = 'applicative'
    const told = await plan(world)
    expect(linesOf(told).some(({ usages }) => usages.includes('mssante'))).toBe(false)
    expect(told.sites[0]?.questions.flatMap(({ sources }) => sources)).toContain('MSS/va1.30')
  })
})

describe('what is not known stays unknown', () => {
  it('the sector', async () => {
    const world = selarl()
    delete world.structure.sector
    delete world.structure.legalForm
    world.directory = []
    const told = await plan(world)
    expect(states(told)[0]).toMatch(/dmp-auth\/300038001400019: undecided/)
    expect(told.order.map(({ action }) => action)).toEqual(['decide', 'decide', 'decide'])
    expect(told.sites[0]?.questions[0]?.text).toMatch(/^Sector of SELARL IMAGERIE DU PARC: not known/)
    const known = selarl()
    delete known.structure.sector
    delete known.structure.legalForm
    expect((await plan(known)).order, 'the directory has the sector').toEqual([])
  })

  it('a sector that the directory contradicts', async () => {
    const world = scmPool()
    for (const structure of world.site.structures) if (structure.sector === 'SA07') structure.sector = 'SA08'
    const told = await plan(world)
    expect(told.sites[0]?.questions.map(({ text }) => text)).toEqual([
      'Sector of CABINET DU DR LAMARCHE: dmplint.yaml says SA08, the directory SA07.',
    ])
  })

  it('the systems', async () => {
    const world = uninstalled(selarl())
    world.site.systems = {}
    world.site.proxies = {}
    expect((await plan(world)).sites[0]?.questions.map(({ sources }) => sources)).toEqual([['G-01']])
  })

  it('authentication, mailbox, INSi, proxy, PACS, structures', async () => {
    const world = uninstalled(drimboxSharedProxy())
    const ris = world.system('ris-1')
    delete ris.authentication
    delete ris.mssante
    delete ris.insi
    world.system('box-1').pacs = []
    delete world.system('box-1').introspection
    world.site.proxies = {}
    delete ris.proxy
    delete world.system('box-1').proxy
    const told = await plan(world)
    const text = told.sites[0]?.questions.map(({ text }) => text).join('\n')
    for (const words of [
      /Authentication of ris-1/,
      /Mailbox MSSanté/,
      /Query of INSi/,
      /PACS linked to box-1/,
      /Introspection/,
      /Proxy e-santé of ris-1/,
    ])
      expect(text).toMatch(words)
    expect(
      states(told)
        .slice(0, 2)
        .every(line => line.endsWith('undecided')),
    ).toBe(true)
  })
})

describe('against what is installed', () => {
  it('keeps what is proven', async () => {
    for (const world of [
      selarl(),
      scmPool(),
      hospitalEjEg(),
      gie(),
      companySites(),
      direct(),
      drimboxThreePacs(),
      drimboxSharedProxy(),
      testSite(),
    ]) {
      const told = await plan(world)
      expect(told.order, world.site.name).toEqual([])
      expect(told.sites[0]?.surplus).toEqual([])
      expect(told.sites[0]?.steps).toEqual([])
    }
  })

  it('lists the mistakes of a site', async () => {
    const told = await plan(toCorrect())
    expect(
      linesOf(told)
        .filter(({ state }) => state !== 'kept')
        .map(({ id, state, server, problems }) => [id, state, server, problems.flatMap(({ sources }) => sources)]),
    ).toEqual([
      ['ris-1/dmp-auth/300061004800019', 'wrong', 'srv-ris', ['G-27']],
      ['ris-1/dmp-sign/300061004800019@srv-ris-secours', 'wrong', 'srv-ris-secours', ['G-70']],
      ['ris-1/insi/300061004800019', 'expiring', 'srv-ris', []],
      ['px-1/psc-proxy/imago-ris', 'wrong', 'srv-proxy', ['G-18', 'G-21']],
      ['box-1/drimbox-ssl/pacs-1', 'wrong', 'srv-box-1', ['G-15']],
    ])
    expect(told.sites[0]?.surplus.map(({ file, reason }) => [file, reason.sources])).toEqual([
      ['certs/mssante.pem', ['G-27', 'G-28', 'G-24']],
    ])
  })

  it.each([
    [
      'expired: to be ordered again',
      { notBefore: '2023-11-01T09:00:00Z', notAfter: '2026-11-01T09:00:00Z' },
      'expired',
      'order-again',
    ],
    [
      'at D-60: renewal is open',
      { notBefore: '2024-01-23T09:00:00Z', notAfter: '2027-01-23T09:00:00Z' },
      'expiring',
      'renew',
    ],
    ['at D-61: kept', { notBefore: '2024-01-24T09:00:00Z', notAfter: '2027-01-24T09:00:00Z' }, 'kept', 'none'],
    ['not valid yet', { notBefore: '2026-12-01T09:00:00Z', notAfter: '2029-12-01T09:00:00Z' }, 'not-yet-valid', 'none'],
    ['a SIGN in place of an AUTH', { profile: 'org-sign' }, 'wrong', 'order'],
    ['from the TEST authority', { environment: 'test' }, 'wrong', 'order'],
    ['usages of no profile', { keyUsage: [0, 2] }, 'wrong', 'order'],
  ] as const)('%s', async (_, change, state, action) => {
    const world = selarl()
    world.reissue('dmp-auth', change as object)
    expect(linesOf(await plan(world))[0]).toMatchObject({ state, action })
  })

  it('takes an OU whose type digit was left out', async () => {
    const world = selarl()
    world.reissue('dmp-auth', { structure: '00038001400019' })
    expect(linesOf(await plan(world))[0]?.state).toBe('kept')
  })

  it('wants the FINESS juridique in mode EJ/EG', async () => {
    const world = gie()
    world.reissue('dmp-auth', { structure: '1990000218' })
    expect(linesOf(await plan(world))[0]).toMatchObject({ state: 'wrong', problems: [{ sources: ['G-29', 'FAQ-01'] }] })
  })

  it('refuses a revoked one', async () => {
    const world = selarl()
    world.site.trust?.push('igc/list.crl')
    world.reissue('dmp-auth', { serial: '2A' })
    world.extraFiles.set(
      'igc/list.crl',
      revocationList({
        thisUpdate: '2026-11-20T00:00:00Z',
        nextUpdate: '2026-12-20T00:00:00Z',
        revoked: [{ serial: Uint8Array.of(0x2a), date: '2026-11-01T00:00:00Z' }],
      }),
    )
    expect(linesOf(await plan(world))[0]).toMatchObject({ state: 'wrong', problems: [{ text: 'it is revoked' }] })
  })

  it('wants an INSi certificate of its own, and only remarks on its name', async () => {
    const shared = selarl()
    shared.uninstall('insi')
    shared.site.certificates.push({ ...shared.listed('dmp-auth'), usage: 'insi' })
    const line = linesOf(await plan(shared)).find(({ usages }) => usages[0] === 'insi')
    expect(line).toMatchObject({ state: 'wrong', problems: [{ sources: ['G-23', 'FAQ-10'] }] })
    const named = selarl()
    named.reissue('insi', { cn: 'INSI PARC' })
    const told = linesOf(await plan(named)).find(({ usages }) => usages[0] === 'insi')
    expect(told).toMatchObject({ state: 'kept', remarks: [{ sources: ['FAQ-10', 'FAQ-11'] }] })
  })

  it('a successor replaces, and a third is too many', async () => {
    const world = selarl()
    world.install(
      'dmp-auth-2',
      { ...world.certificate('dmp-auth'), key: 9, notBefore: '2026-11-01T09:00:00Z', notAfter: '2029-11-01T09:00:00Z' },
      {
        usage: 'dmp-auth',
        system: 'ris-1',
        server: 'srv-ris',
      },
    )
    const told = await plan(world)
    expect(linesOf(told)[0]).toMatchObject({ state: 'kept', installed: { ends: '2029-11-01' } })
    expect(told.sites[0]?.surplus.map(({ file }) => file)).toEqual(['certs/dmp-auth.pem'])
  })

  it('one file may serve RIS and DRIMbox of one server', async () => {
    const world = drimboxSharedProxy()
    world.uninstall('box-auth')
    world.site.certificates.push({ ...world.listed('dmp-auth'), system: 'box-1' })
    const line = linesOf(await plan(world)).find(({ id }) => id.startsWith('box-1/dmp-auth'))
    expect(line).toMatchObject({ state: 'kept', server: 'srv-ris' })
  })

  it('an entry that names no system serves them all', async () => {
    const world = drimboxSharedProxy()
    for (const name of ['box-auth', 'box-sign']) world.uninstall(name)
    for (const name of ['dmp-auth', 'dmp-sign']) delete world.listed(name).system
    const told = await plan(world)
    expect(told.order).toEqual([])
    expect(told.sites[0]?.surplus).toEqual([])
  })

  it('names the server where the system has its certificates', async () => {
    const world = selarl()
    world.uninstall('dmp-sign')
    expect(linesOf(await plan(world))[1]).toMatchObject({ state: 'missing', server: 'srv-ris' })
  })

  it('a file without certificate is neither there nor missing', async () => {
    const world = selarl()
    world.stored('dmp-auth', 'p12', { form: 'modern', password: 'secret' })
    const told = await plan(world)
    expect(linesOf(told)[0]).toMatchObject({ state: 'unread', action: 'check' })
  })
})

describe('who orders, and how', () => {
  const ordered = (mode: string | undefined, make = selarl, change: object = {}) => {
    const world = uninstalled(make())
    world.site.ordering = { ...(mode ? { mode } : {}), ...change }
    return plan(world)
  }

  it('A: the structure; an establishment needs contract and card', async () => {
    const hospital = (await ordered('A', hospitalEjEg, { contract: 'pending' })).sites[0]
    expect(hospital?.prerequisites.map(({ state, sources }) => [state, sources])).toEqual([
      ['missing', ['G-43', 'G-47']],
      ['unknown', ['G-43', 'G-47']],
    ])
    expect(hospital?.steps.flatMap(({ sources }) => sources)).toEqual([
      'G-43',
      'G-02',
      'G-44',
      'G-38',
      'G-45',
      'G-46',
      'G-70',
    ])
    const company = (await ordered('A')).sites[0]
    expect(company?.prerequisites.map(({ state, sources }) => [state, sources])).toEqual([['done', ['G-47']]])
  })

  it('B: the editor, by delegation of one associate, of each holder, of the representative', async () => {
    const company = (await ordered('B')).sites[0]
    expect(company?.persons).toMatchObject([
      { one: true, practitioners: ['819000000117', '819000000125'], sources: ['G-53'] },
    ])
    expect(company?.prerequisites.flatMap(({ sources }) => sources)).toEqual(
      expect.arrayContaining(['G-48', 'G-49', 'G-50', 'G-51', 'G-52', 'G-53']),
    )
    expect(company?.steps.flatMap(({ sources }) => sources)).toContain('G-54')
    const pool = (await ordered('B', scmPool)).sites[0]
    expect(pool?.persons.map(({ practitioners, one }) => [practitioners, one])).toEqual([
      [['819000000117'], false],
      [['819000000125'], false],
      [['819000000133'], false],
    ])
    const hospital = (await ordered('B', hospitalEjEg)).sites[0]
    expect(hospital?.persons).toMatchObject([{ who: 'the legal representative or his mandataire', practitioners: [] }])
  })

  it('C: the doctors, with a CPS card and the module', async () => {
    const company = (await ordered('C', selarl, { apiModule: true, cpsReader: false })).sites[0]
    expect(company?.prerequisites.map(({ state }) => state)).toEqual(['done', 'missing'])
    expect(company?.persons).toMatchObject([{ one: true, sources: ['G-57'] }])
    expect(company?.steps.flatMap(({ sources }) => sources)).toEqual(expect.arrayContaining(['G-56', 'G-57', 'G-58']))
    expect((await ordered('C', hospitalEjEg)).sites[0]?.persons[0]?.who).toMatch(/^nobody/)
    expect((await ordered('C')).advice.flatMap(({ sources }) => sources)).not.toContain('G-73')
  })

  it('not chosen: says what the guide advises', async () => {
    const told = await ordered(undefined)
    expect(told.sites[0]?.steps[0]?.sources).toEqual(['G-38', 'G-39', 'G-40'])
    expect(told.order[0]?.orderedBy).toBe('mode A, B or C to be chosen')
    expect(told.sites[0]?.structures[0]?.advisedMode).toBe('B')
    expect(told.advice.flatMap(({ sources }) => sources)).toContain('G-77')
  })

  it('reuses the habilitation of the RIS for the DRIMbox', async () => {
    const told = await ordered('B', drimboxSharedProxy, { delegation: 'done' })
    const box = told.sites[0]?.systems.find(({ key }) => key === 'box-1')
    expect(box?.remarks.flatMap(({ sources }) => sources)).toContain('G-71')
    expect(told.operators[0]?.steps.flatMap(({ sources }) => sources)).toEqual(['G-80', 'G-81', 'G-17', 'G-20'])
  })
})

describe('several sites', () => {
  it('count the certificate of a shared proxy once', async () => {
    const told = await planTogether(uninstalled(selarl()), uninstalled(gie()))
    expect(told.sites.map(({ file }) => file)).toEqual(['1/dmplint.yaml', '2/dmplint.yaml'])
    expect(told.operators[0]?.lines.map(({ id, sites }) => [id, sites])).toEqual([
      ['px-1/psc-proxy/imago-ris', ["Centre d'imagerie du Parc", 'GIE Scanner des Coteaux']],
    ])
    expect(told.order.length).toBe(3 + 3 + 1)
  })

  it('count introspection certificates of two DRIMboxes twice', async () => {
    const told = await planTogether(uninstalled(drimboxSharedProxy()), uninstalled(drimboxSharedProxy(20)))
    const introspection = told.operators[0]?.lines.filter(({ usages }) => usages[0] === 'psc-introspection')
    expect(introspection?.length).toBe(2)
  })
})
