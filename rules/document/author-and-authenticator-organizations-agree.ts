import { defineRule, each, notApplicable, notEvaluated, optional } from '../../src/engine/rule.ts'
import { relationOf } from '../shared/structures.ts'

export default defineRule({
  id: 'DOC-024',
  name: 'author-and-authenticator-organizations-agree',
  level: 'note',
  priority: 3,
  requirements: ['FAQ-02'],
  evidence: 'official',
  inputs: { document: each('document'), directory: optional('directory'), site: optional('site') },
  messages: {
    differs: {
      en: "The legalAuthenticator belongs to '{authenticator}', no author of the document does: the DRIMbox follows the legalAuthenticator.",
      fr: 'Le legalAuthenticator relève de « {authenticator} », aucun auteur du document n’en relève : la DRIMbox suit le legalAuthenticator.',
    },
  },
  docs: {
    en: {
      title: 'The structure of the legalAuthenticator is that of an author of the document.',
      why: 'The DRIMbox chooses its certificates by the structure of the legalAuthenticator (FAQ of the ANS). A doctor of another structure may validate a report; where nobody meant it, report and KOS are fed for two structures.',
      fix: 'Check that representedOrganization of the legalAuthenticator is the structure that feeds the DMP; nothing is to be done when a doctor of another structure validated.',
    },
    fr: {
      title: 'La structure du legalAuthenticator est celle d’un auteur du document.',
      why: 'La DRIMbox choisit ses certificats d’après la structure du legalAuthenticator (FAQ de l’ANS). Un médecin d’une autre structure peut valider un compte rendu ; si personne ne l’a voulu, compte rendu et KOS sont alimentés pour deux structures.',
      fix: 'Vérifier que le representedOrganization du legalAuthenticator est la structure qui alimente le DMP ; il n’y a rien à faire quand un médecin d’une autre structure a validé.',
    },
  },
  *check({ document, directory, site }) {
    const authenticator = document.legalAuthenticator?.organization?.nationalId
    const authors = document.authors.flatMap(author => author.organization?.nationalId ?? [])
    if (!authenticator || authors.length === 0) return notApplicable
    const relations = authors.map(({ value }) => relationOf(value, authenticator.value, { directory, site }))
    // Sites of one company may share the certificate that the DRIMbox looks for (G-31).
    if (relations.some(relation => relation === 'same' || relation === 'linked' || relation === 'same-siren')) return
    if (relations.includes('unknown-link'))
      return notEvaluated({
        en: 'nothing tells whether two FINESS are an EJ and its EG: import the directory, or write finessLegal in dmplint.yaml',
        fr: 'rien ne dit si deux FINESS sont une EJ et son EG : importer l’annuaire, ou écrire finessLegal dans dmplint.yaml',
      })
    yield {
      message: 'differs',
      at: authenticator.at,
      data: { authenticator },
      actual: authenticator,
      related: authors.map(({ at }) => ({
        at,
        text: { en: 'the structure of an author', fr: 'la structure d’un auteur' },
      })),
    }
  },
})
