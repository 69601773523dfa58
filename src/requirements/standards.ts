import type { Text } from '../engine/rule.ts'
import type { PublishedDocument } from './document.ts'

type Sections = NonNullable<PublishedDocument['sections']>

const standard = (
  publisher: string,
  id: string,
  name: string,
  en: string,
  fr: string,
  sections: Readonly<Record<string, readonly [en: string, fr: string]>> = {},
): PublishedDocument => ({
  id,
  status: 'standard',
  name,
  publisher,
  subject: { en, fr },
  sections: Object.fromEntries(
    Object.entries(sections).map(([section, [en, fr]]): [string, Text] => [section, { en, fr }]),
  ) satisfies Sections,
})

const rfc = (
  number: number,
  en: string,
  fr: string,
  sections?: Readonly<Record<string, readonly [en: string, fr: string]>>,
): PublishedDocument => standard('IETF', `RFC${number}`, `RFC ${number}`, en, fr, sections)

/** International standards, cited by section. */
export const STANDARD_DOCUMENTS: readonly PublishedDocument[] = [
  rfc(1034, 'Domain names: concepts.', 'Noms de domaine : concepts.', {
    '3.5': ['Form of a host name', "Forme d'un nom d'hôte"],
  }),
  rfc(2046, 'MIME: media types and multipart messages.', 'MIME : types de média et messages à plusieurs parties.'),
  rfc(
    3280,
    'X.509 certificate and CRL profile, the edition before RFC 5280.',
    "Profil des certificats X.509 et des CRL, l'édition avant la RFC 5280.",
    { '4.2.1.4': ['Period of use of the private key', "Période d'utilisation de la clé privée"] },
  ),
  rfc(4055, 'RSA algorithms in X.509 certificates.', 'Algorithmes RSA dans les certificats X.509.', {
    '5': ['PKCS#1 v1.5 signatures', 'Signatures PKCS#1 v1.5'],
  }),
  rfc(5246, 'TLS 1.2.', 'TLS 1.2.', {
    '7.4.2': ['Order of the certificates of a server', "Ordre des certificats d'un serveur"],
  }),
  rfc(
    5280,
    'X.509 certificate and CRL profile of the Internet.',
    "Profil des certificats X.509 et des CRL pour l'Internet.",
    {
      '4.1': ['Fields of a certificate', "Champs d'un certificat"],
      '4.1.1.2': ['Signature algorithm', 'Algorithme de signature'],
      '4.1.2.1': ['Version', 'Version'],
      '4.1.2.2': ['Serial number', 'Numéro de série'],
      '4.1.2.3': ['Signature algorithm, inside the signed part', 'Algorithme de signature, dans la partie signée'],
      '4.1.2.4': ['Issuer name', "Nom de l'émetteur"],
      '4.1.2.5': ['Validity', 'Validité'],
      '4.1.2.8': ['Unique identifiers', 'Identifiants uniques'],
      '4.2': ['Extensions', 'Extensions'],
      '4.2.1.1': ['Authority key identifier', "Identifiant de clé de l'autorité"],
      '4.2.1.2': ['Subject key identifier', 'Identifiant de clé du sujet'],
      '4.2.1.3': ['Key usage', 'Usage de la clé'],
      '4.2.1.4': ['Certificate policies', 'Politiques de certification'],
      '4.2.1.6': ['Alternative names of the subject', 'Autres noms du sujet'],
      '4.2.1.9': ['Basic constraints', 'Contraintes de base'],
      '4.2.1.10': ['Name constraints', 'Contraintes de noms'],
      '4.2.1.11': ['Policy constraints', 'Contraintes de politique'],
      '4.2.1.12': ['Extended key usage', 'Usage étendu de la clé'],
      '4.2.1.13': ['CRL distribution points', 'Points de distribution des CRL'],
      '4.2.1.14': ['Inhibit any policy', 'Interdiction de la politique quelconque'],
      '4.2.1.15': ['Freshest CRL', 'CRL la plus récente'],
      '4.2.2.1': ['Authority information access', "Accès aux informations de l'autorité"],
      '4.2.2.2': ['Subject information access', 'Accès aux informations du sujet'],
      '5.1.2.5': ['Next update of a CRL', "Prochaine mise à jour d'une CRL"],
      '6.1': ['Path validation', "Validation d'une chaîne"],
      '6.1.1': ['Path validation: inputs and trust anchor', "Validation d'une chaîne : entrées et ancre de confiance"],
      '6.1.3': ['Path validation: each certificate', "Validation d'une chaîne : chaque certificat"],
      '6.3': ['Validation by CRL', 'Validation par CRL'],
      'A.1': ['ASN.1 module and upper bounds', 'Module ASN.1 et longueurs maximales'],
    },
  ),
  rfc(6125, 'Names of services in certificates.', 'Noms de services dans les certificats.', {
    '6.4.4': ['Checking of common names', 'Contrôle du nom commun'],
  }),
  rfc(7292, 'PKCS#12 containers.', 'Conteneurs PKCS#12.', {
    '4.2': ['Bags of a container', "Contenus d'un conteneur"],
  }),
  rfc(8018, 'Password-based cryptography (PKCS#5).', 'Cryptographie par mot de passe (PKCS#5).'),
  rfc(8259, 'JSON.', 'JSON.'),
  rfc(9879, 'PBMAC1 in PKCS#12 containers.', 'PBMAC1 dans les conteneurs PKCS#12.'),
  standard(
    'OASIS',
    'SAML2-core',
    'SAML 2.0 core',
    'Assertions and protocols of SAML 2.0.',
    'Assertions et protocoles de SAML 2.0.',
    {
      '1.3.3': ['Time values', 'Valeurs de temps'],
      '1.3.4': ['Identifiers of assertions', "Identifiants d'assertions"],
      '2.3.3': ['The Assertion element', "L'élément Assertion"],
      '2.4.1': ['The Subject element', "L'élément Subject"],
      '5.4': ['Profile of XML signatures', 'Profil des signatures XML'],
      '5.4.2': ['What a signature refers to', 'Ce que référence une signature'],
    },
  ),
  standard(
    'OASIS',
    'EBRIM-SCHEMA',
    'ebXML Registry Information Model 3.0, rim.xsd',
    'Registry objects and the order of their children.',
    'Objets de registre et ordre de leurs éléments fils.',
  ),
  standard('W3C', 'XMLDSIG-CORE', 'XML Signature Syntax and Processing', 'XML signatures.', 'Signatures XML.', {
    '3.2': ['Validation of references and of the signature', 'Validation des références et de la signature'],
    '4.4.4': ['X.509 data of the signer', 'Données X.509 du signataire'],
    '5.1': ['The Manifest element', "L'élément Manifest"],
    '6.5.1': ['Canonicalisation', 'Canonicalisation'],
  }),
  standard(
    'W3C',
    'XMLDSIG-BESTPRACTICES',
    'XML Signature Best Practices',
    'Attacks on XML signatures and how to resist them.',
    'Attaques contre les signatures XML et moyens de leur résister.',
  ),
  standard('W3C', 'XML-1.0', 'Extensible Markup Language (XML) 1.0', 'XML.', 'XML.', {
    '2.1': ['Well-formed documents', 'Documents bien formés'],
    '2.8': ['Prolog and document type declaration', 'Prologue et déclaration de type de document'],
    '4.3.3': ['Character encoding', 'Codage des caractères'],
  }),
  standard('W3C', 'XML-NAMES-1.0', 'Namespaces in XML 1.0', 'Namespaces.', 'Espaces de noms.'),
  standard('W3C', 'XMLSCHEMA-2', 'XML Schema part 2', 'Data types.', 'Types de données.', {
    '3.3.8': ['Type ID', 'Type ID'],
  }),
  standard(
    'W3C',
    'XOP',
    'XML-binary Optimized Packaging',
    'Binary parts of an XML message.',
    "Parties binaires d'un message XML.",
    {
      '3': ['Processing of included parts', 'Traitement des parties incluses'],
    },
  ),
  standard('ETSI', 'ETSI-TS-101903', 'TS 101 903 (XAdES)', 'Advanced XML signatures.', 'Signatures XML avancées.'),
  standard(
    'ITU-T',
    'X.690',
    'X.690',
    'Encoding rules of ASN.1: BER, CER and DER.',
    "Règles de codage d'ASN.1 : BER, CER et DER.",
    {
      '11': ['Restrictions of DER', 'Restrictions de DER'],
    },
  ),
  standard('DICOM', 'DICOM-PS3.3', 'DICOM PS3.3', 'Information objects.', "Objets d'information.", {
    'A.35.4': ['Key Object Selection Document', 'Document Key Object Selection (KOS)'],
    'C.17.6.2': ['Key Object Document module', 'Module Key Object Document'],
  }),
  standard(
    'DICOM',
    'DICOM-PS3.5',
    'DICOM PS3.5',
    'Data structures and encoding.',
    'Structures et codage des données.',
    {
      '9.1': ['Form of a UID', "Forme d'un UID"],
    },
  ),
  standard(
    'HL7',
    'HL7V2-DATATYPES',
    'HL7 v2.5, data types',
    'Components and separators of XCN, XON, CX and the other types.',
    'Composants et séparateurs de XCN, XON, CX et des autres types.',
  ),
  standard(
    'ANSSI',
    'RGS-B1',
    'RGS 2.0, annexe B1',
    'Algorithms and key sizes that are still acceptable.',
    'Algorithmes et tailles de clé encore acceptables.',
  ),
  standard('PKWARE', 'APPNOTE', '.ZIP File Format Specification', 'Zip archives.', 'Archives zip.', {
    '4.4.17': ['Names of entries', 'Noms des entrées'],
  }),
  standard(
    'Unicode Consortium',
    'UNICODE',
    'The Unicode Standard',
    'Characters and encodings.',
    'Caractères et codages.',
    {
      '3.9': ['Encoding forms', 'Formes de codage'],
    },
  ),
  standard('yaml.org', 'YAML-1.2', 'YAML 1.2', 'YAML.', 'YAML.'),
]
