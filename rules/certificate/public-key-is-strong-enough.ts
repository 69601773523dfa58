import { defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'
import { isLegacy } from '../shared/certificates.ts'

/** Smallest size in bits, by family of keys. */
const LEAST: Readonly<Record<string, number>> = { RSA: 2048, EC: 256, Ed25519: 256, Ed448: 256 }

export default defineRule({
  id: 'CERT-024',
  name: 'public-key-is-strong-enough',
  level: 'error',
  priority: 1,
  requirements: ['SSI/GEN.13', 'RGS-B1'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    short: {
      en: 'The {algorithm} key of this certificate has {bits} bits, fewer than {least}.',
      fr: 'La clé {algorithm} de ce certificat a {bits} bits, moins que {least}.',
    },
    algorithm: {
      en: "The key of this certificate is of algorithm '{algorithm}', neither RSA nor on an elliptic curve.",
      fr: "La clé de ce certificat est d'algorithme « {algorithm} », ni RSA ni sur courbe elliptique.",
    },
  },
  docs: {
    en: {
      title: 'The public key is RSA of at least 2048 bits, or on an elliptic curve of at least 256 bits.',
      why: 'Annex B1 of the RGS and requirement SSI/GEN.13 exclude shorter keys, which can be broken; TLS libraries refuse them.',
      fix: 'Order a new certificate with a key of the size that the platform offers.',
    },
    fr: {
      title: "La clé publique est RSA d'au moins 2048 bits, ou sur une courbe elliptique d'au moins 256 bits.",
      why: "L'annexe B1 du RGS et l'exigence SSI/GEN.13 écartent les clés plus courtes, qui peuvent être cassées ; les bibliothèques TLS les refusent.",
      fix: 'Commander un nouveau certificat avec une clé de la taille que propose la plateforme.',
    },
  },
  *check({ certificate }) {
    if (isLegacy(certificate)) return notApplicable
    const { value: key, at } = certificate.key
    const least = LEAST[key.algorithm]
    if (least === undefined) yield { message: 'algorithm', at, data: { algorithm: key.algorithm } }
    else if (key.bits === 0)
      return notEvaluated({
        en: 'the size of the key is not known: its curve is none of the usual ones',
        fr: "la taille de la clé n'est pas connue : sa courbe n'est pas une des courbes usuelles",
      })
    else if (key.bits < least) yield { message: 'short', at, data: { algorithm: key.algorithm, bits: key.bits, least } }
  },
})
