import { type Certificate, verifyIssuedBy } from '../../src/artifacts/certificate.ts'
import { all, defineRule, each, notApplicable, notEvaluated, some } from '../../src/engine/rule.ts'
import { besides, issuersAmong, mustBeOfOrganisations } from '../shared/certificates.ts'
import { beginsAfter, dayOf } from '../shared/days.ts'

/** What breaks a chain at one certificate. */
interface Break {
  readonly message: 'signature' | 'notAuthority' | 'keyUsage' | 'pathLength' | 'validity' | 'root'
  readonly certificate: Certificate
  readonly issuer: Certificate
}

export default defineRule({
  id: 'CERT-003',
  name: 'chain-verifies',
  level: 'error',
  priority: 1,
  requirements: ['EX_AIR-080', 'SSI/IE.43', 'RFC5280-6.1.3'],
  evidence: 'official',
  inputs: {
    certificate: each('certificate'),
    trust: some('certificate', { role: 'trust' }),
    certificates: all('certificate'),
  },
  messages: {
    signature: {
      en: "The signature of the certificate '{name}' does not verify with the key of '{issuer}'.",
      fr: 'La signature du certificat « {name} » ne se vérifie pas avec la clé de « {issuer} ».',
    },
    notAuthority: {
      en: "'{issuer}' issued '{name}' but its basicConstraints do not make it an authority.",
      fr: "« {issuer} » a émis « {name} », mais ses basicConstraints n'en font pas une autorité.",
    },
    keyUsage: {
      en: "'{issuer}' issued '{name}' but its keyUsage lacks keyCertSign.",
      fr: "« {issuer} » a émis « {name} », mais son keyUsage n'a pas keyCertSign.",
    },
    pathLength: {
      en: "'{issuer}' stands further from the leaf than its pathLenConstraint allows.",
      fr: "« {issuer} » est plus loin du certificat final que son pathLenConstraint ne l'autorise.",
    },
    validity: {
      en: "The authority '{issuer}' is valid from {from} to {to}, not on the date judged.",
      fr: "L'autorité « {issuer} » est valable du {from} au {to}, pas à la date jugée.",
    },
    root: {
      en: "The chain ends at '{issuer}', and no root listed under trust: stands above it.",
      fr: "La chaîne s'arrête à « {issuer} », sans racine déclarée sous trust: au-dessus.",
    },
  },
  docs: {
    en: {
      title: 'The chain of each certificate verifies up to a root listed in trust.',
      why: 'EX_AIR-080 wants a valid IGC-Santé certificate, and the server of the DMP checks its chain as RFC 5280 section 6 says: names, signatures, basicConstraints, keyCertSign, path length and dates.',
      fix: 'Replace the damaged or foreign certificate; list the root and the intermediate of its environment under trust: in dmplint.yaml.',
    },
    fr: {
      title: "La chaîne de chaque certificat se vérifie jusqu'à une racine déclarée dans trust.",
      why: 'EX_AIR-080 veut un certificat IGC-Santé valide, et le serveur du DMP contrôle sa chaîne comme le dit la section 6 de la RFC 5280 : noms, signatures, basicConstraints, keyCertSign, longueur de chemin et dates.',
      fix: "Remplacer le certificat abîmé ou étranger ; déclarer la racine et l'intermédiaire de son environnement sous trust: dans dmplint.yaml.",
    },
  },
  *check({ certificate, trust, certificates }, { at }) {
    if (!mustBeOfOrganisations(certificate)) return notApplicable
    const candidates = [...trust, ...besides(certificate, certificates)]
    if (issuersAmong(certificate, candidates).length === 0)
      return notEvaluated({
        en: 'the intermediate authority is neither in the file of the certificate nor under trust: (CERT-004)',
        fr: "l'autorité intermédiaire n'est ni dans le fichier du certificat ni sous trust: (CERT-004)",
      })
    const broken = climb(certificate, candidates, [certificate], at, new Set())
    if (!broken) return
    const name = nameOf(broken.certificate)
    const issuer = nameOf(broken.issuer)
    const where = { at: broken.certificate.at, related: [{ at: broken.issuer.at, text: ISSUER }] }
    if (broken.message === 'signature' || broken.message === 'notAuthority' || broken.message === 'keyUsage')
      yield { message: broken.message, ...where, data: { name, issuer } }
    else if (broken.message === 'validity')
      yield {
        message: 'validity',
        ...where,
        data: { issuer, from: dayOf(broken.issuer.notBefore.value), to: dayOf(broken.issuer.notAfter.value) },
      }
    else yield { message: broken.message, ...where, data: { issuer } }
  },
})

const ISSUER = { en: 'the issuer', fr: "l'émetteur" }

const nameOf = (certificate: Certificate): string => certificate.subject.cn?.value ?? certificate.subject.rfc2253()

/**
 * Tries every issuer of that name, since an authority may have been renewed under its name, and tells the first break
 * of the best one; nothing when a way leads to a trusted root.
 *
 * @param path the leaf first, then the authorities up to `certificate`
 * @param met authorities already tried, added to on the way: many of one name and key would multiply the ways
 */
function climb(
  certificate: Certificate,
  candidates: readonly Certificate[],
  path: readonly Certificate[],
  at: number,
  met: Set<Certificate>,
): Break | undefined {
  const named = issuersAmong(certificate, candidates).filter(one => !met.has(one) && one !== path[0])
  const signers = named.filter(one => verifyIssuedBy(certificate, one))
  for (const signer of signers) met.add(signer)
  let first: Break | undefined
  for (const issuer of signers) {
    const broken = defectOf(issuer, path, at)
    const next: Break | undefined = broken
      ? { message: broken, certificate, issuer }
      : issuer.selfIssued && issuer.roles.includes('trust')
        ? undefined
        : climb(issuer, candidates, [...path, issuer], at, met)
    if (!next) return undefined
    first ??= next
  }
  if (first) return first
  const [forger] = named
  if (forger) return { message: 'signature', certificate, issuer: forger }
  return { message: 'root', certificate: path[0] as Certificate, issuer: certificate }
}

/** @param path the leaf first, then the authorities below `issuer` */
function defectOf(issuer: Certificate, path: readonly Certificate[], at: number): Break['message'] | undefined {
  if (!issuer.isCa) return 'notAuthority'
  // Without a keyUsage extension nothing is excluded (RFC 5280 section 6.1.4 n); its absence is CERT-042.
  if (issuer.keyUsage && !issuer.keyUsage.value.includes('keyCertSign')) return 'keyUsage'
  const below = path.slice(1).filter(one => !one.selfIssued).length
  const most = issuer.basicConstraints?.pathLength
  if (most !== undefined && most < below) return 'pathLength'
  if (beginsAfter(issuer.notBefore.value, at) || issuer.notAfter.value < at) return 'validity'
  return undefined
}
