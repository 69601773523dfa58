import { ATTRIBUTE, type Name } from '../../src/artifacts/x509.ts'
import { defineRule, each } from '../../src/engine/rule.ts'

/** Upper bounds of RFC 5280 appendix A.1, in characters. */
const MOST: Readonly<Record<string, number>> = {
  [ATTRIBUTE.commonName]: 64,
  [ATTRIBUTE.organization]: 64,
  [ATTRIBUTE.organizationalUnit]: 64,
  [ATTRIBUTE.state]: 128,
  [ATTRIBUTE.locality]: 128,
}
/** Attributes whose value is a DirectoryString. */
const DIRECTORY_STRINGS: ReadonlySet<string> = new Set([
  ...Object.keys(MOST),
  ATTRIBUTE.surname,
  ATTRIBUTE.givenName,
  ATTRIBUTE.title,
])
const PRINTABLE = 0x13
const UTF8 = 0x0c
/** From then on RFC 3280 allows the two string types above only. */
const YEAR_2004 = Date.UTC(2004, 0)

export default defineRule({
  id: 'CERT-046',
  name: 'subject-strings-within-limits',
  level: 'error',
  priority: 3,
  requirements: ['RFC5280-4.1.2.4', 'RFC5280-A.1'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    country: {
      en: "C '{value}' is not a PrintableString of two letters.",
      fr: "C « {value} » n'est pas une PrintableString de deux lettres.",
    },
    long: {
      en: '{name} has {length} characters, more than {most}.',
      fr: '{name} a {length} caractères, plus de {most}.',
    },
    type: {
      en: '{name} is encoded neither as PrintableString nor as UTF8String.',
      fr: "{name} n'est encodé ni en PrintableString ni en UTF8String.",
    },
    empty: { en: '{name} is empty.', fr: '{name} est vide.' },
  },
  docs: {
    en: {
      title: 'The values of subject and issuer keep the limits and string types of RFC 5280.',
      why: 'RFC 5280 (section 4.1.2.4 and appendix A.1) bounds C, CN, O, OU, ST and L and keeps two string types. Longer or otherwise encoded names are cut or misread, so that names no longer compare equal.',
      fix: 'Order the certificate again with names within these limits; the platform writes the right string type.',
    },
    fr: {
      title: 'Les valeurs du sujet et de l’émetteur respectent les limites et les types de la RFC 5280.',
      why: 'La RFC 5280 (section 4.1.2.4 et annexe A.1) borne C, CN, O, OU, ST et L et garde deux types de chaînes. Des noms plus longs ou encodés autrement sont coupés ou mal lus, et ne se comparent plus égaux.',
      fix: 'Commander à nouveau le certificat avec des noms dans ces limites ; la plateforme écrit le bon type de chaîne.',
    },
  },
  *check({ certificate }) {
    const { subject, issuer, isCa, notBefore } = certificate
    yield* defects(subject, !(isCa && notBefore.value < YEAR_2004))
    // An issuer repeats the name of its own certificate, octet for octet, however old that is.
    yield* defects(issuer, false)
  },
})

function* defects(name: Name, typed: boolean) {
  for (const attribute of name.attributes) {
    const { type, value, tag } = attribute
    if (type === ATTRIBUTE.country && (tag !== PRINTABLE || !/^[A-Za-z]{2}$/.test(value)))
      yield { message: 'country', at: attribute.at, data: { value }, actual: value } as const
    if (!DIRECTORY_STRINGS.has(type)) continue
    const most = MOST[type]
    const length = [...value].length
    if (most !== undefined && length > most)
      yield { message: 'long', at: attribute.at, data: { name: attribute.name, length, most } } as const
    if (length === 0) yield { message: 'empty', at: attribute.at, data: { name: attribute.name } } as const
    if (typed && tag !== PRINTABLE && tag !== UTF8)
      yield { message: 'type', at: attribute.at, data: { name: attribute.name } } as const
  }
}
