import { type CertificateSpec, issue } from './authority.ts'
import { type Digest, ENVELOPED, EXC_C14N, signatureElement } from './xml-signature.ts'
import { element, textElement } from './xml-writer.ts'

export const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion'
const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
const XS = 'http://www.w3.org/2001/XMLSchema'
const HL7 = 'urn:hl7-org:v3'

/** Names of the VIHF attributes. */
export const VIHF = {
  version: 'VIHF_Version',
  mode: 'Authentification_Mode',
  structure: 'Identifiant_Structure',
  sector: 'Secteur_Activite',
  subjectId: 'urn:oasis:names:tc:xspa:1.0:subject:subject-id',
  role: 'urn:oasis:names:tc:xacml:2.0:subject:role',
  resource: 'urn:oasis:names:tc:xacml:2.0:resource:resource-id',
  urn: 'Ressource_URN',
  purpose: 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse',
  softwareId: 'LPS_ID',
  software: 'LPS_Nom',
  softwareVersion: 'LPS_Version',
  approval: 'LPS_ID_HOMOLOGATION_DMP',
} as const

/** A coded value of an attribute: an HL7 `Role` or `PurposeOfUse` element of type CE. */
export interface Coded {
  readonly element: 'Role' | 'PurposeOfUse'
  readonly code: string
  readonly codeSystem: string
  readonly displayName: string
  readonly codeSystemName?: string
}

/** A text, a coded element, or XML written as it is. */
export type AttributeValue = string | Coded | { readonly xml: string }

export const PROFESSIONS = '1.2.250.1.71.1.2.7'
export const SPECIALTIES = '1.2.250.1.71.4.2.5'

export const role = (code: string, codeSystem: string, displayName: string): Coded => ({
  element: 'Role',
  code,
  codeSystem,
  displayName,
})
export const doctorRole = (): Coded => role('10', PROFESSIONS, 'Médecin')
export const purpose = (code: string, displayName = 'Accès normal'): Coded => ({
  element: 'PurposeOfUse',
  code,
  codeSystem: '1.2.250.1.213.1.1.4.248',
  displayName,
  codeSystemName: 'mode acces VIHF 2.0',
})

/** A certificate of the world by its name, or the certificate itself. */
export type SignerReference = string | CertificateSpec

interface Signing {
  digest: Digest
  /** PrefixList of InclusiveNamespaces in the exclusive canonicalisation; none by default. */
  inclusivePrefixes?: string
  wrongDigest?: boolean
  wrongValue?: boolean
  /** Transforms other than enveloped-signature and exclusive canonicalisation. */
  transforms?: readonly string[]
  /** Put after the statements, where the schema does not want it. */
  atEnd?: boolean
  /** More certificates in X509Data, by spec. */
  furtherCertificates?: readonly CertificateSpec[]
}

/**
 * A VIHF assertion. It is written in exclusive canonical form, so that its digest is that of its bytes; each method
 * changes one thing and returns the builder.
 */
export class TokenBuilder {
  private assertionId = '_5f0c3b7a-2b1d-4f6e-9a52-7d1e64a8c001'
  private issuedAt = '2026-11-20T09:34:58Z'
  private authenticatedAt = '2026-11-20T07:02:11Z'
  private issuerText: string | undefined
  private issuerFormat: string | undefined = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName'
  private subject = ''
  private contextClass: string | undefined = 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password'
  private contextDecl: string | undefined
  private conditionsXml = ''
  private readonly attributes = new Map<string, AttributeValue[]>()
  private signer: SignerReference | undefined = 'dmp-sign'
  private readonly signing: Signing = { digest: 'sha256' }
  private readonly before: ((xml: string) => string)[] = []
  private readonly after: ((xml: string) => string)[] = []

