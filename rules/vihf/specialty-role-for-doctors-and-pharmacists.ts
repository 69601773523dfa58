import { VIHF_NAMES } from '../../src/artifacts/vihf.ts'
import { defineRule, each, notApplicable, type Text } from '../../src/engine/rule.ts'
import { edition, lookup } from '../../src/nomenclatures/index.ts'
import { ROLE_SYSTEM } from '../shared/vihf.ts'

const SECOND_ROLE: Readonly<Record<string, { readonly codeSystem: string; readonly who: Text; readonly what: Text }>> =
  {
    '10': {
      codeSystem: ROLE_SYSTEM.doctorSkill,
      who: { en: 'doctor', fr: 'médecin' },
      what: { en: 'specialty', fr: 'spécialité' },
    },
    '21': {
      codeSystem: ROLE_SYSTEM.pharmacistSection,
      who: { en: 'pharmacist', fr: 'pharmacien' },
      what: { en: 'section of the Ordre', fr: "section de l'Ordre" },
    },
  }

export default defineRule({
  id: 'VIHF-022',
  name: 'specialty-role-for-doctors-and-pharmacists',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    missing: {
      en: 'The role says {who}, but no second value gives the {what} under code system {codeSystem}.',
      fr: 'Le rôle dit {who}, mais aucune seconde valeur ne donne la {what} dans le système de codes {codeSystem}.',
    },
    unknown: {
      en: "The {what} '{code}' of the role is not in JDV_J65 of {date}.",
      fr: "La {what} « {code} » du rôle n'est pas dans la JDV_J65 du {date}.",
    },
  },
  dmpAnswer: 'Aucune spécialité dans le vihf. Spécialité obligatoire pour les Médecins...',
  docs: {
    en: {
      title: 'The role of a doctor or a pharmacist has a second value: specialty, or section of the Ordre.',
      why: 'The mapping of the CI-SIS makes the second role mandatory for doctors (TRE_R01) and pharmacists (TRE_G05), and the DMP refuses the token of a doctor without it.',
      fix: 'Add a second AttributeValue to the same Attribute: a Role with the specialty of the doctor, for example SM44 under 1.2.250.1.71.4.2.5, or the section of the pharmacist under 1.2.250.1.71.4.2.6.',
    },
    fr: {
      title: "Le rôle d'un médecin ou d'un pharmacien a une seconde valeur : spécialité, ou section de l'Ordre.",
      why: "Le mapping du CI-SIS rend le second rôle obligatoire pour les médecins (TRE_R01) et les pharmaciens (TRE_G05), et le DMP refuse le jeton d'un médecin qui ne l'a pas.",
      fix: 'Ajouter un second AttributeValue au même Attribute : un Role avec la spécialité du médecin, par exemple SM44 dans 1.2.250.1.71.4.2.5, ou la section du pharmacien dans 1.2.250.1.71.4.2.6.',
    },
  },
  *check({ token: { attributes, subjectRoles } }) {
    // The place of the values does not count: the code system tells profession and specialty apart.
    const profession = subjectRoles.find(({ codeSystem }) => codeSystem?.value === ROLE_SYSTEM.profession)
    const second = SECOND_ROLE[profession?.code?.value ?? '']
    const roles = attributes.filter(({ name }) => name.value === VIHF_NAMES.role)
    // Two Attribute elements are VIHF-010's.
    if (!profession || !second || roles.length > 1) return notApplicable
    const { codeSystem, who, what } = second
    const role = subjectRoles.find(role => role.codeSystem?.value === codeSystem)
    if (!role?.code) {
      yield { message: 'missing', at: profession.element.at, data: { who, what, codeSystem } }
      return
    }
    const { code } = role
    if (lookup('JDV_J65', code.value, codeSystem).status === 'absent')
      yield {
        message: 'unknown',
        at: code.at,
        data: { what, code, date: edition('JDV_J65').date },
        actual: code,
        level: 'warning',
      }
  },
})
