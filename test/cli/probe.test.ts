import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createServer, type TlsOptions } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CertificateSpec, drimboxThreePacs, issue, type World } from '../../src/testing/index.ts'
import { dmplint } from './capture.ts'

let cwd: string
const servers: Server[] = []
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'probe-'))
})
afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => new Promise(resolve => server.close(resolve))))
  await rm(cwd, { recursive: true })
})

/** What the client sent after the handshake. */
let received = 0

async function listen(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function serve(spec: CertificateSpec, options: TlsOptions = {}, { chain = true } = {}): Promise<number> {
  const certificate = issue(spec)
  received = 0
  const server = createServer(
    {
      cert: certificate.pem + (chain ? certificate.chain.map(({ pem }) => pem).join('') : ''),
      key: certificate.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      ...options,
    },
    socket => {
      socket.on('error', () => {})
      socket.on('data', data => {
        received += data.length
      })
    },
  )
  server.on('tlsClientError', () => {})
  return listen(server)
}

async function write(world: World): Promise<void> {
  world.exchanges.length = 0
  for (const { path, bytes } of world.files()) {
    const target = join(cwd, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, bytes)
  }
}

/** A DRIMbox with one PACS on this machine. */
function world(): World {
  const box = drimboxThreePacs()
  const system = box.system('box-1')
  system.pacs = [{ name: 'pacs-1', fqdn: 'localhost' }]
  for (const name of ['ssl-2', 'ssl-3']) box.uninstall(name)
  return box.reissue('ssl-1', { cn: 'localhost' })
}

/** Without a dot, the name of this machine is no FQDN: a SERV SSL for it would be refused. */
const LOCAL: CertificateSpec = {
  profile: 'org-auth-cli',
  cn: 'BOX AUTH',
  dnsNames: ['localhost'],
  structure: '300010203800015',
}

const errors = (out: string) => [...out.matchAll(/^error (\S+)/gm)].map(([, rule]) => rule)

const probe = (argv: readonly string[]) => dmplint(['probe', '--at', '2026-11-24', ...argv], { cwd })

describe('a system of the site', () => {
  it('serves what is installed', async () => {
    const box = world()
    const port = await serve(box.certificate('ssl-1'))
    box.system('box-1').endpoints = [`localhost:${port}`]
    await write(box)
    const { code, out, err } = await probe([])
    expect(err).toBe('')
    expect(out).toMatch(
      /localhost:\d+ {2}TLSv1\.3 {2}serves localhost, until 2028-10-02, 3 in the chain; the same as certs\/ssl-1\.pem/,
    )
    expect(errors(out)).toEqual(['CERT-018'])
    expect(code).toBe(1)
    expect(received).toBe(0)
  })

  it('serves another certificate, an expired one', async () => {
    const box = world()
    const old = {
      ...box.certificate('ssl-1'),
      key: 3,
      notBefore: '2022-01-01T00:00:00Z',
      notAfter: '2025-01-01T00:00:00Z',
    }
    box.system('box-1').endpoints = [`localhost:${await serve(old)}`]
    await write(box)
    const { code, out } = await probe([])
    expect(out).toContain('NOT certs/ssl-1.pem, which ends on 2028-10-02')
    expect(out).toContain('CERT-021')
    expect(code).toBe(1)
  })

  it('serves another certificate that is right in itself: exit 1 all the same', async () => {
    const box = world()
    box.system('box-1').endpoints = [`localhost:${await serve({ ...box.certificate('ssl-1'), key: 3 })}`]
    await write(box)
    const { code, out } = await probe([])
    expect(out).toContain('NOT certs/ssl-1.pem')
    expect(errors(out)).toEqual(['CERT-018'])
    expect(code).toBe(1)
  })
})

describe('--endpoint', () => {
  it('needs no site', async () => {
    const port = await serve(LOCAL)
    const { code, out } = await probe(['--endpoint', `localhost:${port}`, '--lang', 'fr'])
    expect(out).toContain('aucun certificat de dmplint.yaml à comparer')
    expect(code).toBe(0)
  })

  it('says when the names do not cover the host', async () => {
    const port = await serve({ profile: 'serv-ssl', cn: 'db1.lac.mesimagesmedicales.fr', structure: '300010203800015' })
    const { code, out } = await probe(['--endpoint', `127.0.0.1:${port}`])
    expect(out).toContain('DNS:db1.lac.mesimagesmedicales.fr) do not cover the host')
    expect(code).toBe(1)
  })

  it('judges only what was sent: a chain without its authority', async () => {
    const port = await serve(
      { profile: 'serv-ssl', cn: 'localhost', structure: '300010203800015' },
      {},
      { chain: false },
    )
    const { out } = await probe(['--endpoint', `localhost:${port}`])
    expect(out).toContain('1 in the chain')
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'needs no client certificate to see that of a server that asks for one, %s',
    async version => {
      const spec = LOCAL
      const port = await serve(spec, {
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: version,
        maxVersion: version,
      })
      const { code, out, err } = await probe(['--endpoint', `localhost:${port}`])
      expect(err).toBe('')
      expect(out).toContain('serves BOX AUTH')
      expect(code).toBe(0)
    },
  )

  it('writes the reports of check', async () => {
    const port = await serve(LOCAL)
    const { out, err } = await probe(['--endpoint', `localhost:${port}`, '-f', 'sarif'])
    expect(JSON.parse(out).version).toBe('2.1.0')
    expect(err).toContain('serves BOX AUTH')
  })

  it('exit 3 without TLS, without a server', async () => {
    const plain = await listen(
      createTcpServer(
        socket =>
          void socket
            .on('error', () => {})
            .resume()
            .end('HTTP/1.1 400\r\n\r\n'),
      ),
    )
    const closed = await listen(createTcpServer())
    await new Promise(resolve => servers.pop()?.close(resolve))
    for (const port of [plain, closed]) {
      const { code, err } = await probe(['--endpoint', `127.0.0.1:${port}`])
      expect(code).toBe(3)
      expect(err).toMatch(/127\.0\.0\.1:\d+: [A-Z_]+/)
    }
  })

  it.each(['localhost', 'localhost:0', 'localhost:99999', 'https://localhost:443', 'a b:443', 'user@host:443'])(
    'refuses %s',
    async endpoint => {
      expect((await probe(['--endpoint', endpoint])).code).toBe(2)
    },
  )

  it('says that there is nothing to ask', async () => {
    await write(world())
    const { code, err } = await probe([])
    expect(code).toBe(2)
    expect(err).toMatch(/no endpoint to ask/)
  })
})