  constructor() {
    this.attribute(VIHF.version, '3.0')
      .attribute(VIHF.mode, 'INDIRECTE')
      .attribute(VIHF.structure, '')
      .attribute(VIHF.sector, '')
      .attribute(VIHF.subjectId, '')
      .attribute(VIHF.role, doctorRole(), role('SM44', SPECIALTIES, 'Radio-diagnostic (SM)'))
      .attribute(VIHF.resource, '')
      .attribute(VIHF.urn, 'urn:dmp')
      .attribute(VIHF.purpose, purpose('normal'))
      .attribute(VIHF.softwareId, '2.25.11897534.900')
      .attribute(VIHF.software, 'Imago RIS')
      .attribute(VIHF.softwareVersion, '7.2')
      .attribute(VIHF.approval, 'EXE-20260417-RIS72')
  }

  id(value: string): this {
    this.assertionId = value
    return this
  }
  /** IssueInstant. */
  issueInstant(value: string): this {
    this.issuedAt = value
    return this
  }
  /** AuthnInstant, the login of the user. */
  authnInstant(value: string): this {
    this.authenticatedAt = value
    return this
  }
  /** Text of Issuer; the subject of the signer by default. */
  issuer(text: string, format: string | undefined = this.issuerFormat): this {
    this.issuerText = text
    this.issuerFormat = format
    return this
  }
  nameId(value: string): this {
    this.subject = value
    return this
  }
  structure(id: string): this {
    return this.attribute(VIHF.structure, id)
  }
  /** `SA09`, completed with the code system; a value with `^` is written as it is. */
  sector(code: string): this {
    return this.attribute(VIHF.sector, code.includes('^') ? code : `${code}^1.2.250.1.71.4.2.4`)
  }
  mode(value: string): this {
    return this.attribute(VIHF.mode, value)
  }
  subjectId(names: string): this {
    return this.attribute(VIHF.subjectId, names)
  }
  /** CX of the patient. */
  patient(cx: string): this {
    return this.attribute(VIHF.resource, cx)
  }
  roles(...values: readonly AttributeValue[]): this {
    return this.attribute(VIHF.role, ...values)
  }
  contextClassRef(uri: string | undefined): this {
    this.contextClass = uri
    return this
  }
  /** AuthnContextDecl of the AIR mode. */
  authnContextDecl(value: string | undefined): this {
    this.contextDecl = value
    return this
  }
  /** A Conditions element; `audience` adds an AudienceRestriction. */
  conditions(limits: { notBefore?: string; notOnOrAfter?: string; audience?: string }): this {
    const restriction =
      limits.audience === undefined
        ? []
        : [element('saml2:AudienceRestriction', {}, textElement('saml2:Audience', limits.audience))]
    this.conditionsXml = element(
      'saml2:Conditions',
      { NotBefore: limits.notBefore, NotOnOrAfter: limits.notOnOrAfter },
      ...restriction,
    )
    return this
  }
  /** Sets an attribute, with one AttributeValue per value. */
  attribute(name: string, ...values: readonly AttributeValue[]): this {
    this.attributes.set(name, [...values])
    return this
  }
  without(name: string): this {
    this.attributes.delete(name)
    return this
  }
  /** Keeps the values of an attribute under another name, at the same place. */
  rename(from: string, to: string): this {
    const entries = [...this.attributes]
    this.attributes.clear()
    for (const [name, values] of entries) this.attributes.set(name === from ? to : name, values)
    return this
  }
  /** Edits the XML, after it is signed or (keeping it canonical) before. */
  raw(edit: (xml: string) => string, when: 'before-signing' | 'after-signing' = 'after-signing'): this {
    const edits = when === 'before-signing' ? this.before : this.after
    edits.push(edit)
    return this
  }
  signedWith(signer: SignerReference, options: Partial<Signing> = {}): this {
    this.signer = signer
    return this.signature(options)
  }
  /** Changes how the token is signed, not by whom. */
  signature(options: Partial<Signing>): this {
    Object.assign(this.signing, options)
    return this
  }
  unsigned(): this {
    this.signer = undefined
    return this
  }
  /** Changes a text of the signed token, so that its digest no longer holds. */
  tampered(from: string, to: string): this {
    return this.raw(xml => xml.replace(from, to))
  }

