import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isOid } from '../../src/identifiers/index.ts'
import { edition, lookup } from '../../src/nomenclatures/index.ts'
import { ROLE_SYSTEM } from '../shared/vihf.ts'

export default defineRule({
  id: 'VIHF-021',
  name: 'first-role-is-a-known-profession',
  level: 'warning',
  priority: 2,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF', 'JDV_J65'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    unknown: {
      en: "The role '{code}' of code system {codeSystem} is not in JDV_J65 of {date}.",
      fr: "Le rôle « {code} » du système de codes {codeSystem} n'est pas dans la JDV_J65 du {date}.",
    },
    pharmacist: {
      en: "The profession '20' does not exist: a pharmacist is 21.",
      fr: "La profession « 20 » n'existe pas : un pharmacien est 21.",
    },
    specialtyFirst: {
      en: "The first role is the specialty '{code}': the profession comes first.",
      fr: "Le premier rôle est la spécialité « {code} » : la profession vient d'abord.",
    },
    codeSystem: {
      en: "The code system '{codeSystem}' of the first role is not an OID.",
      fr: "Le système de codes « {codeSystem} » du premier rôle n'est pas un OID.",
    },
  },
  docs: {
    en: {
      title: 'The first role is a profession of TRE_G15, or a code of TRE_A00 for what is not a professional.',
      why: 'The mapping of the CI-SIS takes the roles from JDV_J65-SubjectRole-DMP, profession first. An example code that circulates writes 20 for a pharmacist.',
      fix: 'Write the profession as TRE_G15 has it (10 for a doctor, 21 for a pharmacist) under 1.2.250.1.71.1.2.7, and the specialty as second value.',
    },
    fr: {
      title:
        "Le premier rôle est une profession de TRE_G15, ou un code de TRE_A00 pour ce qui n'est pas un professionnel.",
      why: "Le mapping du CI-SIS prend les rôles dans la JDV_J65-SubjectRole-DMP, profession d'abord. Un exemple de code qui circule écrit 20 pour un pharmacien.",
      fix: 'Écrire la profession selon TRE_G15 (10 pour un médecin, 21 pour un pharmacien) dans 1.2.250.1.71.1.2.7, et la spécialité en seconde valeur.',
    },
  },
  *check({ token }) {
    const [role] = token.subjectRoles
    if (!role?.code || !role.codeSystem) return notApplicable
    const { code, codeSystem } = role
    switch (codeSystem.value) {
      case ROLE_SYSTEM.doctorSkill:
      case ROLE_SYSTEM.pharmacistSection:
        yield { message: 'specialtyFirst', at: code.at, data: { code }, actual: code }
        return
      case ROLE_SYSTEM.profession:
      case ROLE_SYSTEM.notProfessional:
        if (isKnown(code.value, codeSystem.value)) return
        if (code.value === '20' && codeSystem.value === ROLE_SYSTEM.profession)
          yield { message: 'pharmacist', at: code.at, expected: '21', actual: code }
        else
          yield {
            message: 'unknown',
            at: code.at,
            data: { code, codeSystem, date: edition('JDV_J65').date },
            actual: code,
          }
        return
      default:
        // Professions in training, social professions and others have code systems that are not all published.
        if (!isOid(codeSystem.value))
          yield { message: 'codeSystem', at: codeSystem.at, data: { codeSystem }, actual: codeSystem }
    }
  },
})

const isKnown = (code: string, codeSystem: string): boolean =>
  lookup('JDV_J65', code, codeSystem).status !== 'absent' || lookup('TRE_G15', code, codeSystem).status !== 'absent'
