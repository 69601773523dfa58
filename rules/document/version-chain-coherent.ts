import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

const VERSION = /^[1-9][0-9]*$/

export default defineRule({
  id: 'DOC-006',
  name: 'version-chain-coherent',
  level: 'error',
  priority: 2,
  requirements: ['CISIS-STRUCMIN-3.5.5.10', 'CISIS-STRUCMIN-3.5.5.11', 'CISIS-STRUCMIN-3.5.5.23'],
  evidence: 'official',
  inputs: { document: each('document') },
  messages: {
    notANumber: {
      en: "versionNumber is '{version}', not an integer from 1.",
      fr: 'versionNumber vaut « {version} », et non un entier à partir de 1.',
    },
    noReplacement: {
      en: "The document is version '{version}' but has no relatedDocument RPLC that names the former version.",
      fr: 'Le document est de version « {version} » mais n’a pas de relatedDocument RPLC qui désigne la version précédente.',
    },
    firstReplaces: {
      en: 'The document is version 1 but replaces another (relatedDocument RPLC).',
      fr: 'Le document est de version 1 mais en remplace un autre (relatedDocument RPLC).',
    },
    noParent: {
      en: 'The relatedDocument RPLC does not name the document that is replaced.',
      fr: 'Le relatedDocument RPLC ne désigne pas le document remplacé.',
    },
    replacesItself: {
      en: "The document replaces itself: parentDocument/id is its own id '{id}'.",
      fr: 'Le document se remplace lui-même : parentDocument/id est son propre id « {id} ».',
    },
  },
  docs: {
    en: {
      title: 'versionNumber counts from 1, and each later version names the document that it replaces.',
      why: 'The minimal structure of the CI-SIS links the versions of a document by setId, versionNumber and relatedDocument RPLC. A broken chain leaves two versions of a report in force, or hides the one that counts.',
      fix: 'Give each version an id of its own, add 1 to versionNumber, and name the id of the version before in relatedDocument[@typeCode=RPLC]/parentDocument/id.',
    },
    fr: {
      title: 'versionNumber compte à partir de 1, et chaque version suivante désigne le document qu’elle remplace.',
      why: 'La structure minimale du CI-SIS relie les versions d’un document par setId, versionNumber et relatedDocument RPLC. Une chaîne rompue laisse en vigueur deux versions d’un compte rendu, ou cache celle qui compte.',
      fix: 'Donner à chaque version un id à elle, ajouter 1 à versionNumber, et désigner l’id de la version précédente dans relatedDocument[@typeCode=RPLC]/parentDocument/id.',
    },
  },
  *check({ document }) {
    const version = document.versionNumber
    const replacements = document.related.filter(({ typeCode }) => typeCode?.value === 'RPLC')
    const [replacement] = replacements
    // An absent versionNumber is left to DOC-001.
    if (!version && !replacement) return notApplicable
    for (const { element, parentIds } of replacements) {
      const roots = parentIds.filter(({ root }) => root !== undefined)
      if (roots.length === 0) yield { message: 'noParent', at: element.at }
      const own = document.id
      for (const { root, extension } of roots)
        if (root && root.value === own?.root?.value && extension?.value === own.extension?.value)
          yield { message: 'replacesItself', at: root.at, data: { id: root }, actual: root }
    }
    if (!version) return
    if (!VERSION.test(version.value))
      yield { message: 'notANumber', at: version.at, data: { version }, actual: version }
    else if (version.value === '1') {
      if (replacement) yield { message: 'firstReplaces', at: replacement.element.at }
    } else if (!replacement) yield { message: 'noReplacement', at: version.at, data: { version } }
  },
})
