import { type Located, located } from '../engine/location.ts'
import type { Artifact } from '../engine/rule.ts'
import type { Source } from '../sources/source.ts'
import type { XmlElement } from '../sources/xml.ts'
import type { Certificate } from './certificate.ts'
import { DS, EXC_C14N } from './namespaces.ts'
import type { DocumentEntry } from './submission.ts'
import { attributeOf, textOf } from './values.ts'
import type { Verification } from './verify.ts'
import type { Vihf } from './vihf.ts'

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    signature: Signature
  }
}

export interface SignatureTransform {
  readonly element: XmlElement
  /** `@Algorithm`; empty at the start tag when there is none. */
  readonly algorithm: Located<string>
  /** InclusiveNamespaces/@PrefixList of exclusive canonicalization. */
  readonly prefixList: Located<string> | undefined
}

export interface SignatureReference {
  readonly element: XmlElement
  readonly id: Located<string> | undefined
  readonly uri: Located<string> | undefined
  readonly type: Located<string> | undefined
  readonly transforms: readonly SignatureTransform[]
  readonly digestMethod: Located<string> | undefined
  /** Base64, as written. */
  readonly digestValue: Located<string> | undefined
}

/** A Cert of the XAdES SigningCertificate. */
export interface SigningCertificate {
  readonly element: XmlElement
  readonly digestMethod: Located<string> | undefined
  /** Base64, as written. */
  readonly digestValue: Located<string> | undefined
  readonly issuerName: Located<string> | undefined
  /** Decimal. */
  readonly serialNumber: Located<string> | undefined
}

/** An XML signature as written; only {@link verification} says what of it verifies. */
export interface Signature extends Artifact {
  readonly kind: 'signature'
  /**
   * `token`: child of a SAML assertion. `submission`: the XAdES signature document of a submission. `whitelist`: inside
   * any other document, as in the DRIM-M white list.
   */
  readonly roles: readonly ['token'] | readonly ['submission'] | readonly ['whitelist']
  readonly source: Source
  /** ds:Signature */
  readonly element: XmlElement
  readonly id: Located<string> | undefined
  /** More than one is an attack. */
  readonly signedInfos: readonly XmlElement[]
  readonly canonicalization: Located<string> | undefined
  readonly method: Located<string> | undefined
  /** Of all {@link signedInfos}. */
  readonly references: readonly SignatureReference[]
  /** Base64, as written. */
  readonly signatureValue: Located<string> | undefined
  /** DER of each X509Certificate, in order. */
  readonly certificates: readonly Located<Uint8Array>[]
  /** References of the ds:Manifest: in a submission, one `urn:oid:<uniqueId>` per document. */
  readonly manifest: readonly SignatureReference[]
  /** Text of the SignatureProperty whose Id is purposeOfSignature. */
  readonly purpose: Located<string> | undefined
  /** XAdES, any version. xs:dateTime */
  readonly signingTime: Located<string> | undefined
  readonly signingCertificates: readonly SigningCertificate[]
  /** Element around the Signature; the Signature itself when it is the root. */
  readonly parent: XmlElement
  /** The token that the signature stands in. */
  readonly host: Vihf | undefined
  /** The signature entry of the submission that sends it; `undefined` for a file alone. */
  readonly entry: DocumentEntry | undefined
  /** Set once the whole message is read. */
  readonly verification?: Verification
  /** The embedded certificate that signed, or the leaf among those embedded. */
  readonly signer?: Certificate
}

/** Reads a `ds:Signature` element. XAdES and signature properties are found by local name: their namespaces vary. */
export function readSignature(element: XmlElement, context: { host?: Vihf; entry?: DocumentEntry } = {}): Signature {
  const signedInfos = element.childrenNamed(DS, 'SignedInfo')
  const objects = element.childrenNamed(DS, 'Object')
  const inObjects = objects.flatMap(object => object.descendants())
  const named = (local: string) => inObjects.filter(e => e.local === local)
  return {
    kind: 'signature',
    roles: context.host
      ? ['token']
      : context.entry || element.parent === undefined || isManifest(objects)
        ? ['submission']
        : ['whitelist'],
    at: element.at,
    source: element.document.source,
    element,
    id: attributeOf(element, 'Id'),
    signedInfos,
    canonicalization: attributeOf(signedInfos[0]?.child(DS, 'CanonicalizationMethod'), 'Algorithm'),
    method: attributeOf(signedInfos[0]?.child(DS, 'SignatureMethod'), 'Algorithm'),
    references: signedInfos.flatMap(info => info.childrenNamed(DS, 'Reference')).map(readReference),
    signatureValue: textOf(element.child(DS, 'SignatureValue')),
    certificates: element
      .childrenNamed(DS, 'KeyInfo')
      .flatMap(info => info.childrenNamed(DS, 'X509Data'))
      .flatMap(data => data.childrenNamed(DS, 'X509Certificate'))
      .map(e => located(Buffer.from(e.text, 'base64') as Uint8Array, e.textAt)),
    manifest: inObjects
      .filter(e => e.is(DS, 'Manifest'))
      .flatMap(manifest => manifest.childrenNamed(DS, 'Reference'))
      .map(readReference),
    purpose: textOf(
      named('SignatureProperty').find(e => e.attribute('Id')?.value.toLowerCase() === 'purposeofsignature'),
    ),
    signingTime: textOf(named('SigningTime')[0]),
    signingCertificates: named('Cert').map(readSigningCertificate),
    parent: element.parent ?? element,
    host: context.host,
    entry: context.entry,
  }
}

const isManifest = (objects: readonly XmlElement[]): boolean =>
  objects.some(object => object.child(DS, 'Manifest') !== undefined)

function readReference(element: XmlElement): SignatureReference {
  return {
    element,
    id: attributeOf(element, 'Id'),
    uri: attributeOf(element, 'URI'),
    type: attributeOf(element, 'Type'),
    transforms: element
      .childrenNamed(DS, 'Transforms')
      .flatMap(transforms => transforms.childrenNamed(DS, 'Transform'))
      .map(transform => ({
        element: transform,
        algorithm: attributeOf(transform, 'Algorithm') ?? { value: '', at: transform.at },
        prefixList: attributeOf(transform.child(EXC_C14N, 'InclusiveNamespaces'), 'PrefixList'),
      })),
    digestMethod: attributeOf(element.child(DS, 'DigestMethod'), 'Algorithm'),
    digestValue: textOf(element.child(DS, 'DigestValue')),
  }
}

function readSigningCertificate(element: XmlElement): SigningCertificate {
  const parts = element.descendants()
  const named = (local: string) => parts.find(e => e.local === local)
  return {
    element,
    digestMethod: attributeOf(named('DigestMethod'), 'Algorithm'),
    digestValue: textOf(named('DigestValue')),
    issuerName: textOf(named('X509IssuerName')),
    serialNumber: textOf(named('X509SerialNumber')),
  }
}
