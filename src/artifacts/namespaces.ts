/** Namespaces of the messages. Elements are matched by these and never by prefix: one prefix means different things in different dumps. */

export const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion'
export const SAMLP = 'urn:oasis:names:tc:SAML:2.0:protocol'
export const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'
export const DS = 'http://www.w3.org/2000/09/xmldsig#'
export const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/'
export const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope'
export const WSA = 'http://www.w3.org/2005/08/addressing'
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
export const XOP = 'http://www.w3.org/2004/08/xop/include'
export const XDSB = 'urn:ihe:iti:xds-b:2007'
export const RIM = 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0'
export const RS = 'urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0'
export const LCM = 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0'
export const QUERY = 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0'
/** HL7 v3: the CDA, and the Role and PurposeOfUse of a VIHF. */
export const HL7 = 'urn:hl7-org:v3'
/** DICOM part 20 elements of a CDA header. */
export const PS3_20 = 'urn:dicom-org:ps3-20'
export const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'
