import { EBRIM } from '../../src/artifacts/submission.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { definedIds } from '../shared/associations.ts'

export default defineRule({
  id: 'SIG-017',
  name: 'submission-signature-present',
  level: 'error',
  priority: 1,
  requirements: ['G-07', 'G-12', 'G-25', 'ITI-TF-3-5.5'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    entryAbsent: {
      en: 'The submission has no signature entry (classCode urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1).',
      fr: "Le lot n'a pas de fiche de signature (classCode urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1).",
    },
    severalEntries: {
      en: 'The submission has {count} signature entries in the place of one.',
      fr: "Le lot a {count} fiches de signature au lieu d'une.",
    },
    associationAbsent: {
      en: 'No association of type signs goes from the signature entry to the submission set.',
      fr: 'Aucune association de type signs ne va de la fiche de signature au lot de soumission.',
    },
    wrongEnds: {
      en: 'The association of type signs does not go from the signature entry to the submission set.',
      fr: "L'association de type signs ne va pas de la fiche de signature au lot de soumission.",
    },
    severalAssociations: {
      en: '{count} associations of type signs go from the signature entry to the submission set.',
      fr: '{count} associations de type signs vont de la fiche de signature au lot de soumission.',
    },
  },
  docs: {
    en: {
      title: 'A submission carries one signature entry, and one association signs from it to the submission set.',
      why: 'The guide of December 2025 (G-07, G-12, G-25) has RIS and DRIMbox sign the lots that they send to the DMP. The signature is a document of the lot, tied to it by an association of type signs (IHE ITI TF-3, document digital signature).',
      fix: 'Add the XAdES signature as a document with its entry, and the association urn:ihe:iti:2007:AssociationType:signs to the submission set.',
    },
    fr: {
      title: 'Un lot porte une fiche de signature, et une association signs de celle-ci vers le lot de soumission.',
      why: 'Le guide de décembre 2025 (G-07, G-12, G-25) fait signer par le RIS et la DRIMbox les lots envoyés au DMP. La signature est un document du lot, rattaché à lui par une association de type signs (IHE ITI TF-3, signature électronique de documents).',
      fix: "Ajouter la signature XAdES comme document avec sa fiche, et l'association urn:ihe:iti:2007:AssociationType:signs vers le lot de soumission.",
    },
  },
  *check({ submission }) {
    const { form, entries, submissionSet, associations, element, registryObjectList } = submission
    if ((form !== 'iti-41' && form !== 'ebrs') || entries.length === 0) return notApplicable
    const signatures = entries.filter(entry => entry.isSignature)
    const [entry, second] = signatures
    if (!entry) {
      yield { message: 'entryAbsent', at: (registryObjectList ?? element).at }
      return
    }
    if (second) {
      yield { message: 'severalEntries', at: second.element.at, data: { count: signatures.length } }
      return
    }
    // Without its id a set cannot be signed; XDS-044 tells ends that lead nowhere.
    if (!submissionSet?.id || !entry.id) return notApplicable
    const signs = associations.filter(({ type }) => type?.value.trim() === EBRIM.association.signs)
    const right = signs.filter(
      ({ source, target }) => source?.value === entry.id?.value && target?.value === submissionSet.id?.value,
    )
    if (right[1]) yield { message: 'severalAssociations', at: right[1].element.at, data: { count: right.length } }
    if (right.length > 0) return
    if (signs.length === 0) {
      yield { message: 'associationAbsent', at: entry.element.at }
      return
    }
    const ids = definedIds(submission)
    const known = signs.filter(
      ({ source, target }) => source && target && ids.has(source.value) && ids.has(target.value),
    )
    if (known.length === 0) return notApplicable
    for (const { element } of known) yield { message: 'wrongEnds', at: element.at }
  },
})
