import { SAML } from '../../src/artifacts/namespaces.ts'
import { defineRule, each } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'VIHF-027',
  name: 'assertion-is-saml-2',
  level: 'error',
  priority: 1,
  requirements: ['SAML2-core-2.3.3', 'CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    version: {
      en: "The Version of the assertion is '{version}' instead of '2.0'.",
      fr: "La Version de l'assertion est « {version} » au lieu de « 2.0 ».",
    },
    missing: {
      en: "The assertion lacks '{part}'.",
      fr: "Il manque « {part} » à l'assertion.",
    },
    several: {
      en: "The assertion has {count} elements '{part}' where the VIHF has one.",
      fr: "L'assertion a {count} éléments « {part} » là où le VIHF en a un.",
    },
  },
  docs: {
    en: {
      title:
        'The token is a SAML 2.0 assertion with ID, IssueInstant, one Issuer, one AuthnStatement and one AttributeStatement.',
      why: 'SAML 2.0 Core requires Version, ID, IssueInstant and Issuer; the mapping of the CI-SIS adds one authentication statement with its context and one attribute statement. A server that finds two of a kind may read either.',
      fix: 'Build the assertion with a SAML 2.0 library or from the model of the CI-SIS, with each of these parts once.',
    },
    fr: {
      title:
        'Le jeton est une assertion SAML 2.0 avec ID, IssueInstant, un Issuer, un AuthnStatement et un AttributeStatement.',
      why: "SAML 2.0 Core exige Version, ID, IssueInstant et Issuer ; le mapping du CI-SIS y ajoute une déclaration d'authentification avec son contexte et une déclaration d'attributs. Un serveur qui en trouve deux peut lire l'une ou l'autre.",
      fix: "Construire l'assertion avec une bibliothèque SAML 2.0 ou d'après le modèle du CI-SIS, avec chacune de ces parties une fois.",
    },
  },
  *check({ token: { element, version } }) {
    if (version && version.value !== '2.0')
      yield { message: 'version', at: version.at, data: { version }, expected: '2.0', actual: version }
    for (const name of ['Version', 'ID', 'IssueInstant']) {
      const attribute = element.attribute(name)
      if (!attribute || (name === 'ID' && attribute.value.trim() === ''))
        yield { message: 'missing', at: element.at, data: { part: name } }
    }
    const [authn] = element.childrenNamed(SAML, 'AuthnStatement')
    for (const [parent, part] of [
      [element, 'Issuer'],
      [element, 'AuthnStatement'],
      [authn, 'AuthnContext'],
      [element, 'AttributeStatement'],
    ] as const) {
      const found = parent?.childrenNamed(SAML, part)
      const [first, second] = found ?? []
      if (parent && !first) yield { message: 'missing', at: parent.at, data: { part } }
      if (found && second) yield { message: 'several', at: second.at, data: { part, count: found.length } }
    }
  },
})
