import { type Certificate, KEY_PURPOSE } from '../../src/artifacts/certificate.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isConsistent } from '../shared/key-usages.ts'

/** keyUsage and extKeyUsage of the software profiles of which samples are known. */
const PROFILES: readonly (readonly [usages: readonly string[], purposes: readonly string[]])[] = [
  [['digitalSignature'], [KEY_PURPOSE.clientAuth]],
  [['digitalSignature', 'nonRepudiation'], [KEY_PURPOSE.emailProtection]],
  [
    ['digitalSignature', 'keyEncipherment'],
    [KEY_PURPOSE.serverAuth, KEY_PURPOSE.clientAuth],
  ],
]

const NAMES = new Map<string, string>(Object.entries(KEY_PURPOSE).map(([name, oid]) => [oid, name]))

const same = (found: readonly string[], wanted: readonly string[]): boolean =>
  new Set(found).size === wanted.length && wanted.every(one => found.includes(one))

const ofIgcSante = (certificate: Certificate): boolean =>
  certificate.isOrganisationLeaf || certificate.issuer.o?.value === 'ASIP-SANTE'

export default defineRule({
  id: 'CERT-001',
  name: 'leaf-profile-is-known',
  level: 'warning',
  priority: 1,
  requirements: ['G-04', 'G-07', 'G-08', 'G-09'],
  evidence: 'measured',
  inputs: { certificate: each('certificate') },
  messages: {
    unknown: {
      en: "keyUsage '{usages}' with extKeyUsage '{purposes}' is none of the known profiles ORG AUTH_CLI, ORG SIGN and SERV SSL.",
      fr: "keyUsage « {usages} » avec extKeyUsage « {purposes} » n'est aucun des profils connus ORG AUTH_CLI, ORG SIGN et SERV SSL.",
    },
  },
  docs: {
    en: {
      title: 'The key usages of an IGC-Santé leaf are those of a known profile.',
      why: 'The guide of December 2025 (G-04, G-07 to G-09) asks for ORG AUTH_CLI, ORG SIGN and SERV SSL certificates. The usages were measured on published certificates; ORG CONF and the SERV usages S/MIME, SIGN and CONF exist, but none was seen: hence a warning with the values found.',
      fix: 'Check which offer and usage were ordered; order the one that the guide asks for.',
    },
    fr: {
      title: "Les usages de clé d'un certificat IGC-Santé sont ceux d'un profil connu.",
      why: "Le guide de décembre 2025 (G-04, G-07 à G-09) demande des certificats ORG AUTH_CLI, ORG SIGN et SERV SSL. Les usages ont été relevés sur des certificats publiés ; ORG CONF et les usages SERV S/MIME, SIGN et CONF existent, mais aucun n'a été vu : d'où un avertissement avec les valeurs trouvées.",
      fix: "Vérifier l'offre et l'usage commandés ; commander celui que le guide demande.",
    },
  },
  *check({ certificate }) {
    if (certificate.isCa || !ofIgcSante(certificate) || !isConsistent(certificate)) return notApplicable
    if (certificate.profile === 'person') return
    const usages = certificate.keyUsage?.value ?? []
    const purposes = certificate.extKeyUsage?.value ?? []
    if (PROFILES.some(([wantedUsages, wantedPurposes]) => same(usages, wantedUsages) && same(purposes, wantedPurposes)))
      return
    yield {
      message: 'unknown',
      at: (certificate.extKeyUsage ?? certificate.keyUsage ?? certificate).at,
      data: { usages: usages.join(', '), purposes: purposes.map(oid => NAMES.get(oid) ?? oid).join(', ') },
    }
  },
})
