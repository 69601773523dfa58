import type { Text } from '../../src/engine/rule.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseCxi } from '../../src/identifiers/index.ts'
import { eventSet } from '../shared/codes.ts'
import { imagingEntries, isRequest } from '../shared/metadata.ts'
import { personsOf } from '../shared/people.ts'
import { REFERENCES } from '../shared/references.ts'

const EVENTS: Readonly<Record<string, Text>> = {
  JDV_ModaliteAcquisition: { en: 'modality', fr: 'la modalité' },
  JDV_RegionAnatomique: { en: 'anatomical region', fr: 'la région anatomique' },
}

export default defineRule({
  id: 'XDS-040',
  name: 'imaging-references-present',
  level: 'warning',
  priority: 1,
  requirements: ['DB/RIS.09'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    reference: {
      en: "The referenceIdList of the imaging entry '{entry}' lacks the {reference}.",
      fr: 'Il manque au referenceIdList de la fiche d’imagerie « {entry} » {reference}.',
    },
    event: {
      en: "The eventCodeList of the imaging entry '{entry}' lacks the {event}.",
      fr: 'Il manque à l’eventCodeList de la fiche d’imagerie « {entry} » {event}.',
    },
  },
  docs: {
    en: {
      title: 'An imaging report or KOS names its study, accession, order, modality and anatomical region.',
      why: 'Requirement DB/RIS.09 of the REM DRIMbox (draft of 2023) puts Study Instance UID, accession number, order number, modality and region in the metadata. They link the report to the KOS of the same study, and let a radiologist find former examinations of a region without opening every document.',
      fix: 'Write the three identifiers in the slot urn:ihe:iti:xds:2013:referenceIdList, and a modality and a region among the codes of eventCodeList, from the header of the CDA.',
    },
    fr: {
      title: 'Un compte rendu d’imagerie ou un KOS donne examen, accession, demande, modalité et région anatomique.',
      why: 'L’exigence DB/RIS.09 du REM DRIMbox (projet de 2023) place Study Instance UID, accession number, numéro de demande, modalité et région dans les métadonnées. Ils relient le compte rendu au KOS du même examen, et font trouver les antérieurs d’une région sans ouvrir tous les documents.',
      fix: 'Écrire les trois identifiants dans le slot urn:ihe:iti:xds:2013:referenceIdList, et une modalité et une région parmi les codes d’eventCodeList, à partir de l’en-tête du CDA.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    // Only a historical document has a legal person as author beside the doctor (RG_2230): its request is long gone.
    const historical = new Set(
      personsOf(submission).flatMap(({ actor, entry }) => (actor === 'legal-person' && entry ? [entry] : [])),
    )
    const entries = imagingEntries(submission).filter(entry => !historical.has(entry))
    if (entries.length === 0) return notApplicable
    for (const entry of entries) {
      const types = new Set(entry.referenceIds.map(({ value }) => parseCxi(value).idType.value))
      const listAt = entry.referenceIds[0]?.at ?? entry.element.at
      for (const { type, words: reference } of Object.values(REFERENCES))
        if (!types.has(type)) yield { message: 'reference', at: listAt, data: { entry: entry.id, reference } }
      const sets = new Set(
        entry.eventCodes.map(({ code, codingScheme }) => eventSet(entry, code?.value, codingScheme?.value)?.[0]),
      )
      const eventsAt = entry.eventCodes[0]?.element.at ?? entry.element.at
      for (const [set, event] of Object.entries(EVENTS))
        if (!sets.has(set as 'JDV_ModaliteAcquisition' | 'JDV_RegionAnatomique'))
          yield { message: 'event', at: eventsAt, data: { entry: entry.id, event } }
    }
  },
})
