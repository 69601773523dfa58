import type { PublishedDocument } from './document.ts'
import { family, type Requirement } from './requirement.ts'

/** Volumes of the interoperability framework, cited by section. */
export const CISIS_DOCUMENTS: readonly PublishedDocument[] = [
  {
    id: 'CISIS-STRUCMIN',
    status: 'official',
    name: 'Volet Structuration minimale de documents de santé',
    publisher: 'ANS, CI-SIS',
    subject: {
      en: 'The header that every French health document has as a CDA R2.',
      fr: "L'en-tête que porte tout document de santé français en CDA R2.",
    },
    sections: {
      '3.5.1': { en: 'Elements of the CDA header', fr: "Éléments de l'en-tête CDA" },
      '3.5.3.1': { en: 'Values of nullFlavor', fr: 'Valeurs de nullFlavor' },
      '3.5.3.2': { en: 'Where nullFlavor is allowed', fr: 'Où nullFlavor est permis' },
      '3.5.4': { en: 'Dates and times', fr: 'Dates et heures' },
      '3.5.5.1': { en: 'Constants of the CDA header', fr: "Constantes de l'en-tête CDA" },
      '3.5.5.2': { en: 'Constants of the CDA header', fr: "Constantes de l'en-tête CDA" },
      '3.5.5.3': { en: 'Templates of the document', fr: 'Modèles du document' },
      '3.5.5.4': { en: 'Identifier of the document', fr: 'Identifiant du document' },
      '3.5.5.6': { en: 'Title of the document', fr: 'Titre du document' },
      '3.5.5.7': { en: 'Time of creation', fr: 'Date de création' },
      '3.5.5.9': { en: 'Language of the document', fr: 'Langue du document' },
      '3.5.5.10': { en: 'Set of versions of a document', fr: "Lot de versions d'un document" },
      '3.5.5.11': { en: 'Version number', fr: 'Numéro de version' },
      '3.5.5.12': { en: 'The patient', fr: 'Le patient' },
      '3.5.5.13': { en: 'The authors', fr: 'Les auteurs' },
      '3.5.5.18': { en: 'The legal authenticator', fr: 'Le responsable du document' },
      '3.5.5.21': { en: 'Requests that the document answers', fr: 'Demandes auxquelles le document répond' },
      '3.5.5.22': { en: 'Documented acts', fr: 'Actes documentés' },
      '3.5.5.23': { en: 'Replaced document', fr: 'Document remplacé' },
    },
  },
  {
    id: 'CISIS-TS',
    status: 'official',
    name: 'Volet Transport synchrone pour client lourd',
    publisher: 'ANS, CI-SIS',
    subject: {
      en: 'How a client application calls a service and identifies its user with a VIHF.',
      fr: 'Comment une application cliente appelle un service et identifie son utilisateur par un VIHF.',
    },
    sections: {
      '4.3': { en: 'Identification and authentication: the VIHF', fr: 'Identification et authentification : le VIHF' },
      '4.3.1.5.1.1': { en: 'Issuer of the VIHF', fr: 'Émetteur du VIHF' },
    },
  },
  {
    id: 'CISIS-TRANSPORT-REST',
    status: 'official',
    name: 'Volet Transport synchrone pour API REST',
    publisher: 'ANS, CI-SIS',
    subject: {
      en: 'Which certificate a structure presents, and how its OU identifies the structure.',
      fr: 'Quel certificat une structure présente, et comment son OU identifie la structure.',
    },
  },
]

export const CISIS: readonly Requirement[] = [
  ...family(
    'official',
    {
      en: "ANS, CI-SIS, “Volet de transmission d'un document CDA-R2 en HL7v2” 2.1.3, mapping page",
      fr: "ANS, CI-SIS, « Volet de transmission d'un document CDA-R2 en HL7v2 » 2.1.3, page des correspondances",
    },
    [
      [
        'CISIS-HL7V2-MAPPING-VIHF',
        'Content of the VIHF',
        'The table says where each field of the VIHF comes from, which are mandatory and which values are constant.',
        'Contenu du VIHF',
        "La table dit d'où vient chaque champ du VIHF, lesquels sont obligatoires et quelles valeurs sont constantes.",
      ],
      [
        'CISIS-HL7V2-MAPPING-XDS',
        'Content of the XDS metadata',
        'The tables say where each metadata of the submission set and of the documents comes from, and which are required.',
        'Contenu des métadonnées XDS',
        "Les tables disent d'où vient chaque métadonnée du lot et des documents, et lesquelles sont requises.",
      ],
    ],
  ),
  ...family(
    'official',
    {
      en: 'ANS, CI-SIS, Volet IMG-CR-IMG, schematron of the header (repository ansforge/TestContenuCDA-3-0)',
      fr: "ANS, CI-SIS, volet IMG-CR-IMG, schématron de l'en-tête (dépôt ansforge/TestContenuCDA-3-0)",
    },
    [
      [
        'IMG-CR-IMG-SCHEMATRON',
        'Templates of a structured imaging report',
        'A report that declares the template of the structured imaging report declares the templates that go with it.',
        "Modèles d'un compte rendu d'imagerie structuré",
        "Un compte rendu qui déclare le modèle du compte rendu d'imagerie structuré déclare les modèles qui vont avec.",
      ],
    ],
  ),
  ...family(
    'official',
    {
      en: 'ANS, rules of the national directory of offers and resources (ROR)',
      fr: "ANS, règles du répertoire national de l'offre et des ressources (ROR)",
    },
    [
      [
        'RG_EXP_038',
        'The RPPS-rang is used where it exists',
        'For a liberal practice outside of a company, the identifier of the structure is the RPPS-rang or ADELI-rang.',
        'Le RPPS-rang est utilisé quand il existe',
        "Pour un exercice libéral hors société, l'identifiant de la structure est le RPPS-rang ou l'ADELI-rang.",
      ],
    ],
  ),
  ...family(
    'official',
    {
      en: 'ANS, MOS, model of health objects (mos.esante.gouv.fr)',
      fr: 'ANS, MOS, modèle des objets de santé (mos.esante.gouv.fr)',
    },
    [
      [
        'MOS-EntiteGeographique',
        'Identifiers of a place of practice',
        'Forms and keys of the FINESS, SIRET, RPPS-rang and ADELI-rang of an entité géographique.',
        "Identifiants d'un lieu d'exercice",
        "Formes et clés du FINESS, du SIRET, du RPPS-rang et de l'ADELI-rang d'une entité géographique.",
      ],
      [
        'MOS-EntiteJuridique',
        'Identifiers of a legal person',
        'Forms and keys of the FINESS and SIREN of an entité juridique.',
        "Identifiants d'une personne morale",
        "Formes et clés du FINESS et du SIREN d'une entité juridique.",
      ],
      [
        'MOS-Professionnel',
        'Identifiers of a professional',
        'Forms and keys of the RPPS and ADELI numbers, and the national identifier that a type digit makes of them.',
        "Identifiants d'un professionnel",
        "Formes et clés des numéros RPPS et ADELI, et l'identifiant national qu'en fait un chiffre de type.",
      ],
    ],
  ),
]
