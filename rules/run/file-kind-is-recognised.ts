import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'RUN-015',
  name: 'file-kind-is-recognised',
  level: 'note',
  priority: 2,
  requirements: [],
  evidence: 'inferred',
  inputs: { file: each('source') },
  messages: {
    unknown: {
      en: 'This file was given by name but is of no kind that this program judges.',
      fr: "Ce fichier a été donné nommément mais n'est d'aucune sorte que ce programme juge.",
    },
  },
  docs: {
    en: {
      title: 'Every file given by name is of a kind that is judged.',
      why: 'Somebody expected this file to be checked. Files met in a folder are counted and left alone; one that was named deserves a word.',
      fix: 'Give the message, certificate or document itself: VIHF, SOAP or MTOM message, XDM zip, CDA, KOS, PEM, DER, PKCS#12, dmplint.yaml.',
    },
    fr: {
      title: 'Chaque fichier donné nommément est d’une sorte qui est jugée.',
      why: "Quelqu'un attendait que ce fichier soit contrôlé. Les fichiers rencontrés dans un dossier sont comptés et laissés de côté ; celui qu'on a nommé mérite un mot.",
      fix: 'Donner le message, le certificat ou le document lui-même : VIHF, message SOAP ou MTOM, zip XDM, CDA, KOS, PEM, DER, PKCS#12, dmplint.yaml.',
    },
  },
  *check({ file }) {
    if (!file.named) return notApplicable
    if (file.recognised.length === 0 && file.problems.length === 0) yield { message: 'unknown', at: file.at }
  },
})
