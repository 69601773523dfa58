import { createHash, verify, X509Certificate } from 'node:crypto'
import type { C14NOptions, XmlElement } from 'libxml2-wasm'

/** Verifies an XML signature with libxml2's canonicalisation, apart from the code that the product verifies with. */

const lib = await import('libxml2-wasm')
const NAMESPACES = { ds: 'http://www.w3.org/2000/09/xmldsig#', ec: 'http://www.w3.org/2001/10/xml-exc-c14n#' }
const HASHES: Record<string, string> = {
  'http://www.w3.org/2000/09/xmldsig#sha1': 'sha1',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1': 'sha1',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'sha256',
}

function optionsOf(algorithm: string | undefined, prefixes: string): C14NOptions {
  return {
    mode: algorithm?.startsWith('http://www.w3.org/2001/10/xml-exc-c14n#')
      ? lib.XmlC14NMode.XML_C14N_EXCLUSIVE_1_0
      : lib.XmlC14NMode.XML_C14N_1_0,
    withComments: algorithm?.endsWith('WithComments') ?? false,
    ...(prefixes ? { inclusiveNamespacePrefixes: prefixes.split(' ') } : {}),
  }
}

/** @returns whether each same-document Reference of SignedInfo holds, by URI, and whether the value does (`value`) */
export function verifyXml(xml: string): Record<string, boolean> {
  const document = lib.XmlDocument.fromString(xml)
  try {
    const find = (path: string): XmlElement => document.get(path, NAMESPACES) as XmlElement
    const result: Record<string, boolean> = {}
    const canonical = (node: XmlElement, options: C14NOptions): string => node.canonicalizeToString(options)
    const info = find('//ds:Signature/ds:SignedInfo')
    const method = find('//ds:SignedInfo/ds:SignatureMethod/@Algorithm').content
    const certificate = new X509Certificate(Buffer.from(find('//ds:X509Data/ds:X509Certificate[1]').content, 'base64'))
    const signed = canonical(info, optionsOf(find('//ds:SignedInfo/ds:CanonicalizationMethod/@Algorithm').content, ''))
    const value = Buffer.from(find('//ds:SignatureValue').content, 'base64')
    result.value = verify(HASHES[method], Buffer.from(signed), certificate.publicKey, value)
    const references = info.find('ds:Reference', NAMESPACES) as XmlElement[]
    const digests = references.map(reference => {
      const transforms = reference.find('ds:Transforms/ds:Transform/@Algorithm', NAMESPACES).map(node => node.content)
      const prefixes = reference.get('.//ec:InclusiveNamespaces/@PrefixList', NAMESPACES)?.content ?? ''
      return {
        uri: reference.get('@URI')?.content ?? '',
        enveloped: transforms.some(algorithm => algorithm.endsWith('#enveloped-signature')),
        options: optionsOf(
          transforms.findLast(algorithm => !algorithm.endsWith('#enveloped-signature')),
          prefixes,
        ),
        hash: HASHES[(reference.get('ds:DigestMethod/@Algorithm', NAMESPACES) as XmlElement).content]!,
        expected: (reference.get('ds:DigestValue', NAMESPACES) as XmlElement).content,
      }
    })
    // The enveloped ones come last: they take the signature away.
    for (const one of digests.sort((a, b) => Number(a.enveloped) - Number(b.enveloped))) {
      const target =
        one.uri === '' ? document.root : find(`//*[@ID="${one.uri.slice(1)}" or @Id="${one.uri.slice(1)}"]`)
      if (one.enveloped) find('//ds:Signature').remove()
      const digest = createHash(one.hash).update(canonical(target, one.options)).digest('base64')
      result[one.uri] = digest === one.expected
    }
    return result
  } finally {
    document.dispose()
  }
}

/** Canonical XML 1.0 with comments of a document. */
export function canonicalDocument(xml: string): string {
  const document = lib.XmlDocument.fromString(xml)
  try {
    return document.canonicalizeToString({ withComments: true })
  } finally {
    document.dispose()
  }
}
