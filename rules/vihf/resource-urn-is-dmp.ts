import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'VIHF-019',
  name: 'resource-urn-is-dmp',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    differs: {
      en: "Ressource_URN is '{urn}' instead of 'urn:dmp'.",
      fr: 'Ressource_URN vaut « {urn} » au lieu de « urn:dmp ».',
    },
    ror: {
      en: "Ressource_URN is '{urn}': the token was made for the ROR, not for the DMP.",
      fr: 'Ressource_URN vaut « {urn} » : le jeton a été fait pour le ROR, pas pour le DMP.',
    },
  },
  docs: {
    en: {
      title: 'Ressource_URN is urn:dmp.',
      why: 'The attribute names the system that the token was made for; the mapping of the CI-SIS gives it as a constant for the DMP.',
      fix: 'Write urn:dmp, and check that the whole token was built for the DMP.',
    },
    fr: {
      title: 'Ressource_URN vaut urn:dmp.',
      why: "L'attribut nomme le système pour lequel le jeton a été fait ; le mapping du CI-SIS en fait une constante pour le DMP.",
      fix: 'Écrire urn:dmp, et vérifier que tout le jeton a été construit pour le DMP.',
    },
  },
  *check({ token: { resourceUrn: urn } }) {
    if (!urn || urn.value.trim() === '') return notApplicable
    if (urn.value === 'urn:dmp') return
    const message = urn.value.trim().toLowerCase() === 'urn:ror' ? 'ror' : 'differs'
    yield { message, at: urn.at, data: { urn }, expected: 'urn:dmp', actual: urn }
  },
})
