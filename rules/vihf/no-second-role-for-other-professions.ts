import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isAutomate, ROLE_SYSTEM } from '../shared/vihf.ts'

const SPECIALTY_SYSTEMS = new Set<string>([ROLE_SYSTEM.doctorSkill, ROLE_SYSTEM.pharmacistSection])
/** Doctors and pharmacists, in training too. */
const WITH_SPECIALTY = new Set(['10', '21'])

export default defineRule({
  id: 'VIHF-023',
  name: 'no-second-role-for-other-professions',
  level: 'warning',
  priority: 3,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    specialty: {
      en: "The specialty '{code}' stands beside profession '{profession}', which has none in a VIHF.",
      fr: "La spécialité « {code} » accompagne la profession « {profession} », qui n'en a pas dans un VIHF.",
    },
    automate: {
      en: 'AUTOMATE stands beside another role: it is a single value.',
      fr: "AUTOMATE accompagne un autre rôle : c'est une valeur unique.",
    },
  },
  docs: {
    en: {
      title: 'Only doctors, pharmacists and professionals characterised by their role have a second role value.',
      why: 'The mapping of the CI-SIS reserves the specialty to doctors and the section to pharmacists; AUTOMATE stands alone.',
      fix: 'Leave the second value out.',
    },
    fr: {
      title:
        'Seuls les médecins, les pharmaciens et les professionnels caractérisés par leur rôle ont une seconde valeur de rôle.',
      why: 'Le mapping du CI-SIS réserve la spécialité aux médecins et la section aux pharmaciens ; AUTOMATE est seul.',
      fix: 'Retirer la seconde valeur.',
    },
  },
  *check({ token }) {
    const roles = token.subjectRoles
    const [, second] = roles
    if (roles.length === 0) return notApplicable
    if (isAutomate(token)) {
      if (second) yield { message: 'automate', at: second.element.at, actual: second.code }
      return
    }
    const profession = roles.find(({ codeSystem }) => !SPECIALTY_SYSTEMS.has(codeSystem?.value ?? ''))?.code
    if (!profession || WITH_SPECIALTY.has(profession.value)) return
    for (const { code, codeSystem } of roles)
      if (code && SPECIALTY_SYSTEMS.has(codeSystem?.value ?? ''))
        yield { message: 'specialty', at: code.at, data: { code, profession }, actual: code }
  },
})
