import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMime, readXdm, readXml, sniff } from '../../src/artifacts/message.ts'
import type { Located } from '../../src/engine/location.ts'
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts'
import { SourceError } from '../../src/sources/problem.ts'
import { Source } from '../../src/sources/source.ts'
import { zip } from '../sources/zips.ts'
import {
  cda,
  DICOM,
  entry,
  envelope,
  feed,
  include,
  mime,
  provide,
  rootPart,
  SOAP_11,
  security,
  sourceOf,
  submit,
  token,
  xades,
} from './dumps.ts'

const xml = (text: string) => readXml(sourceOf(text), DEFAULT_LIMITS)
const dump = (content: string | Uint8Array) => readMime(sourceOf(content), DEFAULT_LIMITS)
const HTTP = [
  'POST /dmp HTTP/1.1',
  'Content-Type: multipart/related; boundary="----=_Part_7"; start="<root@x>"; action="urn:http"',
]

describe('readMime', () => {
  for (const [form, options] of Object.entries({
    'without HTTP headers, LF': {},
    'without HTTP headers, CRLF': { eol: '\r\n' },
    'with HTTP headers, CRLF': { eol: '\r\n', http: HTTP },
    'with the root part last': { order: [3, 2, 1, 0] },
  }))
    it(`reads a whole feed ${form}`, () => {
      const [message, ...others] = dump(feed(options))
      expect(others).toEqual([])
      expect(message?.problems).toEqual([])
      expect(message?.soap).toBe(true)
      expect(message?.action?.value).toBe('urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b')
      expect(message?.vihfs).toHaveLength(1)
      const submission = message?.submission
      expect(submission).toMatchObject({ form: 'iti-41', complete: true })
      expect(submission?.contentTypeAction?.value).toBe('http' in options ? 'urn:http' : 'urn:a')
      expect(submission?.parts.filter(p => p.root)).toHaveLength(1)
      expect(submission?.parts.filter(p => p.referenced)).toHaveLength(3)
      expect(submission?.entries.map(e => e.document?.part?.contentId?.value)).toEqual([
        '<doc@x>',
        '<kos@x>',
        '<sig@x>',
      ])
      expect(message?.documents.map(d => d.entry?.id?.value)).toEqual(['Doc'])
      expect(message?.signatures.map(s => [s.roles, s.entry?.id?.value])).toEqual([[['submission'], 'Sig']])
      expect(message?.binaries.map(b => [b.entry?.id?.value, Buffer.from(b.source.bytes).equals(DICOM)])).toEqual([
        ['Kos', true],
      ])
    })

  it('places values of a part in the lines of the dump', () => {
    const bytes = feed()
    const title = dump(bytes)[0]?.documents[0]?.title
    const position = title?.at.source.position(title.at.offset)
    const line = bytes.toString().split('\n')[(position?.line ?? 0) - 1]
    expect(position?.uri).toBe('dump.txt')
    expect(line?.slice((position?.column ?? 0) - 1)).toMatch(/^CR d’imagerie<\/title>/)
    expect(title?.at.source.line(position?.line ?? 0)).toBe(line)
  })

  it('reads several messages of one dump, and plain XML between them', () => {
    const messages = dump(`${feed()}\nINFO answer\n${envelope('<x/>', { action: 'urn:other' })}\n${feed()}`)
    expect(messages.map(m => m.action?.value).sort()).toHaveLength(3)
    expect(messages.filter(m => m.submission)).toHaveLength(2)
  })

  it('keeps what is readable of a dump cut short, and no longer expects the rest', () => {
    const [message] = dump(feed().subarray(0, -900))
    expect(message?.vihfs).toHaveLength(1)
    expect(message?.documents).toHaveLength(1)
    expect(message?.submission?.complete).toBe(false)
    expect(message?.problems.map(p => p.code)).toContain('malformed')
  })

  it('reads the other parts when one is broken', () => {
    const body = provide(entry('Doc'), include('Doc', 'cid:doc@x'))
    const part = { headers: ['Content-Type: text/xml', 'Content-ID: <doc@x>'], body: '<a><b></a>' }
    const [message] = dump(mime([rootPart(envelope(body)), part]))
    expect(message?.submission?.entries).toHaveLength(1)
    expect(message?.problems.map(p => [p.code, p.format])).toEqual([['malformed', 'XML']])
  })

  it('reads the attachments of a message without submission', () => {
    const part = { headers: ['Content-Type: text/xml'], body: cda() }
    const [message] = dump(mime([rootPart(envelope('<x/>')), part]))
    expect(message?.documents).toHaveLength(1)
  })

  it('reads the attachments when the root part is broken', () => {
    const part = { headers: ['Content-Type: text/xml', 'Content-ID: <doc@x>'], body: cda() }
    const [message] = dump(mime([rootPart('<a'), part]))
    expect(message?.submission).toBeUndefined()
    expect(message?.documents).toHaveLength(1)
    expect(message?.problems).toHaveLength(1)
  })
})

