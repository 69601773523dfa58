import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import type { Location } from '../engine/location.ts'
import type { Artifact, Secret } from '../engine/rule.ts'
import {
  binaryOrigin,
  type DerNode,
  type DerOrigin,
  fixedOrigin,
  octets,
  parseDer,
  readOid,
  shiftedOrigin,
  TAG,
} from '../sources/der.ts'
import type { Limits } from '../sources/limits.ts'
import { looksLikePem, type PemBlock, readPem } from '../sources/pem.ts'
import { type Problem, type ProblemCode, SourceError } from '../sources/problem.ts'
import { Source } from '../sources/source.ts'
import { Certificate } from './certificate.ts'
import { RevocationList } from './crl.ts'
import { decrypt, describeCipher, describeMac, macVerifies, UnsupportedAlgorithm } from './pkcs12.ts'

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    container: Container
  }
}

/** That a private key is there. The key itself is forgotten as soon as its public half is known. */
export interface PrivateKeyPresence {
  readonly at: Location
  readonly encrypted: boolean
  /** SHA-256 of the SubjectPublicKeyInfo, upper-case hexadecimal, when the key could be read. */
  readonly publicKeySha256: string | undefined
}

/** How a PKCS#12 protects a part of it. */
export interface ContainerProtection {
  readonly part: 'certificates' | 'key' | 'mac'
  /** `PBES2 aes-256-cbc`, `pbeWithSHA1And3-KeyTripleDES-CBC`, `HMAC sha1` … */
  readonly algorithm: string
  /** PBES2 with AES, or a MAC stronger than SHA-1. */
  readonly modern: boolean
  readonly at: Location
}

/** A file of certificates, keys and revocation lists, whatever its format. */
export interface Container extends Artifact {
  readonly kind: 'container'
  readonly source: Source
  readonly format: 'PEM' | 'DER' | 'PKCS#7' | 'PKCS#12'
  /** In file order, copies included. */
  readonly certificates: readonly Certificate[]
  /** Distinct certificates that are no authorities. */
  readonly leaves: readonly Certificate[]
  /**
   * The certificate that a private key of the container belongs to, else its only leaf; absent when nothing tells
   * which one it is. The order of the file says nothing.
   */
  readonly leaf: Certificate | undefined
  readonly privateKeys: readonly PrivateKeyPresence[]
  readonly crls: readonly RevocationList[]
  /** Certificate requests, which the ordering platform takes: recognised, not judged. */
  readonly requests: readonly Location[]
  readonly protections: readonly ContainerProtection[]
  readonly problems: readonly Problem[]
}

export interface ContainerOptions {
  /**
   * Asked once, when something needs it: `certificates` cannot be read without, `key` only lets the key be compared
   * with its certificate. `undefined` means that there is none.
   */
  readonly password?: (need: 'certificates' | 'key') => Promise<string | undefined>
}

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  encryptedData: '1.2.840.113549.1.7.6',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  x509Crl: '1.2.840.113549.1.9.23.1',
  localKeyId: '1.2.840.113549.1.9.21',
} as const
const BAG = '1.2.840.113549.1.12.10.1.'

