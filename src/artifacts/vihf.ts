import type { Located, Location } from '../engine/location.ts'
import type { Artifact, Secret } from '../engine/rule.ts'
import type { Source } from '../sources/source.ts'
import type { XmlElement } from '../sources/xml.ts'
import { DS, SAML, SOAP_11, SOAP_12, WSA, WSSE } from './namespaces.ts'
import { attributeOf, type Coded, codedOf, isDefined, textOf } from './values.ts'

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    vihf: Vihf
  }
}

export interface VihfAttribute {
  /** `Attribute/@Name`; an Attribute without one has the empty name, at its start tag. */
  readonly name: Located<string>
  readonly element: XmlElement
  readonly values: readonly { readonly element: XmlElement; readonly text: Located<string> }[]
}

/**
 * The VIHF: the SAML 2.0 assertion that says who calls the DMP. Texts are given as written, white space included.
 */
export interface Vihf extends Artifact {
  readonly kind: 'vihf'
  readonly source: Source
  /** The Assertion. */
  readonly element: XmlElement
  /** Assertion/@ID */
  readonly id: Located<string> | undefined
  readonly version: Located<string> | undefined
  readonly issueInstant: Located<string> | undefined
  readonly issuer: Located<string> | undefined
  readonly issuerFormat: Located<string> | undefined
  readonly authnInstant: Located<string> | undefined
  readonly contextClass: Located<string> | undefined
  readonly contextDecl: Located<string> | undefined
  readonly nameIds: readonly Located<string>[]
  /** First of {@link nameIds}. */
  readonly nameId: Located<string> | undefined
  readonly attributes: readonly VihfAttribute[]
  /** First Attribute of exactly that name. */
  attribute(name: string): VihfAttribute | undefined
  /** VIHF_Version */
  readonly vihfVersion: Located<string> | undefined
  /** Identifiant_Structure */
  readonly structure: Located<string> | undefined
  /** Secteur_Activite */
  readonly sector: Located<string> | undefined
  /** Authentification_Mode or Authentification_mode: official messages have both. */
  readonly mode: Located<string> | undefined
  readonly subjectId: Located<string> | undefined
  readonly resourceId: Located<string> | undefined
  readonly resourceUrn: Located<string> | undefined
  readonly lpsId: Located<string> | undefined
  readonly lpsName: Located<string> | undefined
  readonly lpsVersion: Located<string> | undefined
  /** LPS_ID_HOMOLOGATION_DMP */
  readonly approvalNumber: Located<string> | undefined
  /** One per AttributeValue of subject:role, in order. */
  readonly subjectRoles: readonly Coded[]
  readonly purpose: Coded | undefined
  /** ds:Signature children of the Assertion. */
  readonly signatures: readonly XmlElement[]
  /** The wsse:Security around the Assertion. */
  readonly security: XmlElement | undefined
  /** The file is the Assertion alone, a Security fragment, or a SOAP message. */
  readonly form: 'bare' | 'security' | 'soap'
  /** wsa:Action of the message. */
  readonly action: Located<string> | undefined
}

export const VIHF_NAMES = {
  version: 'VIHF_Version',
  structure: 'Identifiant_Structure',
  sector: 'Secteur_Activite',
  mode: 'Authentification_Mode',
  modeLower: 'Authentification_mode',
  subjectId: 'urn:oasis:names:tc:xspa:1.0:subject:subject-id',
  role: 'urn:oasis:names:tc:xacml:2.0:subject:role',
  resourceId: 'urn:oasis:names:tc:xacml:2.0:resource:resource-id',
  resourceUrn: 'Ressource_URN',
  purpose: 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse',
  confidentiality: 'urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code',
  lpsId: 'LPS_ID',
  lpsName: 'LPS_Nom',
  lpsVersion: 'LPS_Version',
  approvalNumber: 'LPS_ID_HOMOLOGATION_DMP',
} as const

/**
 * Names that only a VIHF has, folded, so that a token with misspelt names is still judged as a token. The XSPA and
 * XACML names are left out: assertions of other profiles (XUA) carry them too.
 */
const TELLING = new Set(
  [
    VIHF_NAMES.version,
    VIHF_NAMES.structure,
    VIHF_NAMES.sector,
    VIHF_NAMES.mode,
    VIHF_NAMES.resourceUrn,
    VIHF_NAMES.lpsName,
    VIHF_NAMES.lpsVersion,
    VIHF_NAMES.approvalNumber,
  ].map(folded),
)

function folded(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}

