import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts'
import { locatedParameter, parameterOf, parseMime } from '../../src/sources/mime.ts'
import { mime, sourceOf } from '../artifacts/dumps.ts'

const parse = (content: string | Uint8Array, limits = DEFAULT_LIMITS) => parseMime(sourceOf(content), limits)
const plain = (body: string, ...headers: string[]) => ({ headers: ['Content-Type: text/plain', ...headers], body })

describe('parseMime', () => {
  for (const [name, eol] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ] as const)
    it(`finds the boundary and keeps bodies byte for byte with ${name}`, () => {
      const { messages } = parse(mime([plain(`a${eol}`), plain('')], { eol }))
      expect(messages).toHaveLength(1)
      expect(messages[0]?.parts.map(p => p.source.text)).toEqual([`a${eol}`, ''])
      expect(messages[0]?.truncated).toBe(false)
      expect(messages[0]?.problems).toEqual([])
    })

  it('reads HTTP headers, white space after the boundary, and folded headers with their places', () => {
    const text =
      'POST /dmp HTTP/1.1 \r\nContent-Type: multipart/related; boundary=bb; action="urn:a" \r\n\r\n--bb \r\nX-A: 1\r\n 2\r\n\r\nhi\r\n--bb-- \r\n'
    const [message] = parse(text).messages
    expect(message?.parts.map(p => p.source.text)).toEqual(['hi'])
    expect(message?.parts[0]?.headers[0]?.value.value).toBe('1 2')
    const action = locatedParameter(message?.contentType, 'action')
    expect(action && text.slice(action.at.offset, action.at.offset + action.at.length)).toBe('urn:a')
  })

  it('tells the lines of a part in the dump', () => {
    const source = sourceOf(mime([plain('é'), plain('x\ny')]))
    const part = parseMime(source, DEFAULT_LIMITS).messages[0]?.parts[1]
    expect(part?.source.position(2)).toMatchObject({ uri: 'dump.txt', line: 9, column: 1 })
  })

  it('does not take a longer boundary for its own', () => {
    expect(parse('--b\nContent-A: x\n\n--bb\nz\n--b--').messages[0]?.parts.map(p => p.source.text)).toEqual(['--bb\nz'])
  })

  it('flattens nested multiparts', () => {
    const inner = mime([plain('1'), plain('2')], { boundary: 'in' }).toString()
    const outer = mime([{ headers: ['Content-Type: multipart/mixed; boundary="in"'], body: inner }, plain('3')])
    expect(parse(outer).messages[0]?.parts.map(p => p.source.text)).toEqual(['1', '2', '3'])
  })

  it('decodes base64 and quoted-printable', () => {
    const { messages } = parse(
      mime([
        plain('w6l0\nw6k=', 'Content-Transfer-Encoding: BASE64'),
        plain('=C3=A9t=\n=E9 a=b', 'Content-Transfer-Encoding: quoted-printable'),
      ]),
    )
    expect(messages[0]?.parts.map(p => p.source.text)).toEqual(['été', 'été a=b'])
  })

  it('reads a part that only claims to be base64, and says so', () => {
    const [message] = parse(mime([plain('<a/>', 'Content-Transfer-Encoding: base64')])).messages
    expect(message?.parts[0]?.source.text).toBe('<a/>')
    expect(message?.problems.map(p => p.code)).toEqual(['malformed'])
  })

  it('reads what is left of a dump cut short', () => {
    const [message] = parse(mime([plain('a'), plain('b')], { close: false })).messages
    expect(message?.parts.map(p => p.source.text)).toEqual(['a', 'b\n'])
    expect(message?.truncated).toBe(true)
    expect(message?.problems.map(p => p.code)).toEqual(['malformed'])
  })

  it('finds several messages, even of one boundary, and what stands between', () => {
    const one = mime([plain('a')]).toString()
    const dump = parse(`INFO start\n${one}\nINFO\n${one}\n`)
    expect(dump.messages).toHaveLength(2)
    expect(dump.gaps.length).toBeGreaterThan(0)
  })

  it('stops at the limits', () => {
    const many = parse(mime([plain('a'), plain('b'), plain('c')]), { ...DEFAULT_LIMITS, parts: 2 })
    expect(many.messages[0]?.parts).toHaveLength(2)
    expect(many.messages[0]?.problems.map(p => p.limit)).toContain('parts')
    let nested = ''
    for (let i = 0; i < 50; i++) nested += `--b${i}\nContent-Type: multipart/mixed; boundary=b${i + 1}\n\n`
    expect(parse(nested).messages[0]?.problems.map(p => p.limit)).toContain('depth')
  })

  it('says that an empty boundary leads nowhere', () => {
    expect(parse('Content-Type: multipart/related; boundary=""\r\n\r\n--\r\n--').problems).toHaveLength(1)
  })

  it('never throws, and parts without encoding are slices of the dump', () => {
    const seed = mime([plain('é1'), plain('2', 'Content-ID: <a>')], { eol: '\r\n' })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(seed.length), fc.uint8Array({ maxLength: 4 })), { maxLength: 8 }), edits => {
        let bytes: Buffer = seed
        for (const [at, insert] of edits)
          bytes = Buffer.concat([
            bytes.subarray(0, at),
            Buffer.from(insert),
            bytes.subarray(at + ((insert[0] ?? 0) % 3)),
          ])
        const source = sourceOf(bytes)
        for (const message of parseMime(source, DEFAULT_LIMITS).messages)
          for (const part of message.parts) {
            const offset = part.source.outer?.byteOffset
            if (offset === undefined) continue
            expect(
              Buffer.from(part.source.bytes).equals(bytes.subarray(offset, offset + part.source.bytes.length)),
            ).toBe(true)
            for (const { value } of part.headers) {
              const { offset, length } = value.at
              expect(source.text.slice(offset, offset + length).replace(/\r?\n[ \t]+/g, ' ')).toBe(value.value)
            }
          }
      }),
    )
  })
})

describe('parameterOf', () => {
  it('reads quoted and bare parameters, in any case', () => {
    expect(parameterOf('a/b; Start="<x;y>"; charset=utf-8', 'start')).toBe('<x;y>')
    expect(parameterOf('a/b; Start="<x>"; charset=utf-8', 'charset')).toBe('utf-8')
    expect(parameterOf('a/b; start-info=z', 'start')).toBeUndefined()
  })
})
