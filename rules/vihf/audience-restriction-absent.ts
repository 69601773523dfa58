import { SAML } from '../../src/artifacts/namespaces.ts'
import { defineRule, each } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'VIHF-033',
  name: 'audience-restriction-absent',
  level: 'warning',
  priority: 3,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    present: {
      en: 'Conditions holds an AudienceRestriction, which the VIHF leaves out.',
      fr: 'Conditions contient un AudienceRestriction, que le VIHF ne renseigne pas.',
    },
  },
  docs: {
    en: {
      title: 'The VIHF has no AudienceRestriction.',
      why: 'The mapping of the CI-SIS says not to fill it in, and no official message has one: a server that evaluates it may find itself excluded.',
      fix: 'Leave AudienceRestriction out; NotBefore and NotOnOrAfter are allowed.',
    },
    fr: {
      title: "Le VIHF n'a pas d'AudienceRestriction.",
      why: "Le mapping du CI-SIS dit de ne pas le renseigner, et aucun message officiel n'en a : un serveur qui l'évalue peut s'en trouver exclu.",
      fix: 'Retirer AudienceRestriction ; NotBefore et NotOnOrAfter sont permis.',
    },
  },
  *check({ token: { element } }) {
    for (const restriction of element.child(SAML, 'Conditions')?.childrenNamed(SAML, 'AudienceRestriction') ?? [])
      yield { message: 'present', at: restriction.at }
  },
})
