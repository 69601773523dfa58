import type { Certificate } from '../../src/artifacts/certificate.ts'
import type { Signature } from '../../src/artifacts/signature.ts'
import type { Vihf } from '../../src/artifacts/vihf.ts'
import { type Located, located } from '../../src/engine/location.ts'
import { notEvaluated, type Verdict } from '../../src/engine/rule.ts'
import { isStructureId } from './directory.ts'
import { agreementOf } from './structures.ts'

type Known = Parameters<typeof agreementOf>[2]

/** The pair the wrong way round is only a doubt. */
const ACCEPTED: readonly ReturnType<typeof agreementOf>[] = ['agrees', 'unknown-link', 'reversed']

const BARE_SIRET = /^[0-9]{14}$/

/**
 * Struct_IdNat of the certificates by which the structure of a token is authenticated: those given for dmp-auth, a pool
 * of them where several structures share a system; without any, the signer embedded in the token.
 *
 * @param certificates those of usage dmp-auth of the system
 * @param signatures those of tokens in the exchange
 */
export function certifiedStructures(
  token: Vihf,
  certificates: readonly Certificate[],
  signatures: readonly Signature[],
): readonly Located<string>[] {
  const given = certificates.flatMap(structureOf)
  if (given.length > 0) return given
  return signatures.filter(({ host }) => host === token).flatMap(({ signer }) => (signer ? structureOf(signer) : []))
}

/**
 * Whether a certificate may stand for the structure of a token, as far as anything tells; what XCHG-001 refuses is the
 * defect of the token, and what is said with it follows.
 */
export function isCertified(
  token: Vihf,
  certificates: readonly Certificate[],
  signatures: readonly Signature[],
  known: Known,
): boolean {
  const { structure } = token
  if (!structure || !isStructureId(structure.value)) return false
  const certified = certifiedStructures(token, certificates, signatures)
  return (
    certified.length === 0 ||
    certified.some(({ value }) => ACCEPTED.includes(agreementOf(value, structure.value, known)))
  )
}

/** The OU; 14 digits are a SIRET whose type digit was left out, which a rule on the certificate reports. */
function structureOf({ structure }: Certificate): readonly Located<string>[] {
  if (!structure) return []
  return [BARE_SIRET.test(structure.value) ? located(`3${structure.value}`, structure.at) : structure]
}

/** For a rule that finds none. */
export const noStructureCertificate: Verdict = notEvaluated({
  en: 'no structure certificate: list one with usage dmp-auth under certificates: in dmplint.yaml',
  fr: "pas de certificat de structure : en déclarer un d'usage dmp-auth sous certificates: dans dmplint.yaml",
})
