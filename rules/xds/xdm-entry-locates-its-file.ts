import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isFilled } from '../shared/metadata.ts'

export default defineRule({
  id: 'XDS-008',
  name: 'xdm-entry-locates-its-file',
  level: 'error',
  priority: 2,
  requirements: ['ITI-TF-2b-3.32', 'MSS/va1.17'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    absent: {
      en: "The document entry '{entry}' of the XDM medium has no {metadata}.",
      fr: 'La fiche de document « {entry} » du support XDM n’a pas de {metadata}.',
    },
    noFile: {
      en: "The folder of the submission set holds no file '{uri}'.",
      fr: 'Le dossier du lot de soumission ne contient pas de fichier « {uri} ».',
    },
  },
  docs: {
    en: {
      title: 'On an XDM medium each document entry gives the file of its document, its hash and its size.',
      why: 'A reader of the medium finds the document by URI, and checks it by hash and size (IHE ITI TF-2b, 3.32). Mail of MSSanté carries reports in this form (MSS/va1.17); software of the receiver files nothing when the file is not found.',
      fix: 'Write URI with the name of the file beside METADATA.XML, hash with its SHA-1 in hexadecimal, and size in bytes.',
    },
    fr: {
      title: 'Sur un support XDM, chaque fiche de document donne le fichier de son document, son hash et sa taille.',
      why: 'Un lecteur du support trouve le document par URI, et le contrôle par hash et size (IHE ITI TF-2b, 3.32). Les messages MSSanté portent les comptes rendus sous cette forme (MSS/va1.17) ; le logiciel du destinataire ne classe rien si le fichier est introuvable.',
      fix: 'Écrire URI avec le nom du fichier voisin de METADATA.XML, hash avec son SHA-1 en hexadécimal, et size en octets.',
    },
  },
  *check({ submission }) {
    if (submission.form !== 'xdm') return notApplicable
    for (const { id, element, uri, hash, size } of submission.entries) {
      const entry = id?.value ?? ''
      for (const [metadata, value] of Object.entries({ URI: uri, hash, size }))
        if (!isFilled(value)) yield { message: 'absent', at: value?.at ?? element.at, data: { entry, metadata } }
      const file = submission.documents.find(document => document.element === element)
      if (uri && isFilled(uri) && !file?.content) yield { message: 'noFile', at: uri.at, data: { uri }, actual: uri }
    }
  },
})