describe('readXml', () => {
  for (const soap of [undefined, SOAP_11])
    it(`reads a request without submission under ${soap ?? 'SOAP 1.2'}`, () => {
      const [message] = xml(envelope('<x/>', soap === undefined ? {} : { soap }))
      expect(message).toMatchObject({ soap: true, submission: undefined, problems: [] })
      expect(message?.vihfs[0]).toMatchObject({ form: 'soap' })
    })

  it('reads a lone token, a Security fragment, a CDA and a signature file', () => {
    expect(xml(token())[0]?.vihfs[0]?.form).toBe('bare')
    expect(xml(security())[0]?.vihfs[0]?.form).toBe('security')
    expect(xml(cda())[0]?.documents[0]).toMatchObject({ entry: undefined })
    expect(xml(xades())[0]?.signatures[0]?.roles).toEqual(['submission'])
    expect(xml(`<List>${xades().replace(/<Object>.*<\/Object>/s, '')}</List>`)[0]?.signatures[0]?.roles).toEqual([
      'whitelist',
    ])
  })

  it('gives the signature of a token its host, once', () => {
    const signed = token('_1', xades().replace(/<Object>.*<\/Object>/s, ''))
    for (const text of [signed, envelope('<x/>', { header: security(signed) })]) {
      const [message] = xml(text)
      expect(message?.signatures.map(s => [s.roles, s.host === message.vihfs[0]])).toEqual([[['token'], true]])
    }
  })

  it('reads XML after the prefix of a log, and several of them', () => {
    const text = `2026-01-05 INFO Payload: ${envelope('<x/>')}\n2026-01-05 DEBUG <- ${envelope('<y/>', { header: '' })} done\n`
    expect(sniff(Buffer.from(text))).toBe('log-with-xml')
    expect(xml(text).map(m => [m.vihfs.length, m.problems.length])).toEqual([
      [1, 0],
      [0, 0],
    ])
  })

  it('reads messages written one after the other, and log lines after one', () => {
    expect(xml(`${envelope('<x/>')}\n${envelope('<y/>')}`)).toHaveLength(2)
    expect(xml(`${envelope('<x/>')}\n2026 done`)).toHaveLength(1)
  })

  it('reads the message after a misplaced XML declaration, and tells it', () => {
    const [message] = xml(`\n<?xml version="1.0"?>${envelope('<x/>')}`)
    expect(message?.vihfs).toHaveLength(1)
    expect(message?.problems.map(p => p.code)).toEqual(['malformed'])
  })

  it('reads the token of an envelope that the log cuts short', () => {
    const messages = xml(`INFO ${envelope('<x/>', { header: token() }).slice(0, -20)}`)
    expect(messages.map(m => [m.vihfs.length, m.problems.map(p => p.code)])).toEqual([
      [1, []],
      [0, ['malformed']],
    ])
  })

  it('refuses what is not XML', () => {
    expect(() => xml('<a><b></a>')).toThrow(SourceError)
    expect(() => xml(`<samlp:Response xmlns:samlp="p">${token()}</samlp:Response><b/>`)).toThrow(SourceError)
    expect(() => xml('<!DOCTYPE a><a/>')).toThrow(SourceError)
    expect(xml('just text')).toEqual([])
  })

  it('gives other XML as it is', () => {
    expect(xml('<a/>')[0]).toMatchObject({ vihfs: [], documents: [], submission: undefined })
    expect(xml('<a/>')[0]?.xml?.root.name).toBe('a')
  })
})

describe('readXdm', () => {
  const archive = (...members: { name: string; content: string | Uint8Array }[]) =>
    readXdm(new Source({ uri: 'IHE_XDM.ZIP', bytes: zip(members), kind: 'binary' }), DEFAULT_LIMITS)

  it('reads each subset with its own files, whatever the case of METADATA.XML', async () => {
    const messages = await archive(
      { name: 'IHE_XDM/SUBSET01/Metadata.xml', content: submit(entry('Doc', '18748-4', 'DOC.XML')) },
      { name: 'IHE_XDM/SUBSET01/doc.xml', content: cda('first') },
      { name: 'IHE_XDM/SUBSET02/METADATA.XML', content: envelope(submit(entry('Doc', 'IMG-KOS', 'A/KOS.DCM'))) },
      { name: 'IHE_XDM/SUBSET02/A/KOS.DCM', content: DICOM },
      { name: '__MACOSX/IHE_XDM/SUBSET01/METADATA.XML', content: 'noise' },
    )
    expect(messages.map(m => [m.submission?.form, m.submission?.complete, m.vihfs.length])).toEqual([
      ['xdm', true, 0],
      ['xdm', true, 1],
    ])
    expect(messages[0]?.documents[0]).toMatchObject({ title: { value: 'first' } })
    expect(messages[0]?.documents[0]?.source.uri).toBe('IHE_XDM.ZIP!/IHE_XDM/SUBSET01/doc.xml')
    expect(messages[1]?.binaries).toHaveLength(1)
  })

  it('never leaves the folder of the metadata', async () => {
    const [message] = await archive(
      { name: 'IHE_XDM/S1/METADATA.XML', content: submit(entry('Doc', '18748-4', '../S2/DOC.XML')) },
      { name: 'IHE_XDM/S2/DOC.XML', content: cda() },
    )
    expect(message?.submission?.entries[0]?.document).toMatchObject({ content: undefined })
  })

  it('keeps the problems of the archive', async () => {
    const [message] = await archive({ name: '../x', content: '' })
    expect(message?.problems.map(p => p.code)).toEqual(['unsafe-path'])
    expect(await archive({ name: 'a', content: '' })).toEqual([])
  })
})

