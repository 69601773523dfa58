import type { Profile } from '../../src/artifacts/certificate.ts'
import { CERTIFICATE_USAGES, type CertificateUsage } from '../../src/artifacts/site.ts'
import { all, defineRule, each, notApplicable, notEvaluated, type Text } from '../../src/engine/rule.ts'
import { isLegacy } from '../shared/certificates.ts'
import { certificateUnread, installations, systemsOf, unreadEntries } from '../shared/installations.ts'

const PROFILE_OF: Readonly<Record<CertificateUsage, Profile>> = {
  'dmp-auth': 'org-auth-cli',
  'dmp-sign': 'org-sign',
  insi: 'org-auth-cli',
  mssante: 'org-auth-cli',
  'psc-proxy': 'org-auth-cli',
  'psc-introspection': 'org-auth-cli',
  'drimbox-ssl': 'serv-ssl',
}

/** As the ordering platform and the guide call them. */
const NAME: Readonly<Partial<Record<Profile, Text>>> = {
  'org-auth-cli': { en: 'ORG AUTH_CLI', fr: 'ORG AUTH_CLI' },
  'org-sign': { en: 'ORG SIGN', fr: 'ORG SIGN' },
  'serv-ssl': { en: 'SERV SSL (SSL_SERVEUR)', fr: 'SERV SSL (SSL_SERVEUR)' },
}

const UNKNOWN: Text = {
  en: 'the profile of a certificate is unknown: see CERT-001',
  fr: "le profil d'un certificat est inconnu : voir CERT-001",
}

export default defineRule({
  id: 'SITE-009',
  name: 'certificate-profile-fits-usage',
  level: 'error',
  priority: 1,
  requirements: ['G-07', 'G-08', 'G-09', 'G-81', 'EX_GEN-1450', 'MSS/CONF.12'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: CERTIFICATE_USAGES }) },
  messages: {
    differs: {
      en: 'The usage {usage} needs the profile {expected}, but this certificate has {actual}.',
      fr: 'L’usage {usage} demande le profil {expected}, mais ce certificat a {actual}.',
    },
    person: {
      en: 'The usage {usage} needs the profile {expected}, but this is the certificate of a person.',
      fr: 'L’usage {usage} demande le profil {expected}, mais ce certificat est celui d’une personne.',
    },
  },
  docs: {
    en: {
      title: 'Each certificate has the profile of the usage for which it is installed.',
      why: 'The guide of December 2025 signs with ORG SIGN (G-07), authenticates with ORG AUTH_CLI (G-08) and secures exchanges between DRIMboxes with SERV SSL (G-09, G-81). keyUsage and extKeyUsage make the profile: with another one the server refuses the connection or the signature.',
      fix: 'Order a certificate of the right type and usage, or correct usage in dmplint.yaml when two files were swapped.',
    },
    fr: {
      title: "Chaque certificat a le profil de l'usage pour lequel il est installé.",
      why: 'Le guide de décembre 2025 fait signer avec ORG SIGN (G-07), authentifier avec ORG AUTH_CLI (G-08) et sécuriser les échanges entre DRIMbox avec SERV SSL (G-09, G-81). keyUsage et extKeyUsage font le profil : avec un autre, le serveur refuse la connexion ou la signature.',
      fix: 'Commander un certificat du bon type et du bon usage, ou corriger usage dans dmplint.yaml quand deux fichiers ont été intervertis.',
    },
  },
  *check({ site, certificates }) {
    let judged = false
    let unknown = false
    for (const { certificate, use } of installations(certificates, ...CERTIFICATE_USAGES)) {
      const { profile } = certificate
      const market =
        use.usage === 'drimbox-ssl' &&
        systemsOf(use, site).some(({ serverCertificate }) => serverCertificate?.value === 'market')
      if (isLegacy(certificate) || (market && profile === 'unknown')) continue
      judged = true
      const expected = NAME[PROFILE_OF[use.usage]]
      const actual = NAME[profile]
      const at = (certificate.extKeyUsage ?? certificate.keyUsage)?.at ?? certificate.at
      const entry = { at: use.entry.usage.at, text: { en: 'the declared usage', fr: "l'usage déclaré" } }
      if (profile === 'person')
        yield { message: 'person', at, data: { usage: use.usage, expected }, expected, related: [entry] }
      else if (!actual) unknown = true
      else if (profile !== PROFILE_OF[use.usage])
        yield {
          message: 'differs',
          at,
          data: { usage: use.usage, expected, actual },
          expected,
          actual,
          related: [entry],
        }
    }
    if (unknown) return notEvaluated(UNKNOWN)
    if (unreadEntries(site, certificates, ...CERTIFICATE_USAGES).length > 0) return certificateUnread
    return judged ? undefined : notApplicable
  },
})
