import { defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'CERT-008',
  name: 'person-certificate-is-not-for-a-structure',
  level: 'note',
  priority: 2,
  requirements: ['G-06', 'EX_GEN-1450'],
  evidence: 'measured',
  inputs: { certificate: each('certificate'), site: optional('site') },
  messages: {
    person: {
      en: 'This is the certificate of a person, from a card or software: it cannot serve as a structure or server certificate.',
      fr: "C'est le certificat d'une personne, de carte ou logiciel : il ne peut servir de certificat de structure ou de serveur.",
    },
  },
  docs: {
    en: {
      title: 'A certificate file is not that of a person.',
      why: 'The guide of December 2025 (G-06) and EX_GEN-1450 want ORG certificates for the DMP. A certificate of a person is recognised by its authority (PERSONNES), its card or profession extensions, smart card logon, a user principal name, a title or a multi-valued name; some of them have an OU, so that OU tells nothing.',
      fix: 'Take the file away if it was put there by mistake; in direct authentication the card itself is used.',
    },
    fr: {
      title: "Un fichier de certificat n'est pas celui d'une personne.",
      why: "Le guide de décembre 2025 (G-06) et EX_GEN-1450 veulent des certificats ORG pour le DMP. Le certificat d'une personne se reconnaît à son autorité (PERSONNES), à ses extensions de carte ou de profession, à l'ouverture de session par carte, à un UPN, à un titre ou à un nom à plusieurs valeurs ; certains ont une OU, qui ne dit donc rien.",
      fix: "Retirer le fichier s'il a été placé là par erreur ; en authentification directe, c'est la carte elle-même qui sert.",
    },
  },
  *check({ certificate, site }) {
    const systems = site?.systems ?? []
    const direct = systems.length > 0 && systems.every(({ authentication }) => authentication?.value === 'direct')
    if (certificate.isCa || certificate.uses.length > 0 || direct) return notApplicable
    if (certificate.profile === 'person') yield { message: 'person', at: certificate.subject.at }
  },
})
