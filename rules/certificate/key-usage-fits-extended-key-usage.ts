import { KEY_PURPOSE } from '../../src/artifacts/certificate.ts'
import { defineRule, each } from '../../src/engine/rule.ts'
import { contradictedPurposes } from '../shared/key-usages.ts'

const NAMES = new Map<string, string>(Object.entries(KEY_PURPOSE).map(([name, oid]) => [oid, name]))

export default defineRule({
  id: 'CERT-041',
  name: 'key-usage-fits-extended-key-usage',
  level: 'error',
  priority: 2,
  requirements: ['RFC5280-4.2.1.3', 'RFC5280-4.2.1.12'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    noBits: { en: 'keyUsage has no bit set.', fr: "keyUsage n'a aucun bit positionné." },
    contradiction: {
      en: "The purpose {purpose} fits none of the usages '{usages}' of keyUsage.",
      fr: "L'objet {purpose} ne convient à aucun des usages « {usages} » de keyUsage.",
    },
  },
  docs: {
    en: {
      title: 'keyUsage says something, and each purpose of extKeyUsage fits it.',
      why: 'RFC 5280 (section 4.2.1.12) lists the usages that fit each purpose, and lets a certificate serve only what both extensions allow. AUTH_CLI with digitalSignature alone and mail protection with nonRepudiation alone fit.',
      fix: 'Draw the certificate again with the usage that is needed.',
    },
    fr: {
      title: "keyUsage dit quelque chose, et chaque objet d'extKeyUsage lui convient.",
      why: 'La RFC 5280 (section 4.2.1.12) donne les usages qui conviennent à chaque objet, et un certificat ne sert que ce que les deux extensions permettent. AUTH_CLI avec digitalSignature seul et la protection de courriel avec nonRepudiation seul conviennent.',
      fix: "Commander à nouveau le certificat avec l'usage voulu.",
    },
  },
  *check({ certificate }) {
    const { keyUsage, extKeyUsage } = certificate
    if (keyUsage?.value.length === 0) yield { message: 'noBits', at: keyUsage.at }
    else if (keyUsage && extKeyUsage)
      for (const oid of contradictedPurposes(certificate))
        yield {
          message: 'contradiction',
          at: extKeyUsage.at,
          data: { purpose: NAMES.get(oid) ?? oid, usages: keyUsage.value.join(', ') },
          related: [{ at: keyUsage.at, text: { en: 'keyUsage', fr: 'keyUsage' } }],
        }
  },
})
