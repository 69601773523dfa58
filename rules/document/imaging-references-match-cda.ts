import type { CdaDocument } from '../../src/artifacts/cda.ts'
import type { DocumentEntry } from '../../src/artifacts/submission.ts'
import type { Located, Location } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable, one, type Text } from '../../src/engine/rule.ts'
import { isModality, isRegion } from '../shared/cda.ts'
import { eventSet } from '../shared/codes.ts'
import { entryOf } from '../shared/entry-of-document.ts'
import {
  missingFrom,
  REFERENCES,
  type Reference,
  type ReferenceKind,
  referencesOfDocument,
  referencesOfEntry,
} from '../shared/references.ts'

/** Old and new OID of the CCAM. */
const CCAM: readonly string[] = ['1.2.250.1.213.2.5', '1.2.250.1.215.300.1']
const LOINC = '2.16.840.1.113883.6.1'

const CODES: Readonly<Record<string, Text>> = {
  modality: { en: 'modality', fr: 'la modalité' },
  region: { en: 'anatomical region', fr: 'la région anatomique' },
  ccam: { en: 'CCAM act', fr: 'l’acte CCAM' },
  loinc: { en: 'LOINC act', fr: 'l’acte LOINC' },
}

export default defineRule({
  id: 'DOC-019',
  name: 'imaging-references-match-cda',
  level: 'warning',
  priority: 1,
  requirements: ['DB/RIS.09'],
  evidence: 'official',
  inputs: { document: each('document'), submission: one('submission') },
  messages: {
    onlyMetadata: {
      en: "The header of the document does not have the {what} '{value}' of the metadata.",
      fr: 'L’en-tête du document n’a pas {what} « {value} » des métadonnées.',
    },
    onlyDocument: {
      en: "The metadata do not have the {what} '{value}' of the document.",
      fr: 'Les métadonnées n’ont pas {what} « {value} » du document.',
    },
  },
  docs: {
    en: {
      title: 'Study, accession, order, modality, region and acts are the same in metadata and CDA header.',
      why: 'Requirement DB/RIS.09 (draft of 2023) asks for the same values on both sides. The report, the KOS and the images of an examination are joined by them: with a value that only one side knows, the images are not found.',
      fix: 'Make referenceIdList and eventCodeList from inFulfillmentOf and serviceEvent of the document that is sent.',
    },
    fr: {
      title:
        'Examen, accession, demande, modalité, région et actes sont les mêmes dans les métadonnées et l’en-tête du CDA.',
      why: 'L’exigence DB/RIS.09 (projet de 2023) demande les mêmes valeurs des deux côtés. Le compte rendu, le KOS et les images d’un examen sont réunis par elles : avec une valeur qu’un seul côté connaît, les images ne sont pas trouvées.',
      fix: 'Tirer referenceIdList et eventCodeList d’inFulfillmentOf et de serviceEvent du document envoyé.',
    },
  },
  *check({ document, submission }) {
    const entry = entryOf(document, submission)
    if (!entry || !(entry.isImaging || document.isImagingReport)) return notApplicable
    const inEntry = { ...referencesOfEntry(entry), ...codesOfEntry(entry) }
    const inDocument = { ...referencesOfDocument(document), ...codesOfDocument(document) }
    for (const [kind, metadata] of Object.entries(inEntry) as [keyof typeof inEntry, readonly Reference[]][]) {
      const header = inDocument[kind]
      // A side that has none is left to XDS-040 and DOC-012.
      const [first] = metadata
      const [firstOfHeader] = header
      if (!first || !firstOfHeader) continue
      const what = REFERENCES[kind as ReferenceKind]?.words ?? CODES[kind]
      for (const { value } of missingFrom(metadata, header))
        yield {
          message: 'onlyMetadata',
          at: value.at,
          data: { what, value },
          actual: value,
          related: [inTheDocument(firstOfHeader.value.at)],
        }
      for (const { value } of missingFrom(header, metadata))
        yield {
          message: 'onlyDocument',
          at: first.value.at,
          data: { what, value },
          expected: value,
          related: [inTheDocument(value.at)],
        }
    }
  },
})

const inTheDocument = (at: Location) => ({ at, text: { en: 'in the document', fr: 'dans le document' } })

interface Codes {
  readonly modality: readonly Reference[]
  readonly region: readonly Reference[]
  readonly ccam: readonly Reference[]
  readonly loinc: readonly Reference[]
}

const references = (codes: readonly (Located<string> | undefined)[]): readonly Reference[] =>
  codes.flatMap(value => (value && value.value.trim() !== '' ? [{ value, authority: undefined }] : []))

function codesOfEntry(entry: DocumentEntry): Codes {
  const read = entry.eventCodes.map(({ code, codingScheme }) => {
    const system = codingScheme?.value.trim() ?? ''
    return { code, system, set: eventSet(entry, code?.value, system)?.[0] }
  })
  const of = (wanted: (one: (typeof read)[number]) => boolean) =>
    references(read.filter(wanted).map(({ code }) => code))
  return {
    modality: of(({ set }) => set === 'JDV_ModaliteAcquisition'),
    region: of(({ set }) => set === 'JDV_RegionAnatomique'),
    ccam: of(({ set, system }) => set === undefined && CCAM.includes(system)),
    loinc: of(({ set, system }) => set === undefined && system === LOINC),
  }
}

function codesOfDocument({ serviceEvents }: CdaDocument): Codes {
  const acts = serviceEvents.flatMap(({ code }) => (code ? [code] : []))
  const translations = acts.flatMap(act => act.translations)
  const others = [...acts, ...translations.filter(one => !isModality(one) && !isRegion(one))]
  const inSystem = (wanted: (system: string) => boolean) =>
    references(others.filter(one => wanted(one.codeSystem?.value.trim() ?? '')).map(({ code }) => code))
  return {
    modality: references(translations.filter(isModality).map(({ code }) => code)),
    region: references(translations.filter(isRegion).map(({ code }) => code)),
    ccam: inSystem(system => CCAM.includes(system)),
    loinc: inSystem(system => system === LOINC),
  }
}
