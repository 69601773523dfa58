import { Source } from '../../src/sources/source.ts'

/** Small synthetic messages, and the ways in which captures wrap them. */

export const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope'
export const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/'

export const INS = '277076322082910'
export const CX = `${INS}^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH`

export const sourceOf = (content: string | Uint8Array, uri = 'dump.txt'): Source =>
  new Source({ uri, bytes: typeof content === 'string' ? Buffer.from(content) : content })

export function token(id = '_1', extra = ''): string {
  const attribute = (name: string, value: string) =>
    `<a:Attribute Name="${name}"><a:AttributeValue>${value}</a:AttributeValue></a:Attribute>`
  return `<a:Assertion xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion" ID="${id}" Version="2.0" IssueInstant="2026-01-05T08:00:00Z"><a:Issuer Format="urn:f">CN=X</a:Issuer>${extra}<a:Subject><a:NameID> 801234567897 </a:NameID></a:Subject><a:AuthnStatement AuthnInstant="2026-01-05T07:59:00Z"><a:AuthnContext><a:AuthnContextClassRef>urn:c</a:AuthnContextClassRef></a:AuthnContext></a:AuthnStatement><a:AttributeStatement>${attribute('VIHF_Version', '3.0')}${attribute('Authentification_mode', 'INDIRECTE')}${attribute('Identifiant_Structure', '333800123450001')}${attribute('LPS_ID_HOMOLOGATION_DMP', 'ABC-1234-x')}${attribute('urn:oasis:names:tc:xacml:2.0:resource:resource-id', CX)}<a:Attribute Name="urn:oasis:names:tc:xacml:2.0:subject:role"><a:AttributeValue><Role xmlns="urn:hl7-org:v3" code="10" codeSystem="1.2.250.1.71.1.2.7" displayName="Médecin"/></a:AttributeValue><a:AttributeValue><Role xmlns="urn:hl7-org:v3" code="SM44" codeSystem="1.2.250.1.71.4.2.5"/></a:AttributeValue></a:Attribute></a:AttributeStatement></a:Assertion>`
}

export const security = (inner = token()): string =>
  `<w:Security xmlns:w="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">${inner}</w:Security>`

export function envelope(body: string, options: { soap?: string; header?: string; action?: string } = {}): string {
  const action = options.action ?? 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b'
  return `<s:Envelope xmlns:s="${options.soap ?? SOAP_12}"><s:Header><Action xmlns="http://www.w3.org/2005/08/addressing">${action}</Action>${options.header ?? security()}</s:Header><s:Body>${body}</s:Body></s:Envelope>`
}

const slot = (name: string, ...values: string[]): string =>
  `<r:Slot name="${name}"><r:ValueList>${values.map(v => `<r:Value>${v}</r:Value>`).join('')}</r:ValueList></r:Slot>`

const code = (scheme: string, value: string, system: string, owner: string): string =>
  `<r:Classification classificationScheme="${scheme}" classifiedObject="${owner}" nodeRepresentation="${value}">${slot('codingScheme', system)}<r:Name><r:LocalizedString value="Label"/></r:Name></r:Classification>`

export function entry(id: string, type = '18748-4', uri?: string): string {
  return `<r:ExtrinsicObject id="${id}" mimeType="text/xml" objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1">${slot('creationTime', '20260105080000')}${slot('sourcePatientId', '0456^^^&amp;1.2.250.9&amp;ISO^PI')}${slot('sourcePatientInfo', 'PID-5|DURAND^Anne^^^^^L', 'PID-7|19770701', 'PID-11|8 rue des Lilas^^Lyon^^69003')}${uri === undefined ? '' : slot('URI', uri)}<r:Name><r:LocalizedString value="Title ${id}"/></r:Name>${code('urn:uuid:f0306f51-975f-434e-a61c-c59651d33983', type, '2.16.840.1.113883.6.1', id)}${code('urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f', 'N', '2.16.840.1.113883.5.25', id)}<r:Classification classificationScheme="urn:uuid:93606BCF-9494-43ec-9b4e-a7748d1a838d">${slot('authorPerson', '801234567897^ROUX^Jean^^^^^^&amp;1.2.250.1.71.4.2.1&amp;ISO^D^^^IDNPS')}</r:Classification><r:ExternalIdentifier identificationScheme="urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427" registryObject="${id}" value="${CX}"/><r:ExternalIdentifier identificationScheme="urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab" value="1.2.250.5.${id.length}"/></r:ExtrinsicObject>`
}

