import { defineRule, each, notApplicable, notEvaluated, optional, type Text } from '../../src/engine/rule.ts'

const NO_ENVIRONMENT: Text = {
  en: 'the number has a test suffix, and nothing says whether the site is in production: give environment in dmplint.yaml',
  fr: 'le numéro a un suffixe de test, et rien ne dit si le site est en production : donner environment dans dmplint.yaml',
}

const TEST_SUFFIX = /-tmp[0-9]*$/i
const ONLY_FILLER = /^[0X\s._-]*$/i
const SHORTEST = 5

export default defineRule({
  id: 'VIHF-039',
  name: 'approval-number-is-not-a-placeholder',
  level: 'warning',
  priority: 2,
  requirements: ['EX_GEN-1490', 'EX_0.X-1110'],
  evidence: 'measured',
  inputs: { token: each('vihf'), site: optional('site') },
  // The number is secret: no message, no expected and no actual value may show it.
  messages: {
    placeholder: {
      en: 'LPS_ID_HOMOLOGATION_DMP is a placeholder, not an approval number.',
      fr: "LPS_ID_HOMOLOGATION_DMP est une valeur d'attente, pas un numéro d'homologation.",
    },
    test: {
      en: 'LPS_ID_HOMOLOGATION_DMP ends with -tmp: it is a number for tests, in a site in production.',
      fr: "LPS_ID_HOMOLOGATION_DMP finit par -tmp : c'est un numéro de test, dans un site en production.",
    },
  },
  docs: {
    en: {
      title: 'LPS_ID_HOMOLOGATION_DMP is the approval number of the software, not a placeholder nor a test number.',
      why: 'The number says which approved product calls the DMP; EX_GEN-1490 and EX_0.X-1110 keep it secret and reserve it to the family of products. Numbers with the suffix -tmp were seen in tests only.',
      fix: 'Put the number that the CNDA gave for this product into the configuration, and the one for tests only into test sites.',
    },
    fr: {
      title:
        "LPS_ID_HOMOLOGATION_DMP est le numéro d'homologation du logiciel, pas une valeur d'attente ni un numéro de test.",
      why: "Le numéro dit quel produit homologué appelle le DMP ; EX_GEN-1490 et EX_0.X-1110 le gardent secret et réservé à la famille de produits. Les numéros à suffixe -tmp n'ont été vus que dans des tests.",
      fix: 'Mettre dans la configuration le numéro que le CNDA a donné à ce produit, et celui de test seulement dans les sites de test.',
    },
  },
  *check({ token: { approvalNumber }, site }) {
    const number = approvalNumber?.value.trim()
    if (!approvalNumber || !number) return notApplicable
    if (number.length < SHORTEST || ONLY_FILLER.test(number) || number.toLowerCase() === 'numautorisation')
      yield { message: 'placeholder', at: approvalNumber.at }
    else if (TEST_SUFFIX.test(number)) {
      if (!site?.environment) return notEvaluated(NO_ENVIRONMENT)
      if (site.environment.value === 'production') yield { message: 'test', at: approvalNumber.at }
    }
  },
})
