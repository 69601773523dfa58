import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isAutomate, personOf } from '../shared/vihf.ts'

export default defineRule({
  id: 'VIHF-024',
  name: 'automate-role-only-as-last-resort',
  level: 'warning',
  priority: 2,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF', 'G-62'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    known: {
      en: "The role is AUTOMATE although the NameID '{nameId}' names a professional whose profession the directory gives.",
      fr: "Le rôle est AUTOMATE alors que le NameID « {nameId} » désigne un professionnel dont l'annuaire donne la profession.",
    },
  },
  docs: {
    en: {
      title: 'AUTOMATE is not used with the national identifier of a professional.',
      why: 'The mapping of the CI-SIS allows AUTOMATE only when no other role is possible. When sending is automatic, the NameID names the radiologist or nuclear physician responsible (G-62), whose profession and specialty are in the directory.',
      fix: 'Write profession and specialty of the person whom the NameID names.',
    },
    fr: {
      title: "AUTOMATE ne s'emploie pas avec l'identifiant national d'un professionnel.",
      why: "Le mapping du CI-SIS n'admet AUTOMATE que si aucun autre rôle n'est possible. Quand l'envoi est automatique, le NameID désigne le radiologue ou le médecin nucléaire responsable (G-62), dont l'annuaire donne la profession et la spécialité.",
      fix: 'Écrire la profession et la spécialité de la personne que le NameID désigne.',
    },
  },
  *check({ token }) {
    const { nameId } = token
    if (!nameId || !isAutomate(token)) return notApplicable
    const kind = personOf(token)?.kind
    const role = token.subjectRoles.find(({ code }) => code?.value === 'AUTOMATE')
    if (role && (kind === 'rpps' || kind === 'adeli'))
      yield {
        message: 'known',
        at: role.element.at,
        data: { nameId },
        actual: role.code,
        related: [{ at: nameId.at, text: { en: 'the NameID', fr: 'le NameID' } }],
      }
  },
})
