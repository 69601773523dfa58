import type { Certificate } from '../../src/artifacts/certificate.ts'
import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isLegacy, structureIdOf } from '../shared/certificates.ts'
import { modeOf } from '../shared/mode.ts'
import { isClass1, isInstalled } from '../shared/signatures.ts'

export default defineRule({
  id: 'SIG-009',
  name: 'signer-kind-fits-mode',
  level: 'error',
  priority: 1,
  requirements: ['EX_GEN-1450', 'CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { signature: each('signature', { role: 'token' }), certificates: all('certificate') },
  messages: {
    person: {
      en: "In mode {mode} the structure signs, but '{name}' is the certificate of a person.",
      fr: 'En mode {mode}, la structure signe, mais « {name} » est le certificat d’une personne.',
    },
    foreign: {
      en: "In mode {mode} the structure signs, but '{name}' is not an organisation certificate of the IGC-Santé.",
      fr: "En mode {mode}, la structure signe, mais « {name} » n'est pas un certificat d'organisation de l'IGC-Santé.",
    },
    structure: {
      en: "The organisation certificate '{name}' that signed has no Struct_IdNat in its OU.",
      fr: "Le certificat d'organisation « {name} » qui a signé n'a pas de Struct_IdNat dans son OU.",
    },
    organisation: {
      en: "In mode DIRECTE the card of the professional signs, but '{name}' is not the certificate of a person.",
      fr: "En mode DIRECTE, la carte du professionnel signe, mais « {name} » n'est pas le certificat d'une personne.",
    },
  },
  docs: {
    en: {
      title: 'The structure signs in indirect authentication, a card in direct authentication.',
      why: 'In INDIRECTE and INDIRECTE_RENFORCEE the DMP authenticates the structure by its ORG SIGN certificate, in DIRECTE the professional by the card (EX_GEN-1450, CI-SIS transport volume). A certificate of the other kind is refused.',
      fix: 'Sign with the ORG SIGN certificate of the structure, or declare the mode in which the card signs.',
    },
    fr: {
      title: 'La structure signe en authentification indirecte, une carte en authentification directe.',
      why: "En INDIRECTE et INDIRECTE_RENFORCEE, le DMP authentifie la structure par son certificat ORG SIGN, en DIRECTE le professionnel par sa carte (EX_GEN-1450, volet transport du CI-SIS). Un certificat de l'autre sorte est refusé.",
      fix: 'Signer avec le certificat ORG SIGN de la structure, ou déclarer le mode dans lequel la carte signe.',
    },
  },
  *check({ signature: { host, signer }, certificates }) {
    // A mode that is nowhere declared must not be guessed from the signer that it is to judge.
    const mode = host && (host.mode || host.contextDecl) ? modeOf(host, []) : undefined
    if (!mode || !signer || signer.isCa) return notApplicable
    const name = signer.subject.cn ?? signer.subject.rfc2253()
    const { at } = signer.subject
    if (mode === 'DIRECTE') {
      if (!isOfPerson(signer)) yield { message: 'organisation', at, data: { name } }
    } else if (isOfPerson(signer)) yield { message: 'person', at, data: { mode, name } }
    else if (!signer.isOrganisationLeaf && !isLegacy(signer)) yield { message: 'foreign', at, data: { mode, name } }
    else if (signer.isOrganisationLeaf && !structureIdOf(signer) && !isInstalled(signer, certificates))
      yield { message: 'structure', at: signer.subject.ou?.at ?? at, data: { name } }
  },
})

/** A card, a software certificate of a professional, or a card of the old class 1. */
const isOfPerson = (certificate: Certificate): boolean => certificate.profile === 'person' || isClass1(certificate)