export const signatureEntry = (id: string): string =>
  entry(id, 'E1762').replace(
    '</r:ExtrinsicObject>',
    `${code('urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a', 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1', 'URN', id)}</r:ExtrinsicObject>`,
  )

/** The classification of the set stands beside it in the list, as many stacks write it. */
export function objects(entries: string): string {
  return `<r:RegistryObjectList xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><r:RegistryPackage id="Set">${slot('submissionTime', '20260105080000')}<r:ExternalIdentifier identificationScheme="urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8" value="1.2.250.4"/></r:RegistryPackage><r:RegistryPackage id="Folder"><r:Classification classificationNode="urn:uuid:d9d542f3-6cc4-48b6-8870-ea235fbc94c2"/></r:RegistryPackage><r:Classification classifiedObject="Set" classificationNode="urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd"/>${entries}<r:Association id="as1" associationType="urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember" sourceObject="Set" targetObject="Doc">${slot('SubmissionSetStatus', 'Original')}</r:Association></r:RegistryObjectList>`
}

export const submit = (entries: string): string =>
  `<l:SubmitObjectsRequest xmlns:l="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0">${objects(entries)}</l:SubmitObjectsRequest>`

export const include = (id: string, href: string): string =>
  `<x:Document id="${id}"><i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href="${href}"/></x:Document>`

export const provide = (entries: string, documents: string): string =>
  `<x:ProvideAndRegisterDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007">${submit(entries)}${documents}</x:ProvideAndRegisterDocumentSetRequest>`

