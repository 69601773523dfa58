import { EXTENSION } from '../../src/artifacts/certificate-extensions.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

/** TRE_G01: certificat logiciel; the eighth bit marks TEST. */
const SOFTWARE = 0x03

export default defineRule({
  id: 'CERT-026',
  name: 'product-category-is-software',
  level: 'warning',
  priority: 2,
  requirements: ['NOS-TRE_G01', 'G-04'],
  evidence: 'measured',
  inputs: { certificate: each('certificate') },
  messages: {
    absent: {
      en: 'This certificate lacks the product category (extension 1.2.250.1.71.1.2.5).',
      fr: "Ce certificat n'a pas la catégorie de produit (extension 1.2.250.1.71.1.2.5).",
    },
    malformed: {
      en: 'The product category of this certificate is not an OCTET STRING of one octet.',
      fr: "La catégorie de produit de ce certificat n'est pas une OCTET STRING d'un octet.",
    },
    other: {
      en: 'The product category of this certificate is {code}, not 03 (software certificate).',
      fr: 'La catégorie de produit de ce certificat est {code}, et non 03 (certificat logiciel).',
    },
  },
  docs: {
    en: {
      title: 'A structure or server certificate says that it is a software certificate.',
      why: 'Every published software certificate of the IGC-Santé carries code 03 of TRE_G01 (83 in TEST); cards carry 00, older modules 02. The guide (G-04) asks for software certificates.',
      fix: 'Check what was ordered: offer « certificat logiciel », for an organisation or a server.',
    },
    fr: {
      title: "Un certificat de structure ou de serveur dit qu'il est un certificat logiciel.",
      why: "Tous les certificats logiciels publiés de l'IGC-Santé portent le code 03 de TRE_G01 (83 en TEST) ; les cartes portent 00, d'anciens modules 02. Le guide (G-04) demande des certificats logiciels.",
      fix: 'Vérifier ce qui a été commandé : offre « certificat logiciel », organisation ou serveur.',
    },
  },
  *check({ certificate }) {
    if (!certificate.isOrganisationLeaf) return notApplicable
    const extension = certificate.extension(EXTENSION.category)
    const { category } = certificate
    if (!extension) yield { message: 'absent', at: certificate.at }
    else if (!category) yield { message: 'malformed', at: extension.at }
    else if ((category.value & 0x7f) !== SOFTWARE)
      yield {
        message: 'other',
        at: category.at,
        data: { code: category.value.toString(16).toUpperCase().padStart(2, '0') },
      }
  },
})
