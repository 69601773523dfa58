import { defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { isTestPerson } from '../../src/identifiers/index.ts'

export default defineRule({
  id: 'PSC-008',
  name: 'no-test-identity-in-production',
  level: 'warning',
  priority: 2,
  requirements: ['DMP/AIRS.06'],
  evidence: 'measured',
  inputs: { info: each('userinfo'), site: one('site') },
  messages: {
    test: {
      en: "SubjectNameID '{subject}' is a TEST identity in a production site.",
      fr: 'SubjectNameID « {subject} » est une identité de TEST dans un site de production.',
    },
  },
  docs: {
    en: {
      title: 'In production the UserInfo is that of a real person.',
      why: 'TEST identities (RPPS 997 and 999, ANS and digits) come from the sandbox of Pro Santé Connect. One in a production site shows a proxy that still talks to the sandbox.',
      fix: 'Point the proxy at the production of Pro Santé Connect.',
    },
    fr: {
      title: "En production, le UserInfo est celui d'une personne réelle.",
      why: 'Les identités de TEST (RPPS 997 et 999, ANS suivi de chiffres) viennent du bac à sable de Pro Santé Connect. En trouver une dans un site de production montre un proxy encore branché sur le bac à sable.',
      fix: 'Brancher le proxy sur la production de Pro Santé Connect.',
    },
  },
  *check({ info, site }) {
    const subject = info.subjectNameId ?? info.preferredUsername
    if (!subject || site.environment?.value !== 'production') return notApplicable
    if (isTestPerson(subject.value) || /^ANS[0-9]+$/.test(subject.value))
      yield { message: 'test', at: subject.at, data: { subject }, actual: subject }
  },
})
