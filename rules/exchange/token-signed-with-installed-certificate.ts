import { all, defineRule, each, notApplicable, optional, some } from '../../src/engine/rule.ts'
import { isCertified } from '../shared/certified-structure.ts'
import { relationOf } from '../shared/structures.ts'
import { isIndirect } from '../shared/token.ts'

export default defineRule({
  id: 'XCHG-008',
  name: 'token-signed-with-installed-certificate',
  level: 'warning',
  priority: 1,
  requirements: ['EX_GEN-1450', 'DB.SO.89'],
  evidence: 'inferred',
  inputs: {
    token: each('vihf'),
    signatures: all('signature', { role: 'token' }),
    certificates: some('certificate', { role: 'dmp-sign' }),
    authentication: all('certificate', { role: 'dmp-auth' }),
    directory: optional('directory'),
    site: optional('site'),
  },
  messages: {
    notInstalled: {
      en: "The token is signed with the certificate '{signer}', which is not a dmp-sign certificate of the system.",
      fr: "Le jeton est signé avec le certificat « {signer} », qui n'est pas un certificat dmp-sign du système.",
    },
    renewed: {
      en: "The token is signed with another certificate of the same name as '{signer}': the exchange was captured before a renewal, or the old certificate is still in service.",
      fr: "Le jeton est signé avec un autre certificat du même nom que « {signer} » : l'échange a été capturé avant un renouvellement, ou l'ancien certificat est encore en service.",
    },
    otherStructure: {
      en: "The token names structure '{structure}', but is signed with the installed certificate of '{signer}'.",
      fr: 'Le jeton désigne la structure « {structure} », mais est signé avec le certificat installé de « {signer} ».',
    },
  },
  docs: {
    en: {
      title: 'The token is signed with the dmp-sign certificate installed for its system and structure.',
      why: 'A structure has two certificates for the DMP, one for the connection and one that signs (EX_GEN-1450), and a system that serves several structures must choose the one of the structure on which it feeds (DB.SO.89). A token signed with a certificate that nobody declared shows that the wrong one is in service, or that the inventory is wrong.',
      fix: 'Install the certificate of the structure in the system, or list the one in service under certificates: in dmplint.yaml. Capture the exchange again after a renewal.',
    },
    fr: {
      title: 'Le jeton est signé avec le certificat dmp-sign installé pour son système et sa structure.',
      why: "Une structure a deux certificats pour le DMP, l'un pour la connexion et l'autre qui signe (EX_GEN-1450), et un système qui sert plusieurs structures doit choisir celui de la structure pour laquelle il alimente (DB.SO.89). Un jeton signé avec un certificat que personne n'a déclaré montre que le mauvais est en service, ou que l'inventaire est faux.",
      fix: "Installer le certificat de la structure dans le système, ou déclarer celui qui est en service sous certificates: dans dmplint.yaml. Capturer à nouveau l'échange après un renouvellement.",
    },
  },
  *check({ token, signatures, certificates, authentication, directory, site }) {
    const signature = signatures.find(({ host }) => host === token)
    const signer = signature?.signer
    if (!signature || !signer || !isIndirect(token, signatures)) return notApplicable
    const at = signature.certificates[0]?.at ?? signature.at
    const name = signer.subject.cn?.value ?? signer.sha256
    if (!certificates.some(({ sha256 }) => sha256 === signer.sha256)) {
      const namesake = certificates.find(({ subject }) => subject.equals(signer.subject))
      yield {
        message: namesake ? 'renewed' : 'notInstalled',
        at,
        data: { signer: name },
        related: (namesake ? [namesake] : certificates).map(certificate => ({
          at: certificate.at,
          text: { en: 'an installed certificate', fr: 'un certificat installé' },
        })),
      }
      return
    }
    const { structure } = token
    if (!structure || !signer.structure) return
    // A structure that no certificate carries is a defect of the token: XCHG-001.
    if (!isCertified(token, authentication, signatures, { directory, site })) return
    const relation = relationOf(signer.structure.value, structure.value, { directory, site })
    if (relation !== 'different' && relation !== 'unlinked') return
    yield { message: 'otherStructure', at, data: { structure, signer: signer.structure }, expected: structure }
  },
})
