import type { CertificateNote } from '../../src/artifacts/certificate.ts'
import { defineRule, each, type Text } from '../../src/engine/rule.ts'

/** What stands where DER has another form. */
const DEPARTURES: Readonly<
  Record<Exclude<CertificateNote['code'], 'ca-false-encoded' | 'extension-unreadable'>, Text>
> = {
  'length-not-minimal': { en: 'a length in too many octets', fr: "une longueur sur trop d'octets" },
  'integer-not-minimal': { en: 'an INTEGER in too many octets', fr: "un INTEGER sur trop d'octets" },
  'boolean-not-ff': { en: 'a BOOLEAN TRUE other than FF', fr: 'un BOOLEAN vrai autre que FF' },
  'unused-bits-set': { en: 'unused bits that are set', fr: 'des bits inutilisés positionnés' },
  'constructed-string': { en: 'a string in pieces', fr: 'une chaîne en morceaux' },
  'trailing-octets': { en: 'octets after the end', fr: 'des octets après la fin' },
  'default-encoded': { en: 'a default value written out', fr: 'une valeur par défaut écrite' },
  'named-bits-not-minimal': {
    en: 'trailing zero bits in a named bit list',
    fr: 'des bits nuls en fin de liste nommée',
  },
}

export default defineRule({
  id: 'CERT-047',
  name: 'certificate-is-der',
  level: 'error',
  priority: 3,
  requirements: ['RFC5280-4.1', 'X.690-11'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    departure: {
      en: 'This certificate is not DER here: {what}.',
      fr: "Ce certificat n'est pas en DER ici : {what}.",
    },
    caFalse: {
      en: 'cA FALSE is written out in basicConstraints, as some authorities do, where DER leaves it out.',
      fr: "cA FALSE est écrit dans basicConstraints, comme le font certaines autorités, alors que DER l'omet.",
    },
    extension: {
      en: 'The value of this extension is not encoded as RFC 5280 says, and was not read.',
      fr: "La valeur de cette extension n'est pas encodée comme le dit la RFC 5280, et n'a pas été lue.",
    },
  },
  docs: {
    en: {
      title: 'A certificate is encoded in DER.',
      why: 'RFC 5280 (section 4.1) signs the DER encoding (X.690): definite and minimal lengths, minimal integers, TRUE as FF, defaults left out, named bits without trailing zeros, nothing after the end. Strict libraries refuse anything else, and two encodings give two fingerprints.',
      fix: 'Draw the certificate again, or export it without conversion.',
    },
    fr: {
      title: 'Un certificat est encodé en DER.',
      why: "La RFC 5280 (section 4.1) signe l'encodage DER (X.690) : longueurs définies et minimales, entiers minimaux, TRUE en FF, valeurs par défaut omises, bits nommés sans zéros finals, rien après la fin. Les bibliothèques strictes refusent autre chose, et deux encodages donnent deux empreintes.",
      fix: "Commander à nouveau le certificat, ou l'exporter sans conversion.",
    },
  },
  *check({ certificate }) {
    for (const { code, at } of certificate.notes)
      if (code === 'ca-false-encoded') yield { message: 'caFalse', at }
      else if (code === 'extension-unreadable') yield { message: 'extension', at }
      else yield { message: 'departure', at, data: { what: DEPARTURES[code] } }
  },
})
