import { type Certificate, verifyIssuedBy } from '../../src/artifacts/certificate.ts'
import { AUTHORITIES, knownAuthority } from '../../src/artifacts/igc-sante.ts'
import { all, defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'
import { isLegacy, issuersAmong } from '../shared/certificates.ts'
import { DMP_SIGNATURES, isClass1, isInstalled } from '../shared/signatures.ts'

export default defineRule({
  id: 'SIG-010',
  name: 'signer-chain-trusted',
  level: 'error',
  priority: 1,
  requirements: ['RFC5280-6.1', 'EX_GEN-1450'],
  evidence: 'official',
  inputs: { signature: each('signature', { role: DMP_SIGNATURES }), certificates: all('certificate') },
  messages: {
    obsolete: {
      en: "Obsolete chain: the signer was certified by '{issuer}', which the IGC-Santé replaced.",
      fr: "Chaîne obsolète : le signataire est certifié par « {issuer} », que l'IGC-Santé a remplacé.",
    },
    signature: {
      en: "The signature of the certificate '{name}' does not verify with the key of '{issuer}', its issuer by name.",
      fr: 'La signature du certificat « {name} » ne se vérifie pas avec la clé de « {issuer} », son émetteur par le nom.',
    },
    untrusted: {
      en: "The chain of the signer ends at '{issuer}', which is neither a known authority of the IGC-Santé nor listed under trust:.",
      fr: "La chaîne du signataire s'arrête à « {issuer} », qui n'est ni une autorité connue de l'IGC-Santé ni déclaré sous trust:.",
    },
  },
  docs: {
    en: {
      title: 'The certificate of the signer chains to an authority of the IGC-Santé.',
      why: 'Anybody can make a certificate with any name. Only the chain up to a known root, each link verified by name and by signature (RFC 5280), says that the IGC-Santé vouches for the structure or the card (EX_GEN-1450).',
      fix: 'Sign with a certificate of the IGC-Santé; list the root and the intermediate of its environment under trust: in dmplint.yaml. A card of class 1 must be replaced.',
    },
    fr: {
      title: "Le certificat du signataire remonte à une autorité de l'IGC-Santé.",
      why: "N'importe qui peut fabriquer un certificat à n'importe quel nom. Seule la chaîne jusqu'à une racine connue, chaque maillon vérifié par le nom et par la signature (RFC 5280), dit que l'IGC-Santé répond de la structure ou de la carte (EX_GEN-1450).",
      fix: "Signer avec un certificat de l'IGC-Santé ; déclarer la racine et l'intermédiaire de son environnement sous trust: dans dmplint.yaml. Une carte de classe 1 est à remplacer.",
    },
  },
  *check({ signature: { signer, verification }, certificates }) {
    if (!signer || !verification || isInstalled(signer, certificates)) return notApplicable
    const { at } = signer.issuer
    if (isLegacy(signer) || isClass1(signer)) {
      yield { message: 'obsolete', at, data: { issuer: signer.issuer.cn ?? signer.issuer.rfc2253() } }
      return
    }
    const embedded = verification.certificates.slice(0, MOST_EMBEDDED).flatMap(({ certificate }) => certificate ?? [])
    const end = climb(
      signer,
      [...certificates, ...embedded].filter(one => one.isCa),
      new Set(),
    )
    if (end.kind === 'anchor') return
    if (end.kind === 'open')
      return notEvaluated({
        en: `the certificate of the authority '${nameOf(end.certificate, 'issuer')}' is not given: list it under trust:`,
        fr: `le certificat de l'autorité « ${nameOf(end.certificate, 'issuer')} » n'est pas fourni : le déclarer sous trust:`,
      })
    const issuer = nameOf(end.certificate, 'issuer')
    if (end.kind === 'forged')
      yield { message: 'signature', at, data: { name: nameOf(end.certificate, 'subject'), issuer } }
    else yield { message: 'untrusted', at, data: { issuer } }
  },
})

/** A chain has three or four; hundreds of one name would be tried against one another. */
const MOST_EMBEDDED = 16

/** Where a chain ends: at an authority that is trusted, or at a certificate whose issuer is missing, denies it, or is a stranger. */
interface End {
  readonly kind: 'anchor' | 'open' | 'forged' | 'stranger'
  readonly certificate: Certificate
}

/**
 * Tries every issuer of that name: a forger embeds an authority of the same name as the true one.
 *
 * @param met authorities already tried, added to on the way
 */
function climb(certificate: Certificate, authorities: readonly Certificate[], met: Set<Certificate>): End {
  const named = issuersAmong(certificate, authorities).filter(one => !met.has(one))
  const issuers = named.filter(one => verifyIssuedBy(certificate, one))
  for (const issuer of issuers) met.add(issuer)
  const ends = issuers.map(
    (one): End => (isAnchor(one) ? { kind: 'anchor', certificate: one } : climb(one, authorities, met)),
  )
  const best = ends.find(({ kind }) => kind === 'anchor') ?? ends[0]
  if (best) return best
  if (named.length > 0) return { kind: 'forged', certificate }
  // A root whose fingerprint is known and differs is a stranger; of other roots of the IGC-Santé nothing is known here.
  const claimed = AUTHORITIES.find(({ commonName }) => commonName === certificate.issuer.cn?.value)
  const provable = certificate.selfIssued && claimed?.sha256 !== undefined
  return { kind: namesIgcSante(certificate) && !provable ? 'open' : 'stranger', certificate }
}

const isAnchor = (authority: Certificate): boolean =>
  authority.roles.includes('trust') || knownAuthority(authority) !== undefined

const namesIgcSante = ({ issuer }: Certificate): boolean => /\bIGC-SANTE\b/.test(issuer.cn?.value ?? '')

const nameOf = (certificate: Certificate, whose: 'issuer' | 'subject'): string =>
  certificate[whose].cn?.value ?? certificate[whose].rfc2253()
