import type { Certificate, CertificateUse } from '../../src/artifacts/certificate.ts'
import type { Operator, Site } from '../../src/artifacts/site.ts'
import { all, defineRule, each, notApplicable, notEvaluated, type Text } from '../../src/engine/rule.ts'
import { installations, isServedBy, operatorOf, structureText, systemsOf } from '../shared/installations.ts'
import { relationOf } from '../shared/structures.ts'

const NO_OPERATOR: Text = {
  en: 'the operator of a proxy or of a DRIMbox, or its siret, is not in dmplint.yaml',
  fr: "l'opérateur d'un proxy ou d'une DRIMbox, ou son siret, n'est pas dans dmplint.yaml",
}

export default defineRule({
  id: 'SITE-023',
  name: 'psc-certificate-ou-fits-role',
  level: 'error',
  priority: 1,
  requirements: ['G-18', 'G-21', 'FAQ-03', 'FAQ-04'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: ['psc-proxy', 'psc-introspection'] }) },
  messages: {
    proxy: {
      en: "The psc-proxy certificate is on '{ou}', not on the operator of the proxy, '{expected}'.",
      fr: 'Le certificat psc-proxy est sur « {ou} », et non sur l’opérateur du proxy, « {expected} ».',
    },
    introspection: {
      en: "The psc-introspection certificate is on '{ou}', not on the SIRET of the operator of the DRIMbox, '{expected}'.",
      fr: 'Le certificat psc-introspection est sur « {ou} », et non sur le SIRET de l’opérateur de la DRIMbox, « {expected} ».',
    },
  },
  docs: {
    en: {
      title: 'A Pro Santé Connect certificate is on the operator of the proxy, or of the DRIMbox for introspection.',
      why: 'The guide of December 2025 (G-18, G-21) draws the certificate of the proxy on the national identifier of the operator of the proxy, whoever runs the software behind it; the FAQ of the ANS (FAQ-04) draws the one of introspection on the SIRET of the operator of the DRIMbox.',
      fix: 'Let the right operator order the certificate, or correct operator, siret or structId in dmplint.yaml.',
    },
    fr: {
      title: "Un certificat Pro Santé Connect est sur l'opérateur du proxy, ou de la DRIMbox pour l'introspection.",
      why: "Le guide de décembre 2025 (G-18, G-21) prévoit le certificat du proxy sur l'identifiant national de l'opérateur du proxy, quel que soit celui du logiciel derrière ; la FAQ de l'ANS (FAQ-04) prévoit celui de l'introspection sur le SIRET de l'opérateur de la DRIMbox.",
      fix: 'Faire commander le certificat par le bon opérateur, ou corriger operator, siret ou structId dans dmplint.yaml.',
    },
  },
  *check({ site, certificates }) {
    let unknown = false
    for (const installation of installations(certificates, 'psc-proxy', 'psc-introspection')) {
      const { certificate, use } = installation
      const isProxy = use.usage === 'psc-proxy'
      const operators = operatorsOf(use, site)
      const wanted = operators.flatMap(operator => identifiersOf(operator, isProxy))
      const [expected] = wanted
      const ou = certificate.structure
      if (!ou || !expected) {
        unknown = true
        continue
      }
      if (wanted.some(one => isOn(certificate, one.value, site))) continue
      yield {
        message: isProxy ? 'proxy' : 'introspection',
        at: ou.at,
        data: { ou, expected: expected.value },
        expected: expected.value,
        actual: ou,
        related: [
          { at: expected.at, text: { en: 'the operator', fr: "l'opérateur" } },
          { at: use.entry.at, text: { en: 'the entry of the certificate', fr: 'la déclaration du certificat' } },
        ],
      }
    }
    if (certificates.length === 0) return notApplicable
    return unknown ? notEvaluated(NO_OPERATOR) : undefined
  },
})

/** Who must hold the certificate: who runs the proxies of its systems, or the systems themselves. */
function operatorsOf(use: CertificateUse, site: Site): readonly Operator[] {
  const systems = systemsOf(use, site)
  const runBy =
    use.usage === 'psc-proxy'
      ? site.proxies.filter(proxy => systems.some(system => isServedBy(system, proxy)))
      : systems.filter(({ kind }) => kind.value === 'drimbox')
  return runBy.flatMap(one => operatorOf(one, site) ?? [])
}

/** Struct_IdNat of an operator, the one written first. */
function identifiersOf({ structId, siret }: Operator, withStructId: boolean) {
  return [
    ...(structId && withStructId ? [structId] : []),
    ...(siret ? [{ value: `3${siret.value}`, at: siret.at }] : []),
  ]
}

function isOn(certificate: Certificate, id: string, site: Site): boolean {
  const own = structureText(certificate)
  const relation = own === undefined ? 'different' : relationOf(own, id, { site })
  return relation === 'same' || (relation === 'same-siren' && own?.startsWith('3') === true)
}
