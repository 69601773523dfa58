import { type CertificateSpec, type Environment, issue } from './authority.ts'
import { ENVELOPED, signatureElement, signedProperties } from './xml-signature.ts'
import { element, textElement } from './xml-writer.ts'

const NAMESPACE = 'https://github.com/ansforge/DRIM-M_DATA'
const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const XADES = 'http://uri.etsi.org/01903/v1.3.2#'

/** One DRIMbox of the list. */
export interface WhitelistDomain {
  id: string
  /** Host that serves the images (WADO-RS), and the viewer. */
  db: string
  vi: string
  name: string
  /** RFC 2253. */
  operator: string
  contact: string
  updated: string
}

/** The signed DRIM-M white list. Its signer is the certificate of the ANS, issued by the synthetic authority. */
export class WhitelistBuilder {
  readonly domains: WhitelistDomain[] = []
  signer: CertificateSpec | undefined
  /** ISO with offset. */
  signingTime = '2026-11-23T04:00:00+01:00'
  private readonly edits: ((xml: string) => string)[] = []

  constructor(environment: Environment = 'production') {
    this.signer = {
      profile: 'org-sign',
      environment,
      cn: 'Liste Blanche DRIM-M',
      structure: '318751275100020',
      organisation: 'AGENCE DU NUMERIQUE EN SANTE',
      department: 'Paris (75)',
      key: 19,
    }
  }

  /** Adds the domain of a SERV SSL certificate. */
  enrol(certificate: CertificateSpec, change: Partial<WhitelistDomain> = {}): this {
    const db = certificate.cn ?? ''
    this.domains.push({
      id: String(this.domains.length + 101),
      db,
      vi: db.replace(/^db/, 'vi'),
      name: certificate.organisation ?? '',
      operator: issue(certificate).subjectText,
      contact: 'support@imago-sante.fr',
      updated: '2026-10-01',
      ...change,
    })
    return this
  }
  unsigned(): this {
    this.signer = undefined
    return this
  }
  /** Edits the XML after it is signed. */
  raw(edit: (xml: string) => string): this {
    this.edits.push(edit)
    return this
  }

  build(): string {
    const domains = this.domains.map(domain =>
      element(
        'Domaine',
        {},
        textElement('Identifiant', domain.id),
        textElement('db', domain.db),
        textElement('vi', domain.vi),
        textElement('Denomination', domain.name),
        textElement('DNCertificatOperateur', domain.operator),
        textElement('SupportContact', domain.contact),
        textElement('DateMAJ', domain.updated),
      ),
    )
    const list = element('ListeDomaines', {}, ...domains)
    const root = (...children: readonly string[]): string =>
      element('ListeBlancheDRIM-M', { xmlns: NAMESPACE, versionFormat: '1.0.0' }, ...children)
    const signature = this.signer ? [this.sign(root(list), this.signer)] : []
    return this.edits.reduce((xml, edit) => edit(xml), root(list, ...signature))
  }

  private sign(document: string, spec: CertificateSpec): string {
    const signer = issue(spec)
    const id = 'signature-liste'
    const properties = signedProperties({ xades: XADES, signatureId: id, signer, signingTime: this.signingTime })
    return signatureElement({
      id,
      canonicalization: C14N,
      signer,
      references: [
        { uri: '', transforms: [ENVELOPED, C14N], content: document },
        { uri: '#S0-SignedProperties', type: `${XADES}SignedProperties`, content: properties.canonical },
      ],
      objects: [properties.object],
    })
  }
}
