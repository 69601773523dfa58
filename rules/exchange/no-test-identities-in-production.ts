import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isTestPerson, isTestStructure } from '../../src/identifiers/index.ts'
import { personIdsOf, structureIdsOf } from '../shared/exchange-identifiers.ts'

export default defineRule({
  id: 'XCHG-020',
  name: 'no-test-identities-in-production',
  level: 'warning',
  priority: 1,
  requirements: ['EX_2.1-2035'],
  evidence: 'measured',
  inputs: { exchange: each('exchange') },
  messages: {
    person: {
      en: "The site is in production, but '{id}' is a test identity.",
      fr: 'Le site est en production, mais « {id} » est une identité de test.',
    },
    structure: {
      en: "The site is in production, but '{id}' is a test structure.",
      fr: 'Le site est en production, mais « {id} » est une structure de test.',
    },
  },
  docs: {
    en: {
      title: 'No test identity is used in production.',
      why: 'The ANS hands out test identities that real ones never look like: RPPS that start with 997 or 999, FINESS of the departments 0B and 1B, SIRET that start with 0000000, ANS and 14 digits for an editor. The production directory does not know them, and the DMP refuses identifiers that it does not find (EX_2.1-2035).',
      fix: 'Replace what was left of the test configuration, or write environment: test in dmplint.yaml if this is a test site.',
    },
    fr: {
      title: "Aucune identité de test n'est utilisée en production.",
      why: "L'ANS distribue des identités de test auxquelles les vraies ne ressemblent jamais : RPPS commençant par 997 ou 999, FINESS des départements 0B et 1B, SIRET commençant par 0000000, ANS et 14 chiffres pour un éditeur. L'annuaire de production ne les connaît pas, et le DMP refuse les identifiants qu'il ne trouve pas (EX_2.1-2035).",
      fix: 'Remplacer ce qui reste de la configuration de test, ou écrire environment: test dans dmplint.yaml si le site est un site de test.',
    },
  },
  *check({ exchange }) {
    if (exchange.site?.environment?.value !== 'production') return notApplicable
    for (const id of personIdsOf(exchange))
      if (isTestPerson(id.value)) yield { message: 'person', at: id.at, data: { id } }
    for (const id of structureIdsOf(exchange))
      if (isTestStructure(id.value)) yield { message: 'structure', at: id.at, data: { id } }
  },
})
