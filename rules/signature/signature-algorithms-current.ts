import { defineRule, each } from '../../src/engine/rule.ts'
import { distinct } from '../shared/metadata.ts'
import { algorithmWords, DMP_SIGNATURES } from '../shared/signatures.ts'

/** Hashes weaker than SHA-256, as algorithm URIs write them. */
const WEAK: ReadonlySet<string> = new Set(['md2', 'md5', 'sha1', 'sha224', 'ripemd160'])
const MINIMUM_BITS = 2048
/** Stands in a manifest in the place of a digest of the submission set (ITI TF-3, 5.5). */
const FIXED_DIGEST = 'AA=='

const isWeak = (uri: string): boolean => algorithmWords(uri.trim()).some(word => WEAK.has(word))

export default defineRule({
  id: 'SIG-007',
  name: 'signature-algorithms-current',
  level: 'warning',
  priority: 2,
  requirements: ['SSI/GEN.13'],
  evidence: 'official',
  inputs: { signature: each('signature', { role: DMP_SIGNATURES }) },
  messages: {
    method: {
      en: "The signature method '{algorithm}' uses a hash weaker than SHA-256: messages of 2019 and 2020 still do.",
      fr: 'La méthode de signature « {algorithm} » emploie une empreinte plus faible que SHA-256 : des messages de 2019 et 2020 le font encore.',
    },
    digest: {
      en: "The digest method '{algorithm}' is weaker than SHA-256: messages of 2019 and 2020 still use such.",
      fr: "La méthode d'empreinte « {algorithm} » est plus faible que SHA-256 : des messages de 2019 et 2020 en emploient encore.",
    },
    key: {
      en: 'The RSA key of the signer has {bits} bits, fewer than 2048.',
      fr: 'La clé RSA du signataire a {bits} bits, moins de 2048.',
    },
  },
  docs: {
    en: {
      title: 'Signatures use SHA-256 or stronger, and RSA keys of at least 2048 bits.',
      why: 'SSI/GEN.13 wants cryptography as the ANSSI guides and the RGS say: SHA-1 and MD5 no longer protect a signature. The official messages of 2019 and 2020 and the reference DRIMbox use SHA-1, so the DMP still accepts it: this is a warning.',
      fix: 'Sign with http://www.w3.org/2001/04/xmldsig-more#rsa-sha256 and digest with http://www.w3.org/2001/04/xmlenc#sha256.',
    },
    fr: {
      title: "Les signatures emploient SHA-256 ou mieux, et des clés RSA d'au moins 2048 bits.",
      why: "SSI/GEN.13 veut une cryptographie conforme aux guides de l'ANSSI et au RGS : SHA-1 et MD5 ne protègent plus une signature. Les messages officiels de 2019 et 2020 et la DRIMbox de référence emploient SHA-1, que le DMP accepte donc encore : c'est un avertissement.",
      fix: 'Signer avec http://www.w3.org/2001/04/xmldsig-more#rsa-sha256 et prendre les empreintes avec http://www.w3.org/2001/04/xmlenc#sha256.',
    },
  },
  *check({ signature }) {
    const { method, references, manifest, signingCertificates, signer } = signature
    if (method && isWeak(method.value))
      yield { message: 'method', at: method.at, data: { algorithm: method }, actual: method }
    const digests = [
      ...references,
      ...manifest.filter(({ digestValue }) => digestValue?.value.trim() !== FIXED_DIGEST),
      ...signingCertificates,
    ]
      .map(({ digestMethod }) => digestMethod)
      .filter(digestMethod => digestMethod !== undefined)
    // A signature refers to ten things by one or two methods.
    const weak = new Set([...new Set(digests.map(({ value }) => value))].filter(isWeak))
    const weakDigests = digests.filter(({ value }) => weak.has(value))
    for (const { value, related } of distinct(weakDigests.map(value => ({ value }))))
      yield { message: 'digest', at: value.at, data: { algorithm: value }, actual: value, related }
    const key = signer?.key
    if (key?.value.algorithm === 'RSA' && key.value.bits > 0 && key.value.bits < MINIMUM_BITS)
      yield { message: 'key', at: key.at, data: { bits: key.value.bits }, actual: key.value.bits }
  },
})
