import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isDirect } from '../shared/token.ts'
import { ROLE_SYSTEM } from '../shared/vihf.ts'

export default defineRule({
  id: 'SIG-016',
  name: 'direct-token-names-the-card-holder',
  level: 'warning',
  priority: 2,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF', 'EX_0.1-1020'],
  evidence: 'measured',
  inputs: { signature: each('signature', { role: 'token' }), signatures: all('signature', { role: 'token' }) },
  messages: {
    nameId: {
      en: "The NameID '{nameId}' is not the identifier on the card that signed, '{card}'.",
      fr: "Le NameID « {nameId} » n'est pas l'identifiant de la carte qui a signé, « {card} ».",
    },
    profession: {
      en: "The token has the profession '{role}', the card that signed has '{card}'.",
      fr: 'Le jeton a la profession « {role} », la carte qui a signé a « {card} ».',
    },
    specialty: {
      en: "The token has the specialty '{role}', the card that signed has '{card}'.",
      fr: 'Le jeton a la spécialité « {role} », la carte qui a signé a « {card} ».',
    },
  },
  docs: {
    en: {
      title:
        'In direct authentication the token names the holder of the card, with the profession and specialty of the card.',
      why: 'In DIRECTE the card proves who the professional is: the CI-SIS mapping takes PS_IdNat from the CN of its certificate, and profession and specialty from its extensions. Another name means that the card of a colleague signed.',
      fix: 'Build NameID and roles from the certificate of the card that is in the reader.',
    },
    fr: {
      title:
        'En authentification directe, le jeton désigne le porteur de la carte, avec sa profession et sa spécialité.',
      why: "En DIRECTE, la carte prouve qui est le professionnel : la correspondance du CI-SIS prend le PS_IdNat dans le CN de son certificat, la profession et la spécialité dans ses extensions. Un autre nom indique que la carte d'un collègue a signé.",
      fix: 'Construire NameID et rôles à partir du certificat de la carte présente dans le lecteur.',
    },
  },
  *check({ signature: { host, signer }, signatures }) {
    // SIG-009 tells a token in DIRECTE that no person signed.
    if (!host || signer?.profile !== 'person' || !isDirect(host, signatures)) return notApplicable
    const { nameId, subjectRoles } = host
    const { cn } = signer.subject
    const related = [{ at: signer.at, text: { en: 'the certificate of the card', fr: 'le certificat de la carte' } }]
    if (nameId && cn && nameId.value.trim() !== cn.value.trim())
      yield {
        message: 'nameId',
        at: nameId.at,
        data: { nameId, card: cn },
        expected: cn,
        actual: nameId,
        related: [{ at: cn.at, text: { en: 'the identifier on the card', fr: "l'identifiant de la carte" } }],
      }
    const roleIn = (...systems: readonly string[]) =>
      subjectRoles.find(({ codeSystem }) => systems.includes(codeSystem?.value ?? ''))?.code
    const profession = roleIn(ROLE_SYSTEM.profession)
    if (profession && signer.profession && Number(profession.value) !== signer.profession.value)
      yield {
        message: 'profession',
        at: profession.at,
        data: { role: profession, card: signer.profession.value },
        actual: profession,
        related,
      }
    const specialty = roleIn(ROLE_SYSTEM.doctorSkill, ROLE_SYSTEM.pharmacistSection)
    const specialties = signer.specialties.map(({ value }) => value)
    if (specialty && specialties.length > 0 && !specialties.includes(specialty.value))
      yield {
        message: 'specialty',
        at: specialty.at,
        data: { role: specialty, card: specialties.join(', ') },
        actual: specialty,
        related,
      }
  },
})
