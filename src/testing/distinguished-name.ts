import { oid, type StringType, sequence, setOf, text } from './der-writer.ts'

/** One attribute of a name: `['CN', 'DMP']`, with the string type where it is not the usual one. */
export type NameAttribute = readonly [type: string, value: string, encoding?: StringType]
/** A name in encoded order; an entry with several attributes is a multi-valued RDN. */
export type DistinguishedName = readonly (readonly NameAttribute[])[]

const ATTRIBUTE_OIDS: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  SN: '2.5.4.4',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  title: '2.5.4.12',
  GN: '2.5.4.42',
  emailAddress: '1.2.840.113549.1.9.1',
}

/** A name of single-valued RDNs: `name(['C', 'FR'], ['O', 'CLINIQUE'])`. */
export const name = (...attributes: readonly NameAttribute[]): DistinguishedName => attributes.map(one => [one])

export function encodeName(value: DistinguishedName): Uint8Array {
  return sequence(
    ...value.map(rdn =>
      setOf(
        ...rdn.map(([type, content, encoding]) =>
          sequence(oid(ATTRIBUTE_OIDS[type] ?? type), text(content, encoding ?? (type === 'C' ? 'printable' : 'utf8'))),
        ),
      ),
    ),
  )
}

/** RFC 2253 text, last RDN first, as the Issuer of a token is written. */
export function nameText(value: DistinguishedName): string {
  return [...value]
    .reverse()
    .map(rdn => rdn.map(([type, content]) => `${type}=${content.replace(/[,+"\\<>;]/g, '\\$&')}`).join('+'))
    .join(',')
}
