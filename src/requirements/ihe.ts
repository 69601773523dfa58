import type { PublishedDocument } from './document.ts'

/** Volumes of the IHE technical frameworks. */
export const IHE_DOCUMENTS: readonly PublishedDocument[] = [
  {
    id: 'ITI-TF-2b',
    status: 'standard',
    name: 'IT Infrastructure Technical Framework, volume 2b',
    publisher: 'IHE',
    subject: {
      en: 'Transactions: what is sent, in what form, and what the receiver checks.',
      fr: 'Transactions : ce qui est envoyé, sous quelle forme, et ce que le récepteur contrôle.',
    },
    sections: {
      '3.32': { en: 'Distribute Document Set on Media (ITI-32)', fr: 'Distribute Document Set on Media (ITI-32)' },
      '3.41': {
        en: 'Provide and Register Document Set-b (ITI-41)',
        fr: 'Provide and Register Document Set-b (ITI-41)',
      },
      '3.41.4.1': { en: 'ITI-41: the request', fr: 'ITI-41 : la requête' },
      '3.41.4.1.3': { en: 'ITI-41: what the repository does with it', fr: "ITI-41 : ce qu'en fait l'entrepôt" },
      '3.57': { en: 'Update Document Set (ITI-57)', fr: 'Update Document Set (ITI-57)' },
    },
  },
  {
    id: 'ITI-TF-3',
    status: 'standard',
    name: 'IT Infrastructure Technical Framework, volume 3',
    publisher: 'IHE',
    subject: {
      en: 'Metadata of documents and submission sets and their form in ebRIM; content profiles.',
      fr: 'Métadonnées des documents et des lots de soumission et leur forme en ebRIM ; profils de contenu.',
    },
    sections: {
      '4.2.1': { en: 'Objects of a submission', fr: "Objets d'une soumission" },
      '4.2.2': { en: 'Associations between objects', fr: 'Associations entre objets' },
      '4.2.2.1': { en: 'Membership of the submission set', fr: 'Appartenance au lot de soumission' },
      '4.2.2.2': { en: 'Relationships between documents', fr: 'Relations entre documents' },
      '4.2.3': { en: 'Metadata attributes', fr: 'Attributs de métadonnées' },
      '4.2.3.1': { en: 'How metadata are written', fr: "Comment s'écrivent les métadonnées" },
      '4.2.3.1.7': { en: 'Data types of metadata', fr: 'Types de données des métadonnées' },
      '4.2.3.2': { en: 'Metadata of a document', fr: "Métadonnées d'un document" },
      '4.2.3.2.28': {
        en: 'References of a document (referenceIdList)',
        fr: "Références d'un document (referenceIdList)",
      },
      '4.2.3.3': { en: 'Metadata of a submission set', fr: "Métadonnées d'un lot de soumission" },
      '4.2.5': { en: 'Constants of the metadata', fr: 'Constantes des métadonnées' },
      '5.5': { en: 'Document Digital Signature (DSG)', fr: 'Signature électronique de documents (DSG)' },
    },
  },
  {
    id: 'RAD-TF-3',
    status: 'standard',
    name: 'Radiology Technical Framework, volume 3',
    publisher: 'IHE',
    subject: { en: 'Transactions of radiology.', fr: 'Transactions de radiologie.' },
    sections: {
      '4.68': {
        en: 'Provide and Register Imaging Document Set (RAD-68)',
        fr: 'Provide and Register Imaging Document Set (RAD-68)',
      },
    },
  },
]
