import { defineRule, each } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'RUN-010',
  name: 'exchange-is-unambiguous',
  level: 'warning',
  priority: 1,
  requirements: [],
  evidence: 'inferred',
  inputs: { folder: each('folder') },
  messages: {
    ambiguous: {
      en: 'This folder holds {tokens} tokens and {submissions} submissions in files of their own: nothing says which belong together, so they are judged one by one.',
      fr: 'Ce dossier contient {tokens} jetons et {submissions} lots de soumission dans des fichiers séparés : rien ne dit lesquels vont ensemble, ils sont donc jugés un par un.',
    },
  },
  docs: {
    en: {
      title: 'A folder of separate files forms one exchange: one token and one submission.',
      why: 'The checks between artifacts need to know which token came with which submission. A guess could accuse a right message, so none is made.',
      fix: 'Give each exchange a folder of its own, keep the captured message whole (MTOM), or list the files under exchanges: in dmplint.yaml.',
    },
    fr: {
      title: 'Un dossier de fichiers séparés forme un seul échange : un jeton et un lot de soumission.',
      why: "Les contrôles croisés doivent savoir quel jeton accompagnait quel lot. Deviner pourrait accuser un message correct : rien n'est deviné.",
      fix: 'Donner un dossier à chaque échange, garder le message capturé entier (MTOM), ou déclarer les fichiers sous exchanges: dans dmplint.yaml.',
    },
  },
  *check({ folder }) {
    const { tokens, submissions } = folder
    if (tokens.length === 1 && submissions.length === 1) return
    yield {
      message: 'ambiguous',
      at: folder.at,
      data: { tokens: tokens.length, submissions: submissions.length },
      related: [...tokens.slice(1), ...submissions].slice(0, 5).map(({ at, kind }) => ({
        at,
        text: kind === 'vihf' ? { en: 'a token', fr: 'un jeton' } : { en: 'a submission', fr: 'un lot de soumission' },
      })),
    }
  },
})