export const cda = (title = 'CR d’imagerie'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:p="urn:dicom-org:ps3-20">\n<templateId root="1.2.250.1.213.1.1.1.45"/><id root="1.2.250.77"/><code code="18748-4" codeSystem="2.16.840.1.113883.6.1"/>\n<title>${title}</title><effectiveTime value="20260105090000+0100"/>
<recordTarget><patientRole><id root="1.2.250.1.213.1.4.10" extension="${INS}"/><addr><houseNumber>8</houseNumber><streetName>rue des Lilas</streetName></addr><telecom value="tel:0400000000"/><patient><name><family>DURAND</family><given>Anne</given></name><birthTime value="19770701"/></patient></patientRole></recordTarget>
<author><time value="20260105"/><assignedAuthor><id root="1.2.250.1.71.4.2.1" extension="801234567897"/><assignedPerson><name><family>ROUX</family><given>Jean</given></name></assignedPerson><representedOrganization><id root="1.2.250.1.71.4.2.2" extension="333800123450001"/><name>Imagerie</name></representedOrganization></assignedAuthor></author>
<author><assignedAuthor><assignedAuthoringDevice/></assignedAuthor></author>
<informant><relatedEntity><relatedPerson><name><family>PETIT</family></name></relatedPerson></relatedEntity></informant>
<legalAuthenticator><time value="20260105"/><signatureCode code="S"/><assignedEntity><id root="1.2.250.1.71.4.2.1" extension="801234567897"/></assignedEntity></legalAuthenticator>
<inFulfillmentOf><order><id root="1.2.250.8" extension="O1"/><p:accessionNumber root="1.2.250.9" extension="A1"/></order></inFulfillmentOf>
<documentationOf><serviceEvent><id root="1.2.250.10"/><code code="24802-1"><translation code="MR"><qualifier><name code="121139"/></qualifier></translation></code><effectiveTime><low value="20260105080000+0100"/></effectiveTime></serviceEvent></documentationOf>
<relatedDocument typeCode="RPLC"><parentDocument><id root="1.2.250.76"/></parentDocument></relatedDocument>
<componentOf><encompassingEncounter><location><healthCareFacility><code code="SA09"/></healthCareFacility></location></encompassingEncounter></componentOf>
<component><nonXMLBody><text mediaType="application/pdf">JVBE</text></nonXMLBody></component>
</ClinicalDocument>`

export const xades = (): string =>
  `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="S"><SignedInfo><CanonicalizationMethod Algorithm="urn:c14n"/><SignatureMethod Algorithm="urn:rsa"/><Reference URI="#IHEManifest"><Transforms><Transform Algorithm="urn:t"><i:InclusiveNamespaces xmlns:i="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="ds saml"/></Transform></Transforms><DigestMethod Algorithm="urn:sha1"/><DigestValue>AA==</DigestValue></Reference></SignedInfo><SignatureValue>AAEC</SignatureValue><KeyInfo><X509Data><X509Certificate>\nMAAB\n</X509Certificate></X509Data></KeyInfo><Object><Manifest Id="IHEManifest"><Reference URI="urn:oid:1.2.250.4"/></Manifest><SignatureProperties xmlns=""><SignatureProperty Id="purposeOfSignature">1.2.840.10065.1.12.1.14</SignatureProperty></SignatureProperties><q:QualifyingProperties xmlns:q="http://uri.etsi.org/01903/v1.1.1#"><q:SigningTime>2026-01-05T09:00:00+01:00</q:SigningTime><q:Cert><DigestMethod Algorithm="urn:sha1"/><DigestValue>BB==</DigestValue><X509SerialNumber>12</X509SerialNumber></q:Cert></q:QualifyingProperties></Object></Signature>`

export interface TestPart {
  readonly headers: readonly string[]
  readonly body: string | Uint8Array
}

export function mime(
  parts: readonly TestPart[],
  options: { eol?: string; boundary?: string; http?: readonly string[]; close?: boolean } = {},
): Buffer {
  const eol = options.eol ?? '\n'
  const boundary = options.boundary ?? '----=_Part_7'
  const pieces: (string | Uint8Array)[] = []
  if (options.http) pieces.push([...options.http, '', ''].join(eol))
  for (const part of parts) pieces.push([`--${boundary}`, ...part.headers, '', ''].join(eol), part.body, eol)
  if (options.close !== false) pieces.push(`--${boundary}--`)
  return Buffer.concat(pieces.map(piece => Buffer.from(piece)))
}

export const rootPart = (body: string): TestPart => ({
  headers: [
    'Content-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"; action="urn:a"',
    'Content-Transfer-Encoding: 8bit',
    'Content-ID: <root@x>',
  ],
  body,
})

/** A KOS stands in as the first bytes of a DICOM file. */
export const DICOM = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM\x02\0')])

/** A complete ITI-41 with a report, a KOS and a signature. */
export function feed(options: { eol?: string; http?: readonly string[]; order?: readonly number[] } = {}): Buffer {
  const body = provide(
    entry('Doc') + entry('Kos', 'IMG-KOS') + signatureEntry('Sig'),
    include('Doc', 'cid:doc%40x') + include('Kos', 'cid:&lt;kos@x&gt;') + include('Sig', 'cid:sig@x'),
  )
  const parts = [
    rootPart(envelope(body)),
    { headers: ['Content-Type: text/xml; charset=Cp1252', 'Content-ID: <doc@x>'], body: cda() },
    {
      headers: ['Content-Type: application/dicom', 'content-transfer-encoding: BASE64', 'Content-ID: <kos@x>'],
      body: DICOM.toString('base64'),
    },
    { headers: ['Content-Type: text/xml', 'Content-ID: <sig@x>'], body: xades() },
  ]
  return mime(
    (options.order ?? [0, 1, 2, 3]).map(i => parts[i] as TestPart),
    options,
  )
}