/** Whether the first bytes of a file are those of a certificate, key, list or container in DER, or of PEM. */
export function sniffCertificate(head: Uint8Array): boolean {
  if (head[0] !== TAG.sequence)
    return looksLikePem(Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1'))
  // A text that starts with `0` has no octet above 7F there, and nothing of this kind fits in 127 octets.
  const length = head[1] ?? 0
  return length >= 0x80 && length <= 0x84
}

/**
 * Reads PEM, DER, PKCS#7 and PKCS#12, told apart by content. Never throws: what cannot be read is in `problems`
 * (`password-missing`, `password-wrong`, `algorithm-unsupported`, `malformed`, `limit`) and the rest is read.
 */
export async function readCertificates(
  source: Source,
  limits: Limits,
  options: ContainerOptions = {},
): Promise<Container> {
  const reader = new ContainerReader(source, limits, options)
  await reader.read()
  return reader.finish()
}

class ContainerReader {
  format: Container['format'] = 'DER'
  readonly certificates: Certificate[] = []
  readonly crls: RevocationList[] = []
  readonly privateKeys: PrivateKeyPresence[] = []
  readonly requests: Location[] = []
  readonly protections: ContainerProtection[] = []
  readonly problems: Problem[] = []
  readonly secrets: Secret[] = []
  /** localKeyId by certificate, and those of keys. */
  readonly keyIds = new Map<Certificate, string>()
  readonly idsOfKeys = new Set<string>()
  readonly #source: Source
  #password: Promise<string | undefined> | undefined

  constructor(
    given: Source,
    readonly limits: Limits,
    readonly options: ContainerOptions,
  ) {
    const kind = given.bytes[0] === TAG.sequence ? 'binary' : 'text'
    this.#source = given.kind === kind ? given : new Source({ uri: given.uri, bytes: given.bytes, kind })
  }

  async read(): Promise<void> {
    if (this.#source.kind === 'binary') {
      const bytes = this.#source.bytes
      await this.#attempt('DER', bytes, binaryOrigin(this.#source), () => this.#der(bytes, binaryOrigin(this.#source)))
      return
    }
    this.format = 'PEM'
    const { blocks, problems } = readPem(this.#source, this.limits.certificates)
    this.problems.push(...problems)
    for (const block of blocks) await this.#attempt('PEM', block.bytes, block.origin, () => this.#pemBlock(block))
  }

  finish(): Container {
    this.#source.release()
    const seen = new Set<string>()
    const leaves = this.certificates.filter(c => !c.isCa && !seen.has(c.sha256) && seen.add(c.sha256))
    const owners = this.#owners()
    const owner = owners.find(c => !c.isCa) ?? owners[0]
    return {
      kind: 'container',
      at: this.#source.whole,
      source: this.#source,
      format: this.format,
      certificates: this.certificates,
      leaves,
      leaf: owner ?? (leaves.length === 1 ? leaves[0] : undefined),
      privateKeys: this.privateKeys,
      crls: this.crls,
      requests: this.requests,
      protections: this.protections,
      problems: this.problems,
      secrets: this.secrets,
    }
  }

  /** Certificates that a private key of the file belongs to. */
  #owners(): readonly Certificate[] {
    const keys = new Set(this.privateKeys.map(k => k.publicKeySha256))
    if (keys.size === 0 && this.idsOfKeys.size === 0) return []
    return this.certificates.filter(c => keys.has(c.publicKeySha256) || this.idsOfKeys.has(this.keyIds.get(c) ?? '-'))
  }

  /** Runs a reading step; whatever goes wrong in it becomes a problem. */
  async #attempt(
    format: string,
    bytes: Uint8Array,
    origin: DerOrigin,
    step: () => void | Promise<void>,
  ): Promise<void> {
    try {
      await step()
    } catch (error) {
      if (error instanceof SourceError) this.problems.push(error.problem)
      else if (error instanceof UnsupportedAlgorithm)
        this.#problem('algorithm-unsupported', 'PKCS#12', origin.at(0, bytes.length, ''), error.message)
      // The message of a foreign error may quote the file.
      else this.#problem('malformed', format, origin.at(0, bytes.length, ''), 'cannot be read')
    }
  }

  #problem(code: ProblemCode, format: string, at: Location, detail: string): void {
    this.problems.push({ code, format, at, detail })
  }

  async #pemBlock(block: PemBlock): Promise<void> {
    switch (block.label) {
      case 'CERTIFICATE':
      case 'X509 CERTIFICATE':
      case 'TRUSTED CERTIFICATE':
        return this.#certificate(parseDer(block.bytes, block.origin, { depth: this.limits.depth }))
      case 'X509 CRL':
        return this.#crl(parseDer(block.bytes, block.origin, { depth: this.limits.depth }))
      case 'CERTIFICATE REQUEST':
      case 'NEW CERTIFICATE REQUEST':
        this.requests.push(block.at)
        return
      case 'PKCS7':
      case 'CMS':
        return this.#pkcs7(parseDer(block.bytes, block.origin, { depth: this.limits.depth, ber: true }))
      case 'PRIVATE KEY':
        return this.#clearKey(block.bytes, block.at, 'pkcs8')
      case 'RSA PRIVATE KEY':
      case 'EC PRIVATE KEY': {
        const encrypted = /ENCRYPTED/.test(block.headers.get('Proc-Type') ?? '')
        if (encrypted) this.#key(block.at, true, undefined)
        else this.#clearKey(block.bytes, block.at, block.label.startsWith('RSA') ? 'pkcs1' : 'sec1')
        return
      }
      case 'ENCRYPTED PRIVATE KEY':
        return this.#encryptedKey(parseDer(block.bytes, block.origin, { depth: this.limits.depth }), block.at, 'PKCS#8')
      default:
        // DH parameters, SSH keys: nothing to judge. Other private keys are still private keys.
        if (block.label.endsWith('PRIVATE KEY')) this.#key(block.at, false, undefined)
    }
  }

  async #der(bytes: Uint8Array, origin: DerOrigin): Promise<void> {
    const root = parseDer(bytes, origin, { depth: this.limits.depth, ber: true })
    const [first, second, third] = root.children
    if (first?.tag === TAG.integer && second?.tag === TAG.sequence && second.children[0]?.tag === TAG.oid) {
      // PFX and PrivateKeyInfo both start so; only the latter has an OCTET STRING next.
      if (third?.tag === TAG.octetString) return this.#clearKey(root.encoded, root.at(''), 'pkcs8')
      this.format = 'PKCS#12'
      return this.#pkcs12(root)
    }
    if (first?.tag === TAG.oid) {
      this.format = 'PKCS#7'
      return this.#pkcs7(root)
    }
    if (first?.tag === TAG.sequence && second?.tag === TAG.octetString)
      return this.#encryptedKey(root, root.at(''), 'PKCS#8')
    if (first?.tag === TAG.integer && second?.tag === TAG.integer)
      return this.#clearKey(root.encoded, root.at(''), 'pkcs1')
    if (first?.tag === TAG.integer && second?.tag === TAG.octetString)
      return this.#clearKey(root.encoded, root.at(''), 'sec1')
    // What is left is DER by definition: read again without indulgence for indefinite lengths.
    const strict = parseDer(bytes, origin, { depth: this.limits.depth })
    const tbs = strict.child(0, TAG.sequence)
    if (isRevocationList(tbs)) return this.#crl(strict)
    if (isRequest(tbs)) this.requests.push(strict.at(''))
    else this.#certificate(strict)
  }

  #certificate(node: DerNode): void {
    if (this.certificates.length >= this.limits.certificates)
      throw new SourceError({
        code: 'limit',
        limit: 'certificates',
        at: node.at(''),
        format: this.format,
        detail: `more than ${this.limits.certificates} certificates in one file`,
      })
    this.certificates.push(new Certificate(this.#source, node, this.certificates.length))
  }

  #crl(node: DerNode): void {
    this.crls.push(new RevocationList(this.#source, node))
  }

  #key(at: Location, encrypted: boolean, publicKeySha256: string | undefined): void {
    this.privateKeys.push({ at, encrypted, publicKeySha256 })
  }

  #clearKey(der: Uint8Array, at: Location, type: 'pkcs8' | 'pkcs1' | 'sec1'): void {
    this.#key(at, false, publicHalf(der, type))
  }

  async #encryptedKey(info: DerNode, at: Location, format: string): Promise<void> {
    let half: string | undefined
    try {
      const algorithm = info.child(0, TAG.sequence)
      if (format === 'PKCS#12') this.#protection('key', describeCipher(algorithm), info)
      const password = await this.#ask('key')
      if (password !== undefined) {
        const clear = await decrypt(algorithm, octets(info.child(1)), password)
        half = clear && publicHalf(clear, 'pkcs8')
        if (half === undefined && format === 'PKCS#8')
          this.#problem('password-wrong', format, at, 'the password does not open the private key')
      }
    } catch (error) {
      // The key is only compared with its certificate: not being able to open it takes nothing from the rest.
      if (!(error instanceof UnsupportedAlgorithm || error instanceof SourceError)) throw error
    }
    this.#key(at, true, half)
  }

  /** The password, asked once. */
  async #ask(need: 'certificates' | 'key'): Promise<string | undefined> {
    this.#password ??= this.options.password?.(need)
    const password = await this.#password
    if (password && this.secrets.length === 0) this.secrets.push({ kind: 'password', value: password })
    return password
  }

  #protection(part: ContainerProtection['part'], found: { algorithm: string; modern: boolean }, node: DerNode): void {
    this.protections.push({ part, ...found, at: node.at('') })
  }

  /** ContentInfo of signedData that carries certificates only (RFC 2315 §9, RFC 5652 §5.1). */
  async #pkcs7(root: DerNode): Promise<void> {
    if (readOid(root.child(0)) !== OID.signedData) root.fail('a CMS content that is not signedData')
    const signed = root.child(1, 0xa0).child(0, TAG.sequence)
    for (const node of signed.find(0xa0)?.children ?? [])
      if (node.tag === TAG.sequence)
        await this.#attempt('PKCS#7', node.encoded, shifted(node), () => this.#certificate(rooted(node)))
    for (const node of signed.find(0xa1)?.children ?? [])
      if (node.tag === TAG.sequence)
        await this.#attempt('PKCS#7', node.encoded, shifted(node), () => this.#crl(rooted(node)))
  }

  async #pkcs12(pfx: DerNode): Promise<void> {
    const content = pfx.child(1, TAG.sequence)
    const macData = pfx.children[2]
    if (readOid(content.child(0)) !== OID.data)
      throw new UnsupportedAlgorithm('integrity by public key (RFC 7292 §3.1)')
    const safe = content.child(1, 0xa0).child(0)
    const authenticated = octets(safe)
    const parts = parseDer(authenticated, within(safe), { depth: this.limits.depth, ber: true }).children
    if (macData) this.#protection('mac', describeMac(macData), macData)
    const isEncrypted = (part: DerNode): boolean => readOid(part.child(0)) === OID.encryptedData

    const password = await this.#ask(parts.some(isEncrypted) ? 'certificates' : 'key')
    // No password and the empty one give different keys, and software mixes them up.
    const candidates: (string | undefined)[] = password ? [password] : ['', undefined]
    let opening: string | undefined = candidates[0]
    let verified = macData === undefined
    if (macData)
      for (const candidate of candidates) {
        if (!(await macVerifies(macData, authenticated, candidate))) continue
        verified = true
        opening = candidate
        break
      }
    if (macData && verified) this.#password = Promise.resolve(opening)
    if (!verified && password)
      this.#problem(
        'password-wrong',
        'PKCS#12',
        pfx.at(''),
        'the password does not verify the integrity of the container',
      )
    else if (!verified && parts.some(isEncrypted))
      this.#problem(
        'password-missing',
        'PKCS#12',
        pfx.at(''),
        'the certificates are encrypted and no password is given',
      )

    for (const part of parts)
      await this.#attempt('PKCS#12', part.encoded, shifted(part), async () => {
        if (!isEncrypted(part)) {
          if (readOid(part.child(0)) !== OID.data)
            throw new UnsupportedAlgorithm('encryption by public key (RFC 7292 §3.1)')
          const inner = part.child(1, 0xa0).child(0)
          return this.#bags(parseDer(octets(inner), within(inner), { depth: this.limits.depth, ber: true }), 0)
        }
        const info = part.child(1, 0xa0).child(0, TAG.sequence).child(1, TAG.sequence)
        const algorithm = info.child(1, TAG.sequence)
        this.#protection('certificates', describeCipher(algorithm), part)
        if (!verified) return
        const clear = await decrypt(algorithm, octets(info.child(2)), opening)
        const bags = clear && opened(clear, fixedOrigin(part.document.origin, part.start, part.end), this.limits.depth)
        if (bags) return this.#bags(bags, 0)
        if (password)
          this.#problem('password-wrong', 'PKCS#12', part.at(''), 'the password does not open the certificates')
        else
          this.#problem(
            'password-missing',
            'PKCS#12',
            part.at(''),
            'the certificates are encrypted and no password is given',
          )
      })
  }

  async #bags(contents: DerNode, depth: number): Promise<void> {
    if (depth > this.limits.depth) contents.fail('bags inside one another')
    for (const bag of contents.children)
      await this.#attempt('PKCS#12', bag.encoded, shifted(bag), () => this.#bag(bag, depth))
  }

  async #bag(bag: DerNode, depth: number): Promise<void> {
    const type = readOid(bag.child(0))
    const value = bag.child(1, 0xa0).child(0)
    switch (type.startsWith(BAG) ? type.slice(BAG.length) : '') {
      case '1':
        this.#noteKeyId(bag)
        return this.#clearKey(value.encoded, bag.at(''), 'pkcs8')
      case '2':
        this.#noteKeyId(bag)
        return this.#encryptedKey(value, bag.at(''), 'PKCS#12')
      case '3': {
        if (readOid(value.child(0)) !== OID.x509Certificate) return
        const inner = value.child(1, 0xa0).child(0)
        this.#certificate(parseDer(octets(inner), within(inner), { depth: this.limits.depth }))
        const id = localKeyId(bag)
        const certificate = this.certificates[this.certificates.length - 1]
        if (id !== undefined && certificate) this.keyIds.set(certificate, id)
        return
      }
      case '4': {
        if (readOid(value.child(0)) !== OID.x509Crl) return
        const inner = value.child(1, 0xa0).child(0)
        return this.#crl(parseDer(octets(inner), within(inner), { depth: this.limits.depth }))
      }
      case '6':
        return this.#bags(value, depth + 1)
    }
  }

  #noteKeyId(bag: DerNode): void {
    const id = localKeyId(bag)
    if (id !== undefined) this.idsOfKeys.add(id)
  }
}