describe('sniff', () => {
  for (const [text, kind] of [
    ['\uFEFF  <?xml version="1.0"?><a/>', 'xml'],
    ['------=_Part_1\nContent-Type: text/xml\n\n', 'mime'],
    ['POST / HTTP/1.1\r\nContent-Type: multipart/related; boundary=b\r\n\r\n', 'mime'],
    ['HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<s:Envelope xmlns:s="s"/>', 'log-with-xml'],
    ['PK\x03\x04', 'zip'],
    ['-----BEGIN CERTIFICATE-----\nMII', undefined],
    ['-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n', undefined],
    ['{"a": "<b>"}', undefined],
    ['', undefined],
  ] as const)
    it(`takes ${JSON.stringify(text.slice(0, 30))} for ${kind}`, () => {
      expect(sniff(Buffer.from(text))).toBe(kind)
    })

  it('knows UTF-16', () => {
    expect(sniff(Buffer.from('\uFEFF<a/>', 'utf16le'))).toBe('xml')
    expect(sniff(Buffer.from('<a/>', 'utf16le'))).toBe('xml')
  })
})

describe('damaged input', () => {
  const edits = fc.array(fc.tuple(fc.nat(20_000), fc.nat(40), fc.string({ maxLength: 6 })), { maxLength: 6 })
  const damage = (text: string, list: readonly (readonly [number, number, string])[]): string =>
    list.reduce((t, [at, cut, insert]) => {
      const place = at % (t.length + 1)
      return t.slice(0, place) + insert + t.slice(place + cut)
    }, text)

  /** Every located string below a value, without going back up or into parsed trees. */
  function* locatedIn(value: unknown, depth = 0): Generator<Located<string>> {
    if (typeof value !== 'object' || value === null || depth > 8) return
    if ('value' in value && 'at' in value && typeof value.value === 'string') {
      yield value as Located<string>
      return
    }
    if (Array.isArray(value)) {
      for (const item of value) yield* locatedIn(item, depth + 1)
      return
    }
    const skipped = ['element', 'source', 'xml', 'at', 'host', 'entry', 'parent', 'security', 'envelope', 'part']
    for (const [key, item] of Object.entries(value)) if (!skipped.includes(key)) yield* locatedIn(item, depth + 1)
  }

  function checkPlaces(messages: readonly unknown[], damaged: boolean): number {
    let count = 0
    for (const { value, at } of locatedIn(messages)) {
      const raw = (at.source as Source).text.slice(at.offset, at.offset + at.length)
      // Entities are written otherwise than they read, damage puts markup into values, an empty value stands at a tag.
      if (value.trim() === '' || raw.includes('&') || (damaged && /[<\r\n\t]/.test(raw))) continue
      expect(raw.trim()).toBe(value.trim())
      count++
    }
    return count
  }

  it('offsets of a whole message point at their values', () => {
    expect(checkPlaces(dump(feed({ eol: '\r\n', http: HTTP })), false)).toBeGreaterThan(100)
  })

  it('a dump never throws, and offsets point at their values', () => {
    const seed = feed().toString('latin1')
    fc.assert(
      fc.property(edits, list => {
        checkPlaces(dump(Buffer.from(damage(seed, list), 'latin1')), true)
      }),
    )
  })

  it('XML throws nothing but SourceError, and offsets point at their values', () => {
    const seeds = [token(), envelope(submit(entry('Doc'))), cda(), xades(), `INFO ${envelope('<x/>')} done`]
    fc.assert(
      fc.property(fc.constantFrom(...seeds), edits, (seed, list) => {
        try {
          checkPlaces(xml(damage(seed, list)), true)
        } catch (error) {
          if (!(error instanceof SourceError)) throw error
        }
      }),
      { numRuns: 300 },
    )
  })
})
