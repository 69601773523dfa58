import { type Certificate, KEY_PURPOSE, type Profile } from '../artifacts/certificate.ts'
import { EXTENSION } from '../artifacts/certificate-extensions.ts'
import type { Container } from '../artifacts/container.ts'
import type { RevocationList } from '../artifacts/crl.ts'
import { authorityByKeyIdentifier, knownAuthority } from '../artifacts/igc-sante.ts'
import type { Text } from '../engine/rule.ts'
import { aboutStructure } from './identifiers.ts'
import { type Branch, branch, leaf, leaves } from './tree.ts'

export function inspectContainer(container: Container): Branch {
  const { certificates, privateKeys, crls, requests, protections, leaf: own } = container
  return {
    name: 'container',
    value: container.format,
    children: [
      ...protections.map(({ part, algorithm, modern }) =>
        leaf(part, algorithm, modern ? undefined : { en: 'no longer modern', fr: 'plus moderne' }),
      ),
      ...certificates.map(certificate => inspectCertificate(certificate, certificate === own)),
      ...privateKeys.map(({ encrypted }) =>
        leaf(
          'privateKey',
          encrypted ? 'encrypted' : 'clear',
          encrypted ? { en: 'encrypted', fr: 'chiffrée' } : { en: 'not encrypted', fr: 'non chiffrée' },
        ),
      ),
      ...crls.map(inspectCrl),
      requests.length > 0 ? leaf('certificationRequest', requests.length) : undefined,
    ].filter(child => child !== undefined),
  }
}

export function inspectCertificate(certificate: Certificate, isLeaf: boolean): Branch {
  const authority = knownAuthority(certificate)
  const issuer = authorityByKeyIdentifier(certificate.aki?.value)
  const { structure, san, basicConstraints, privateKeyUsagePeriod } = certificate
  const known = (name: string): Text => ({ en: `known: ${name}`, fr: `connue : ${name}` })
  return {
    name: 'certificate',
    value: certificate.subject.cn?.value ?? '',
    ...(isLeaf ? { notes: [{ en: 'what the container is for', fr: 'celui pour lequel le conteneur est fait' }] } : {}),
    children: [
      leaf('subject', certificate.subject.rfc2253()),
      leaf('issuer', certificate.issuer.rfc2253(), issuer && known(issuer.commonName)),
      leaf('sha256', certificate.sha256, authority && known(authority.commonName)),
      leaf('serialNumber', certificate.serial),
      leaf('profile', certificate.profile, PROFILES[certificate.profile]),
      branch(
        'environment',
        [...new Set(certificate.environmentSigns.map(({ sign, says }) => `${sign} ${says}`))].map(text => {
          const [sign = '', says] = text.split(' ')
          return leaf(sign, says)
        }),
        certificate.environment,
      ),
      leaf('structure', structure, structure && aboutStructure(structure.value)),
      leaf('notBefore', new Date(certificate.notBefore.value).toISOString()),
      leaf('notAfter', new Date(certificate.notAfter.value).toISOString()),
      leaf(
        'publicKey',
        [certificate.key.value.algorithm, certificate.key.value.curve, certificate.key.value.bits || undefined]
          .filter(part => part !== undefined)
          .join(' '),
      ),
      leaf('signatureAlgorithm', certificate.signatureAlgorithm),
      leaf('keyUsage', certificate.keyUsage?.value.join(', ')),
      leaf('extKeyUsage', certificate.extKeyUsage?.value.map(oid => NAMES[oid] ?? oid).join(', ')),
      leaf('cA', basicConstraints?.ca),
      ...leaves('dNSName', san?.dns ?? []),
      ...leaves('rfc822Name', san?.emails ?? []),
      ...leaves('userPrincipalName', san?.upn ?? []),
      ...leaves('certificatePolicy', certificate.policies),
      ...leaves('cRLDistributionPoint', certificate.crlDistributionPoints),
      ...leaves('ocsp', certificate.aia.ocsp),
      ...leaves('caIssuers', certificate.aia.caIssuers),
      leaf('categorieProduit', certificate.category),
      leaf('typeProduit', certificate.cardType),
      leaf('cardNumber', certificate.cardNumber),
      leaf('profession', certificate.profession),
      ...leaves('specialty', certificate.specialties),
      privateKeyUsagePeriod &&
        leaf(
          'privateKeyUsagePeriod',
          [privateKeyUsagePeriod.notBefore, privateKeyUsagePeriod.notAfter]
            .map(bound => (bound ? new Date(bound.value).toISOString() : ''))
            .join('/'),
        ),
      branch(
        'extensions',
        certificate.extensions.map(({ oid, critical }) =>
          leaf(NAMES[oid] ?? oid, critical ? 'critical' : 'not critical'),
        ),
        String(certificate.extensions.length),
      ),
      ...certificate.notes.map(({ code }) => leaf('encoding', code)),
    ].filter(child => child !== undefined),
  }
}

export function inspectCrl(crl: RevocationList): Branch {
  return {
    name: 'CRL',
    children: [
      leaf('issuer', crl.issuer.rfc2253()),
      leaf('thisUpdate', new Date(crl.thisUpdate.value).toISOString()),
      crl.nextUpdate && leaf('nextUpdate', new Date(crl.nextUpdate.value).toISOString()),
      leaf('authorityKeyIdentifier', crl.aki),
      crl.isDelta ? leaf('deltaCRL', true) : undefined,
      leaf('revoked', crl.revoked.size),
    ].filter(child => child !== undefined),
  }
}

const NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  [...Object.entries(EXTENSION), ...Object.entries(KEY_PURPOSE)].map(([name, oid]) => [oid, name]),
)

const PROFILES: Readonly<Record<Profile, Text>> = {
  'org-auth-cli': { en: 'organisation, client authentication', fr: 'organisation, authentification cliente' },
  'org-sign': { en: 'organisation, signature', fr: 'organisation, signature' },
  'serv-ssl': { en: 'server, SERV SSL', fr: 'serveur, SERV SSL' },
  person: { en: 'of a person: card or software', fr: 'd’une personne : carte ou logiciel' },
  ca: { en: 'authority', fr: 'autorité' },
  legacy: { en: 'issued by GIP-CPS, before the IGC-Santé', fr: 'émis par le GIP-CPS, avant l’IGC-Santé' },
  unknown: { en: 'no profile of the IGC-Santé', fr: 'aucun profil de l’IGC-Santé' },
}
