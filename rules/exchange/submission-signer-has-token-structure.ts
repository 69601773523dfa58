import { all, defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { isCertified } from '../shared/certified-structure.ts'
import { samePersonId } from '../shared/same-person.ts'
import { relationOf, unknownLink } from '../shared/structures.ts'
import { isDirect } from '../shared/token.ts'

export default defineRule({
  id: 'XCHG-009',
  name: 'submission-signer-has-token-structure',
  level: 'warning',
  priority: 2,
  requirements: ['EX_GEN-1450', 'G-12', 'G-25'],
  evidence: 'inferred',
  inputs: {
    signature: each('signature', { role: 'submission' }),
    token: one('vihf'),
    signatures: all('signature', { role: 'token' }),
    authentication: all('certificate', { role: 'dmp-auth' }),
    directory: optional('directory'),
    site: optional('site'),
  },
  messages: {
    otherStructure: {
      en: "The submission is signed with the certificate of '{signer}', but the token names structure '{structure}'.",
      fr: 'La soumission est signée avec le certificat de « {signer} », mais le jeton désigne la structure « {structure} ».',
    },
    otherPerson: {
      en: "The submission is signed by '{signer}', but the NameID of the token is '{nameId}'.",
      fr: 'La soumission est signée par « {signer} », mais le NameID du jeton est « {nameId} ».',
    },
  },
  docs: {
    en: {
      title: 'The submission is signed by whoever the token names.',
      why: 'Token and submission are signed with the same means: the ORG SIGN certificate of the structure in indirect authentication, the card of the professional in direct authentication (EX_GEN-1450; guide of December 2025, G-12 and G-25). Two signers show that two settings were not changed together.',
      fix: 'Sign the submission with the certificate or card that signs the token.',
    },
    fr: {
      title: 'La soumission est signée par celui que le jeton désigne.',
      why: 'Jeton et soumission sont signés par le même moyen : le certificat ORG SIGN de la structure en authentification indirecte, la carte du professionnel en authentification directe (EX_GEN-1450 ; guide de décembre 2025, G-12 et G-25). Deux signataires montrent que deux paramètres n’ont pas été changés ensemble.',
      fix: 'Signer la soumission avec le certificat ou la carte qui signe le jeton.',
    },
  },
  *check({ signature, token, signatures, authentication, directory, site }) {
    const { signer } = signature
    const { structure, nameId } = token
    if (!signer) return notApplicable
    const at = signature.certificates[0]?.at ?? signature.at
    if (isDirect(token, signatures)) {
      const holder = signer.subject.cn
      // A signer of the wrong kind is left to SIG-009.
      if (signer.profile !== 'person' || !holder || !nameId) return notApplicable
      if (samePersonId(holder.value, nameId.value)) return
      yield {
        message: 'otherPerson',
        at,
        data: { signer: holder, nameId },
        expected: nameId,
        actual: holder,
        related: [{ at: nameId.at, text: { en: 'the NameID', fr: 'le NameID' } }],
      }
      return
    }
    if (!signer.structure || !structure) return notApplicable
    // A structure that no certificate carries is a defect of the token: XCHG-001.
    if (!isCertified(token, authentication, signatures, { directory, site })) return notApplicable
    const relation = relationOf(signer.structure.value, structure.value, { directory, site })
    if (relation === 'same' || relation === 'linked') return
    if (relation === 'unknown-link') return unknownLink
    yield {
      message: 'otherStructure',
      at,
      data: { signer: signer.structure, structure },
      expected: structure,
      actual: signer.structure,
      related: [{ at: structure.at, text: { en: 'the structure of the token', fr: 'la structure du jeton' } }],
    }
  },
})
