import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isAir } from '../shared/mode.ts'
import { userInfoOf, withoutUserInfo } from '../shared/userinfo.ts'

export default defineRule({
  id: 'PSC-002',
  name: 'nameid-is-subject-nameid',
  level: 'error',
  priority: 1,
  requirements: ['DB.CO.92', 'DMP/AIRS.06', 'PSC.10'],
  evidence: 'official',
  inputs: { token: each('vihf'), infos: all('userinfo') },
  messages: {
    differs: {
      en: "The NameID '{nameId}' is not the person who authenticated, '{subject}'.",
      fr: "Le NameID « {nameId} » n'est pas la personne authentifiée, « {subject} ».",
    },
  },
  docs: {
    en: {
      title: 'In AIR the NameID is the SubjectNameID of the UserInfo.',
      why: 'A consultation through the reinforced indirect authentication is that of the connected person: her national identifier must be carried unchanged (draft DMP/AIRS.06, PSC.10).',
      fix: 'Copy SubjectNameID (preferred_username when it is absent) into the NameID.',
    },
    fr: {
      title: 'En AIR, le NameID est le SubjectNameID du UserInfo.',
      why: 'Une consultation en authentification indirecte renforcée est celle de la personne connectée : son identifiant national doit être transmis tel quel (projet DMP/AIRS.06, PSC.10).',
      fix: "Recopier SubjectNameID (preferred_username s'il est absent) dans le NameID.",
    },
  },
  *check({ token, infos }) {
    if (!isAir(token)) return notApplicable
    const info = userInfoOf(token, infos)
    if (!info) return withoutUserInfo(token)
    const subject = info.subjectNameId ?? info.preferredUsername
    const { nameId } = token
    if (!nameId || !subject) return notApplicable
    if (nameId.value !== subject.value)
      yield {
        message: 'differs',
        at: nameId.at,
        data: { nameId, subject },
        expected: subject,
        actual: nameId,
        related: [{ at: subject.at, text: { en: 'the UserInfo', fr: 'le UserInfo' } }],
      }
  },
})