  /** The assertion. `resolve` finds the certificates that the token names. */
  build(resolve: (name: string) => CertificateSpec): string {
    const spec = typeof this.signer === 'string' ? resolve(this.signer) : this.signer
    const signer = spec && issue(spec)
    const issuer = textElement('saml2:Issuer', this.issuerText ?? signer?.subjectText ?? '', {
      Format: this.issuerFormat,
    })
    // A prefix list makes its prefixes inclusive: they are then declared on the assertion and nowhere below it.
    const listed = (this.signing.inclusivePrefixes ?? '').split(' ')
    const namespaces = {
      'xmlns:saml2': SAML,
      'xmlns:xs': listed.includes('xs') ? XS : undefined,
      'xmlns:xsi': listed.includes('xsi') ? XSI : undefined,
    }
    const head = `${element('saml2:Assertion', {
      ...namespaces,
      ID: this.assertionId,
      IssueInstant: this.issuedAt,
      Version: '2.0',
    }).replace('</saml2:Assertion>', '')}${issuer}`
    const unsigned = this.before.reduce(
      (xml, edit) => edit(xml),
      `${head}${this.statements(listed.includes('xsi'))}</saml2:Assertion>`,
    )
    const complete = signer ? this.sign(unsigned, signer) : unsigned
    return this.after.reduce((xml, edit) => edit(xml), complete)
  }

  private statements(xsiDeclared: boolean): string {
    const context = [
      ...(this.contextClass === undefined ? [] : [textElement('saml2:AuthnContextClassRef', this.contextClass)]),
      ...(this.contextDecl === undefined ? [] : [textElement('saml2:AuthnContextDecl', this.contextDecl)]),
    ]
    return [
      element('saml2:Subject', {}, textElement('saml2:NameID', this.subject)),
      this.conditionsXml,
      element(
        'saml2:AuthnStatement',
        { AuthnInstant: this.authenticatedAt },
        element('saml2:AuthnContext', {}, ...context),
      ),
      element(
        'saml2:AttributeStatement',
        {},
        ...[...this.attributes].map(([name, values]) =>
          element('saml2:Attribute', { Name: name }, ...values.map(value => attributeValue(value, xsiDeclared))),
        ),
      ),
    ].join('')
  }

  private sign(assertion: string, signer: ReturnType<typeof issue>): string {
    const { digest, inclusivePrefixes, wrongDigest, wrongValue, atEnd } = this.signing
    const signature = signatureElement({
      canonicalization: EXC_C14N,
      digest,
      signer,
      certificates: [signer.der, ...(this.signing.furtherCertificates ?? []).map(spec => issue(spec).der)],
      references: [
        {
          uri: `#${this.assertionId}`,
          transforms: this.signing.transforms ?? [ENVELOPED, EXC_C14N],
          ...(inclusivePrefixes === undefined ? {} : { inclusivePrefixes }),
          content: wrongDigest ? `${assertion} ` : assertion,
        },
      ],
      ...(wrongValue ? { signatureValue: Buffer.alloc(256, 7).toString('base64') } : {}),
    })
    return atEnd
      ? assertion.replace('</saml2:Assertion>', end => signature + end)
      : assertion.replace('</saml2:Issuer>', end => end + signature)
  }
}

function attributeValue(value: AttributeValue, xsiDeclared: boolean): string {
  if (typeof value === 'string') return textElement('saml2:AttributeValue', value)
  if ('xml' in value) return element('saml2:AttributeValue', {}, value.xml)
  const { element: name, code, codeSystem, codeSystemName, displayName } = value
  return element(
    'saml2:AttributeValue',
    {},
    element(name, {
      xmlns: HL7,
      'xmlns:xsi': xsiDeclared ? undefined : XSI,
      code,
      codeSystem,
      codeSystemName,
      displayName,
      'xsi:type': 'CE',
    }),
  )
}
