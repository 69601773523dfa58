import { defineRule, each } from '../../src/engine/rule.ts'

const PKCS1 = '1.2.840.113549.1.1.'
/** PKCS#1 v1.5 with MD2, MD5, SHA-1, SHA-256, SHA-384, SHA-512, SHA-224. */
const WITH_NULL: ReadonlySet<string> = new Set(['2', '4', '5', '11', '12', '13', '14'].map(arc => PKCS1 + arc))
const NULL_TAG = 0x05

export default defineRule({
  id: 'CERT-038',
  name: 'signature-algorithm-fields-agree',
  level: 'error',
  priority: 2,
  requirements: ['RFC5280-4.1.1.2', 'RFC5280-4.1.2.3', 'RFC4055-5'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    differ: {
      en: 'The signature algorithm outside the signed part differs from the one inside.',
      fr: "L'algorithme de signature hors de la partie signée diffère de celui qui s'y trouve.",
    },
    parameters: {
      en: 'The parameters of the RSA signature algorithm are not NULL.',
      fr: "Les paramètres de l'algorithme de signature RSA ne sont pas NULL.",
    },
  },
  docs: {
    en: {
      title: 'Both signature algorithm fields are equal, and an RSA algorithm has NULL parameters.',
      why: 'RFC 5280 (section 4.1.1.2) repeats the algorithm inside the signed part so that it cannot be changed; RFC 4055 (section 5) makes the parameters NULL. Libraries refuse anything else.',
      fix: 'Draw the certificate again: the file was altered or made by faulty software.',
    },
    fr: {
      title: "Les deux champs d'algorithme de signature sont égaux, et un algorithme RSA a des paramètres NULL.",
      why: "La RFC 5280 (section 4.1.1.2) répète l'algorithme dans la partie signée pour qu'il ne puisse être changé ; la RFC 4055 (section 5) fixe les paramètres à NULL. Les bibliothèques refusent autre chose.",
      fix: 'Commander à nouveau le certificat : le fichier a été altéré ou fait par un logiciel fautif.',
    },
  },
  *check({ certificate }) {
    const { signatureAlgorithm: outer, tbsSignatureAlgorithm: inner } = certificate
    if (Buffer.compare(outer.node.encoded, inner.node.encoded) !== 0)
      yield {
        message: 'differ',
        at: outer.at,
        expected: inner,
        actual: outer,
        related: [{ at: inner.at, text: { en: 'the field inside', fr: 'le champ signé' } }],
      }
    const wrong = [inner, outer].find(
      ({ value, parameters }) =>
        WITH_NULL.has(value) && (parameters?.tag !== NULL_TAG || parameters.content.length > 0),
    )
    if (wrong) yield { message: 'parameters', at: wrong.at }
  },
})
