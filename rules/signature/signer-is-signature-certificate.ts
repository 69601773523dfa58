import { type Certificate, KEY_PURPOSE } from '../../src/artifacts/certificate.ts'
import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isAir } from '../shared/mode.ts'
import { DMP_SIGNATURES, isClass1 } from '../shared/signatures.ts'

export default defineRule({
  id: 'SIG-008',
  name: 'signer-is-signature-certificate',
  level: 'error',
  priority: 1,
  requirements: ['EX_GEN-1450'],
  evidence: 'official',
  inputs: { signature: each('signature', { role: DMP_SIGNATURES }), tokens: all('vihf') },
  messages: {
    authentication: {
      en: "The certificate '{name}' that signed is made for authentication, not for signature.",
      fr: "Le certificat « {name} » qui a signé est fait pour l'authentification, pas pour la signature.",
    },
    usage: {
      en: "The certificate '{name}' that signed lacks keyUsage nonRepudiation or extendedKeyUsage emailProtection.",
      fr: "Le certificat « {name} » qui a signé n'a pas keyUsage nonRepudiation ou extendedKeyUsage emailProtection.",
    },
  },
  dmpAnswer: 'DMPInvalidCertificate',
  docs: {
    en: {
      title: 'The certificate that signs is a signature certificate.',
      why: 'EX_GEN-1450 gives the structure two certificates: ORG AUTH_CLI for TLS and ORG SIGN, with nonRepudiation and emailProtection, for signatures; a card has two as well. The DMP refuses a signature made with an authentication or server certificate.',
      fix: 'Sign with the ORG SIGN certificate of the structure, or with the signature certificate of the card.',
    },
    fr: {
      title: 'Le certificat qui signe est un certificat de signature.',
      why: "EX_GEN-1450 donne deux certificats à la structure : ORG AUTH_CLI pour TLS et ORG SIGN, avec nonRepudiation et emailProtection, pour signer ; une carte en a deux aussi. Le DMP refuse une signature faite avec un certificat d'authentification ou de serveur.",
      fix: 'Signer avec le certificat ORG SIGN de la structure, ou avec le certificat de signature de la carte.',
    },
  },
  *check({ signature, tokens }) {
    const { signer, host } = signature
    // Without a certificate SIG-006 speaks, and an authority that signs is no end entity.
    if (!signer || signer.isCa) return notApplicable
    const usage = signer.keyUsage
    const purposes = signer.extKeyUsage
    const signs = usage?.value.includes('nonRepudiation') === true
    // Cards of class 1 are older than the purpose.
    if (signs && (isClass1(signer) || purposes?.value.includes(KEY_PURPOSE.emailProtection))) return
    const token = host ?? tokens[0]
    yield {
      message: authenticates(signer) ? 'authentication' : 'usage',
      at: (signs ? (purposes ?? signer) : (usage ?? signer)).at,
      data: { name: signer.subject.cn ?? signer.subject.rfc2253() },
      expected: 'nonRepudiation, emailProtection',
      actual: [...(usage?.value ?? []), ...(purposes?.value ?? []).map(nameOfPurpose)].join(', '),
      // An official sample of that mode is signed so.
      ...(token && isAir(token) ? { level: 'warning' as const } : {}),
    }
  },
})

/** ORG AUTH_CLI, SERV SSL, or the authentication certificate of a card. */
const authenticates = ({ extKeyUsage }: Certificate): boolean =>
  extKeyUsage?.value.some(oid => oid === KEY_PURPOSE.clientAuth || oid === KEY_PURPOSE.serverAuth) === true

const nameOfPurpose = (oid: string): string =>
  Object.entries(KEY_PURPOSE).find(([, value]) => value === oid)?.[0] ?? oid