/** Reads an Assertion; `undefined` when it is not a VIHF (the INSi assertion has none of its attributes). */
export function readVihf(element: XmlElement): Vihf | undefined {
  const attributes = element
    .childrenNamed(SAML, 'AttributeStatement')
    .flatMap(statement => statement.childrenNamed(SAML, 'Attribute'))
    .map(readAttribute)
  if (!attributes.some(attribute => TELLING.has(folded(attribute.name.value)))) return undefined

  const attribute = (name: string) => attributes.find(a => a.name.value === name)
  const value = (name: string) => attribute(name)?.values[0]?.text
  const codes = (name: string) =>
    (attribute(name)?.values ?? []).map(({ element }) => codedOf(element.elements[0])).filter(isDefined)

  const issuer = element.child(SAML, 'Issuer')
  const authn = element.child(SAML, 'AuthnStatement')
  const context = authn?.child(SAML, 'AuthnContext')
  const nameIds = element
    .childrenNamed(SAML, 'Subject')
    .flatMap(subject => subject.childrenNamed(SAML, 'NameID'))
    .map(nameId => textOf(nameId))
  const resourceId = value(VIHF_NAMES.resourceId)
  const approvalNumber = value(VIHF_NAMES.approvalNumber)
  const security = ancestor(element, e => e.is(WSSE, 'Security'))
  const envelope = ancestor(element, isEnvelope)

  return {
    kind: 'vihf',
    at: element.at,
    source: element.document.source,
    secrets: secretsOf(resourceId, approvalNumber),
    element,
    id: attributeOf(element, 'ID'),
    version: attributeOf(element, 'Version'),
    issueInstant: attributeOf(element, 'IssueInstant'),
    issuer: textOf(issuer),
    issuerFormat: attributeOf(issuer, 'Format'),
    authnInstant: attributeOf(authn, 'AuthnInstant'),
    contextClass: textOf(context?.child(SAML, 'AuthnContextClassRef')),
    contextDecl: textOf(context?.child(SAML, 'AuthnContextDecl')),
    nameIds,
    nameId: nameIds[0],
    attributes,
    attribute,
    vihfVersion: value(VIHF_NAMES.version),
    structure: value(VIHF_NAMES.structure),
    sector: value(VIHF_NAMES.sector),
    mode: value(VIHF_NAMES.mode) ?? value(VIHF_NAMES.modeLower),
    subjectId: value(VIHF_NAMES.subjectId),
    resourceId,
    resourceUrn: value(VIHF_NAMES.resourceUrn),
    lpsId: value(VIHF_NAMES.lpsId),
    lpsName: value(VIHF_NAMES.lpsName),
    lpsVersion: value(VIHF_NAMES.lpsVersion),
    approvalNumber,
    subjectRoles: codes(VIHF_NAMES.role),
    purpose: codes(VIHF_NAMES.purpose)[0],
    signatures: element.childrenNamed(DS, 'Signature'),
    security,
    form: envelope ? 'soap' : security ? 'security' : 'bare',
    action: actionOf(envelope),
  }
}

function readAttribute(element: XmlElement): VihfAttribute {
  return {
    name: attributeOf(element, 'Name') ?? { value: '', at: element.at },
    element,
    values: element
      .childrenNamed(SAML, 'AttributeValue')
      .map(value => ({ element: value, text: { value: value.text, at: valueAt(value) } })),
  }
}

/** A value that holds a Role or a PurposeOfUse has no text: the element inside is what a reader looks for. */
function valueAt(value: XmlElement): Location {
  return value.elements[0]?.at ?? value.textAt
}

export const isEnvelope = (element: XmlElement): boolean =>
  element.is(SOAP_12, 'Envelope') || element.is(SOAP_11, 'Envelope')

/** wsa:Action of a SOAP envelope. */
export function actionOf(envelope: XmlElement | undefined): Located<string> | undefined {
  const header = envelope?.elements.find(e => e.local === 'Header' && e.namespace === envelope.namespace)
  return textOf(header?.child(WSA, 'Action'))
}

function ancestor(element: XmlElement, test: (element: XmlElement) => boolean): XmlElement | undefined {
  for (let here = element.parent; here; here = here.parent) if (test(here)) return here
  return undefined
}

function secretsOf(resourceId: Located<string> | undefined, approvalNumber: Located<string> | undefined): Secret[] {
  const secrets: Secret[] = []
  const matricule = resourceId?.value.split('^')[0]?.trim()
  if (matricule) secrets.push({ kind: 'ins', value: matricule })
  const approval = approvalNumber?.value.trim()
  if (approval) secrets.push({ kind: 'approval-number', value: approval })
  return secrets
}