/** A node as the root of a document of its own, so that notes of one certificate stay with it. */
function rooted(node: DerNode): DerNode {
  return parseDer(node.encoded, shifted(node))
}

const shifted = (node: DerNode): DerOrigin => shiftedOrigin(node.document.origin, node.start)

/** Places in the octets of a string; in pieces, they stand nowhere as one. */
const within = (node: DerNode): DerOrigin =>
  node.constructed
    ? fixedOrigin(node.document.origin, node.start, node.end)
    : shiftedOrigin(node.document.origin, node.contentStart)

/** The decrypted SafeContents, unless the padding was right by chance and the rest is noise. */
function opened(clear: Uint8Array, origin: DerOrigin, depth: number): DerNode | undefined {
  try {
    const root = parseDer(clear, origin, { depth, ber: true })
    return root.tag === TAG.sequence ? root : undefined
  } catch {
    return undefined
  }
}

function localKeyId(bag: DerNode): string | undefined {
  for (const attribute of bag.children[2]?.children ?? [])
    if (readOid(attribute.child(0)) === OID.localKeyId)
      return Buffer.from(octets(attribute.child(1, TAG.set).child(0))).toString('hex')
  return undefined
}

/** CRL: after the algorithm and the issuer stands a time; in a certificate it is the SEQUENCE of the validity. */
function isRevocationList(tbs: DerNode): boolean {
  const time = tbs.children[tbs.children[0]?.tag === TAG.integer ? 3 : 2]
  return time?.tag === TAG.utcTime || time?.tag === TAG.generalizedTime
}

/** CertificationRequestInfo: version, name, key, attributes. */
function isRequest(tbs: DerNode): boolean {
  return tbs.children[0]?.tag === TAG.integer && tbs.children[3]?.tag === 0xa0 && tbs.children.length === 4
}

function publicHalf(der: Uint8Array, type: 'pkcs8' | 'pkcs1' | 'sec1'): string | undefined {
  try {
    const key = createPublicKey(createPrivateKey({ key: Buffer.from(der), format: 'der', type }))
    return createHash('sha256')
      .update(key.export({ format: 'der', type: 'spki' }))
      .digest('hex')
      .toUpperCase()
  } catch {
    return undefined
  }
}
