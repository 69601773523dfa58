import fc from 'fast-check'
import { XmlDocument as Libxml2, type XmlElement as LibxmlElement, XmlC14NMode } from 'libxml2-wasm'
import { describe, expect, it } from 'vitest'
import { CanonicalizationError, canonicalizationOf, canonicalize } from '../../src/artifacts/c14n.ts'
import { Source } from '../../src/sources/source.ts'
import { parseXml, type XmlDocument } from '../../src/sources/xml.ts'

const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const METHODS = [INCLUSIVE, `${INCLUSIVE}#WithComments`, EXCLUSIVE, `${EXCLUSIVE}WithComments`] as const

const parse = (xml: string): XmlDocument => parseXml(new Source({ uri: 'test.xml', bytes: Buffer.from(xml) }))

/** The canonical forms of a document and of every element of it: ours, and those of libxml2. */
function bothForms(xml: string, algorithm: string, prefixList: string): [ours: string[], theirs: string[]] {
  const method = canonicalizationOf(algorithm, prefixList)
  if (!method) throw new Error(algorithm)
  const document = parse(xml)
  const elements = [document.root, ...document.root.descendants()]
  const ours = [document, ...elements].map(part => canonicalize(part, method))
  const oracle = Libxml2.fromString(xml)
  try {
    const options = {
      mode: method.exclusive ? XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 : XmlC14NMode.XML_C14N_1_0,
      withComments: method.comments,
      ...(prefixList === '' ? {} : { inclusiveNamespacePrefixes: prefixList.split(' ') }),
    }
    const parts = [oracle, ...(oracle.find('//*') as LibxmlElement[])]
    return [ours, parts.map(part => part.canonicalizeToString(options))]
  } finally {
    oracle.dispose()
  }
}

const name = fc.constantFrom('a', 'b', 'p:a', 'q:b', 'r:c')
// No `&` here: libxml2 writes it unescaped in a declaration, against Canonical XML §2.3.
const uri = fc.constantFrom('urn:1', 'urn:2', 'urn:3')
const declaration = fc.oneof(
  fc.tuple(fc.constantFrom('xmlns:p', 'xmlns:q', 'xmlns:r'), uri),
  fc.tuple(fc.constant('xmlns'), fc.oneof(uri, fc.constant(''))),
)
const attribute = fc.tuple(
  fc.constantFrom('x', 'y', 'ID', 'p:x', 'q:x', 'q:y', 'r:z', 'xml:lang', 'xml:space'),
  fc.constantFrom('', '1', ' a  b ', '&quot;&lt;&gt;&amp;', '&#9;&#10;&#13;', 'a\tb\nc', "l'été", '😀'),
)
const misc = fc.constantFrom(
  'text',
  ' ',
  '\n',
  '\r\n',
  '&#13;',
  '&lt;&gt;&amp;"',
  '<![CDATA[<&>]]>',
  '<![CDATA[a]]><![CDATA[b]]>',
  '<!-- remark\r\n -->',
  '<?target  some data ?>',
  '<?empty?>',
  'é€😀',
)
const { tree } = fc.letrec<{ tree: string }>(tie => ({
  tree: fc
    .record({
      name,
      declarations: fc.uniqueArray(declaration, { maxLength: 3, selector: ([key]) => key }),
      attributes: fc.uniqueArray(attribute, { maxLength: 3, selector: ([key]) => key.replace(/^[pqr]:/, '') }),
      children: fc.array(fc.oneof({ depthSize: 'small' }, misc, tie('tree')), { maxLength: 4 }),
    })
    .map(({ name, declarations, attributes, children }) => {
      const inTag = [...declarations, ...attributes].map(([key, value]) => ` ${key}="${value}"`).join('')
      return `<${name}${inTag}>${children.join('')}</${name}>`
    }),
}))
const documentText = fc
  .tuple(fc.array(fc.constantFrom('<!--before-->', '<?before x?>', '\n'), { maxLength: 3 }), tree, misc)
  .map(([before, body, last]) => {
    const after = last.startsWith('<!--') || last.startsWith('<?') ? last : ''
    return `${before.join('')}<root xmlns:p="urn:p" xmlns:q="urn:q" xmlns:r="urn:r">${body}</root>${after}`
  })

describe('canonical form', () => {
  it.each(METHODS)('is that of libxml2 for any document and any part of it: %s', algorithm => {
    const lists = algorithm.startsWith(EXCLUSIVE) ? ['', 'p', '#default q', 'ds saml #default xsi'] : ['']
    fc.assert(
      fc.property(documentText, fc.constantFrom(...lists), (xml, prefixList) => {
        const [ours, theirs] = bothForms(xml, algorithm, prefixList)
        expect(ours).toEqual(theirs)
      }),
      { numRuns: 400 },
    )
  })

  it('sorts attributes by code point, as libxml2 does and UTF-16 does not', () => {
    const [ours, theirs] = bothForms('<a \uF900="1" \u{10000}="2" b="3"/>', INCLUSIVE, '')
    expect(ours).toEqual(theirs)
    expect(ours[0]).toBe('<a b="3" \uF900="1" \u{10000}="2"></a>')
  })

  it('reads back as the same values', () => {
    const method = canonicalizationOf(EXCLUSIVE)
    fc.assert(
      fc.property(documentText, xml => {
        const document = parse(xml)
        const again = parse(canonicalize(document, method as NonNullable<typeof method>))
        const values = (d: XmlDocument) =>
          [d.root, ...d.root.descendants()].map(e => [
            e.namespace,
            e.local,
            e.text,
            e.attributes
              .filter(a => !a.name.startsWith('xmlns'))
              .map(a => `{${a.namespace}}${a.local}=${a.value}`)
              .sort(),
          ])
        expect(values(again)).toEqual(values(document))
      }),
    )
  })

  it('escapes namespace names as attribute values', () => {
    const method = canonicalizationOf(EXCLUSIVE)
    if (!method) throw new Error('method')
    expect(canonicalize(parse('<a xmlns="urn:1&amp;2"/>'), method)).toBe('<a xmlns="urn:1&amp;2"></a>')
  })

  it('leaves one element out', () => {
    const document = parse('<a>x<b>y</b>z</a>')
    const method = canonicalizationOf(EXCLUSIVE)
    if (!method) throw new Error('method')
    expect(canonicalize(document, method, { without: document.root.elements[0] })).toBe('<a>xz</a>')
  })

  it('has no form where a namespace name is relative, rather than an empty one', () => {
    const method = canonicalizationOf(EXCLUSIVE)
    if (!method) throw new Error('method')
    const document = parse('<a><b xmlns:p="relative/name"/></a>')
    expect(() => canonicalize(document, method)).toThrow(CanonicalizationError)
  })

  it('stops where repeated declarations would fill the memory', () => {
    const method = canonicalizationOf(EXCLUSIVE)
    if (!method) throw new Error('method')
    const document = parse(`<a xmlns:p="urn:${'x'.repeat(10_000)}">${'<p:b/>'.repeat(10_000)}</a>`)
    expect(() => canonicalize(document, method, { most: 1_000_000 })).toThrow(/too large/)
  })

  it('knows no other method', () => {
    expect(canonicalizationOf('http://www.w3.org/2006/12/xml-c14n11')).toBeUndefined()
    expect(canonicalizationOf('')).toBeUndefined()
  })
})
