import { defineRule, each } from 'dmplint'

/** The editor that signs off the messages checks that they come from its own product. */
export default defineRule({
  id: 'IMAGO-001',
  name: 'software-is-ours',
  level: 'warning',
  priority: 1,
  requirements: [],
  evidence: 'vendor',
  inputs: { token: each('vihf') },
  messages: {
    other: {
      en: "The token was made by '{software}', not by a product of Imago.",
      fr: 'Le jeton a été fabriqué par « {software} », pas par un produit Imago.',
    },
    unnamed: {
      en: 'The token does not say which software made it.',
      fr: "Le jeton ne dit pas quel logiciel l'a fabriqué.",
    },
  },
  docs: {
    en: {
      title: 'LPS_Nom is a product of Imago.',
      why: 'The approval number belongs to the product. Source: our release procedure.',
      fix: 'Configure the name of the product.',
    },
    fr: {
      title: 'LPS_Nom est un produit Imago.',
      why: "Le numéro d'homologation est celui du produit. Source : notre procédure de livraison.",
      fix: 'Configurer le nom du produit.',
    },
  },
  settings: { products: ['Imago RIS', 'Imago DRIMbox'] },
  *check({ token }, { settings }) {
    const { lpsName } = token
    if (!lpsName) yield { message: 'unnamed', at: token.at }
    else if (!settings.products.includes(lpsName.value))
      yield { message: 'other', at: lpsName.at, data: { software: lpsName }, actual: lpsName }
  },
})
