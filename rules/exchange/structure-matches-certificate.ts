import { all, defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { certifiedStructures, noStructureCertificate } from '../shared/certified-structure.ts'
import { isStructureId } from '../shared/directory.ts'
import { agreementOf } from '../shared/structures.ts'
import { isIndirect } from '../shared/token.ts'

/** From the best to the worst: in a pool, the token needs one certificate that agrees. */
const RANK = ['agrees', 'unknown-link', 'reversed', 'same-siren', 'differs'] as const

export default defineRule({
  id: 'XCHG-001',
  name: 'structure-matches-certificate',
  level: 'error',
  priority: 1,
  requirements: ['G-66', 'FAQ-01', 'EX_GEN-1450'],
  evidence: 'official',
  inputs: {
    token: each('vihf'),
    certificates: all('certificate', { role: 'dmp-auth' }),
    signatures: all('signature', { role: 'token' }),
    directory: optional('directory'),
    site: optional('site'),
  },
  messages: {
    differs: {
      en: "The token names structure '{token}', but the certificate was issued to '{certificate}'.",
      fr: 'Le jeton désigne la structure « {token} », mais le certificat a été délivré à « {certificate} ».',
    },
    otherSite: {
      en: "The token names SIRET '{token}', but the certificate was issued to '{certificate}', another SIRET of the same company.",
      fr: 'Le jeton désigne le SIRET « {token} », mais le certificat a été délivré à « {certificate} », autre SIRET de la même société.',
    },
    reversed: {
      en: "The token names the FINESS juridique '{token}', but the certificate was issued to its site '{certificate}': the mode EJ/EG wants the reverse.",
      fr: "Le jeton désigne le FINESS juridique « {token} », mais le certificat a été délivré à son site « {certificate} » : le mode EJ/EG veut l'inverse.",
    },
  },
  dmpAnswer: "Erreur d'authentification de la personne morale",
  docs: {
    en: {
      title: 'Identifiant_Structure of the token is the structure of the certificate.',
      why: "In indirect authentication the certificate says which structure speaks: the guide of December 2025 (G-66) wants Identifiant_Structure to be the identifier in its OU. The FAQ of the DMP (FAQ-01) allows one exception, the mode EJ/EG: a certificate on the FINESS juridique and a token on one of its sites. Otherwise the call is refused with « Erreur d'authentification de la personne morale ».",
      fix: 'Use the certificate of the structure that the token names, or write the identifier of the certificate in Identifiant_Structure. For an establishment, declare finessLegal in dmplint.yaml or import the directory so that the EJ/EG link is known.',
    },
    fr: {
      title: "L'Identifiant_Structure du jeton est la structure du certificat.",
      why: "En authentification indirecte, le certificat dit quelle structure parle : le guide de décembre 2025 (G-66) veut que l'Identifiant_Structure soit l'identifiant de son OU. La FAQ du DMP (FAQ-01) admet une exception, le mode EJ/EG : certificat sur le FINESS juridique et jeton sur l'un de ses sites. Sinon l'appel est refusé avec « Erreur d'authentification de la personne morale ».",
      fix: "Utiliser le certificat de la structure que le jeton désigne, ou écrire l'identifiant du certificat dans l'Identifiant_Structure. Pour un établissement, déclarer finessLegal dans dmplint.yaml ou importer l'annuaire, afin que le lien EJ/EG soit connu.",
    },
  },
  *check({ token, certificates, signatures, directory, site }) {
    const { structure } = token
    if (!isIndirect(token, signatures) || !structure) return notApplicable
    // How a Struct_IdNat is written is judged by the rules about the token.
    if (!isStructureId(structure.value)) return notApplicable
    const certified = certifiedStructures(token, certificates, signatures)
    if (certified.length === 0) return noStructureCertificate
    const [best] = certified
      .map(certificate => ({
        certificate,
        agreement: agreementOf(certificate.value, structure.value, { directory, site }),
      }))
      .sort((a, b) => RANK.indexOf(a.agreement) - RANK.indexOf(b.agreement))
    // An unknown link is left to XCHG-005.
    if (!best || best.agreement === 'agrees' || best.agreement === 'unknown-link') return
    const { certificate, agreement } = best
    yield {
      message: agreement === 'same-siren' ? 'otherSite' : agreement,
      at: structure.at,
      data: { token: structure, certificate },
      expected: certificate,
      actual: structure,
      related: certified.map(({ at }) => ({ at, text: { en: 'the certificate', fr: 'le certificat' } })),
      // No published text says that the reversed pair is refused.
      ...(agreement === 'reversed' && { level: 'warning' as const }),
    }
  },
})
