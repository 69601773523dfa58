import { all, defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'
import { besides, issuersAmong, mustBeOfOrganisations } from '../shared/certificates.ts'

export default defineRule({
  id: 'CERT-004',
  name: 'chain-is-complete',
  level: 'warning',
  priority: 2,
  requirements: ['SSI/IE.43', 'MSS/va1.06'],
  evidence: 'measured',
  inputs: {
    certificate: each('certificate'),
    trust: all('certificate', { role: 'trust' }),
    certificates: all('certificate'),
  },
  messages: {
    intermediate: {
      en: "The intermediate authority '{issuer}' is neither in the file of this certificate nor under trust:.",
      fr: "L'autorité intermédiaire « {issuer} » n'est ni dans le fichier de ce certificat ni sous trust:.",
    },
    rootOnly: {
      en: "trust: holds the root of this certificate but not its intermediate authority '{issuer}'.",
      fr: 'trust: contient la racine de ce certificat, mais pas son autorité intermédiaire « {issuer} ».',
    },
  },
  docs: {
    en: {
      title: 'The intermediate authority of each certificate is at hand, and trust holds root and intermediate.',
      why: 'A peer that receives a leaf without its intermediate cannot build the chain and refuses the connection (SSI/IE.43, MSS/va1.06). A trust store with the root alone works only with peers that send their intermediate.',
      fix: 'List both authorities of the environment under trust:, and install the bundle with the intermediate on the server.',
    },
    fr: {
      title: "L'autorité intermédiaire de chaque certificat est disponible, et trust contient racine et intermédiaire.",
      why: "Un correspondant qui reçoit un certificat sans son intermédiaire ne peut construire la chaîne et refuse la connexion (SSI/IE.43, MSS/va1.06). Un magasin limité à la racine ne fonctionne qu'avec ceux qui envoient leur intermédiaire.",
      fix: "Déclarer les deux autorités de l'environnement sous trust:, et installer sur le serveur le fichier qui contient l'intermédiaire.",
    },
  },
  *check({ certificate, trust, certificates }) {
    if (!mustBeOfOrganisations(certificate)) return notApplicable
    const bundle = besides(certificate, certificates).filter(one => one.isCa)
    if (bundle.length === 0 && trust.length === 0)
      return notEvaluated({
        en: 'the file holds the certificate alone and no authority is listed under trust:',
        fr: "le fichier ne contient que le certificat et aucune autorité n'est déclarée sous trust:",
      })
    const { issuer } = certificate
    const data = { issuer: issuer.cn?.value ?? issuer.rfc2253() }
    if (issuersAmong(certificate, trust).length > 0) return
    const [intermediate] = issuersAmong(certificate, bundle)
    if (!intermediate) yield { message: 'intermediate', at: issuer.at, data }
    else if (issuersAmong(intermediate, trust).length > 0) yield { message: 'rootOnly', at: issuer.at, data }
  },
})
