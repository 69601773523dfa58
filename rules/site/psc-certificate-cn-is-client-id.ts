import { all, defineRule, each, notApplicable, notEvaluated, type Text } from '../../src/engine/rule.ts'
import { clientIdOf, installations, systemsOf } from '../shared/installations.ts'

const PSC_USAGES = ['psc-proxy', 'psc-introspection'] as const

const NO_CLIENT_ID: Text = {
  en: 'the system of a Pro Santé Connect certificate is not told, or its operator has no clientIds in dmplint.yaml',
  fr: "le système d'un certificat Pro Santé Connect n'est pas dit, ou son opérateur n'a pas de clientIds dans dmplint.yaml",
}

export default defineRule({
  id: 'SITE-022',
  name: 'psc-certificate-cn-is-client-id',
  level: 'error',
  priority: 1,
  requirements: ['G-18', 'G-21', 'FAQ-03', 'FAQ-04'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: PSC_USAGES }) },
  messages: {
    differs: {
      en: "The {usage} certificate is issued to '{cn}', but the Client_ID is '{client}'.",
      fr: 'Le certificat {usage} est délivré à « {cn} », mais le Client_ID est « {client} ».',
    },
    case: {
      en: "The {usage} certificate is issued to '{cn}', which differs from the Client_ID '{client}' in case only.",
      fr: 'Le certificat {usage} est délivré à « {cn} », qui ne diffère du Client_ID « {client} » que par la casse.',
    },
  },
  docs: {
    en: {
      title: 'The CN of a Pro Santé Connect certificate is the Client_ID.',
      why: 'The guide of December 2025 (G-18, G-21) puts the Client_ID of the operator of the RIS or of the DRIMbox into the CN. Pro Santé Connect compares it with the client that asks, case included: with another name the connection is refused.',
      fix: 'Order the certificate again with the exact Client_ID as service applicatif, or correct clientIds in dmplint.yaml.',
    },
    fr: {
      title: 'Le CN d’un certificat Pro Santé Connect est le Client_ID.',
      why: "Le guide de décembre 2025 (G-18, G-21) met dans le CN le Client_ID de l'opérateur du RIS ou de la DRIMbox. Pro Santé Connect le compare au client qui se présente, casse comprise : avec un autre nom, la connexion est refusée.",
      fix: 'Commander à nouveau le certificat avec le Client_ID exact comme service applicatif, ou corriger clientIds dans dmplint.yaml.',
    },
  },
  *check({ site, certificates }) {
    let unknown = false
    for (const { certificate, use } of installations(certificates, ...PSC_USAGES)) {
      const systems = systemsOf(use, site)
      const clients = systems.flatMap(system => clientIdOf(system, site) ?? [])
      const { cn } = certificate.subject
      const client = clients.find(({ value }) => value === cn?.value) ?? clients[0]
      // An entry for several systems is right when it bears the Client_ID of one of them.
      if (client && cn && cn.value === client.value) continue
      if (!client || !cn || clients.length < systems.length) {
        unknown = true
        continue
      }
      yield {
        message: cn.value.toLowerCase() === client.value.toLowerCase() ? 'case' : 'differs',
        at: cn.at,
        data: { usage: use.usage, cn, client },
        expected: client,
        actual: cn,
        related: [
          { at: client.at, text: { en: 'the Client_ID', fr: 'le Client_ID' } },
          { at: use.entry.at, text: { en: 'the entry of the certificate', fr: 'la déclaration du certificat' } },
        ],
      }
    }
    if (certificates.length === 0) return notApplicable
    return unknown ? notEvaluated(NO_CLIENT_ID) : undefined
  },
})
