import type { CdaDocument } from '../../src/artifacts/cda.ts'
import { HL7 } from '../../src/artifacts/namespaces.ts'
import { defineRule, each } from '../../src/engine/rule.ts'
import type { XmlElement } from '../../src/sources/xml.ts'
import { mainEvent } from '../shared/cda.ts'

/** Elements of the first level, each exactly once, with what each must hold. */
const ONCE: Readonly<Record<string, readonly (readonly string[])[]>> = {
  id: [],
  code: [],
  title: [],
  effectiveTime: [],
  confidentialityCode: [],
  languageCode: [],
  setId: [],
  versionNumber: [],
  recordTarget: [
    ['patientRole', 'id'],
    ['patientRole', 'patient', 'name'],
  ],
  custodian: [],
  legalAuthenticator: [['assignedEntity', 'id']],
  componentOf: [['encompassingEncounter', 'location', 'healthCareFacility', 'code']],
}

export default defineRule({
  id: 'DOC-001',
  name: 'cda-header-elements-present',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-STRUCMIN-3.5.1', 'CISIS-STRUCMIN-3.5.3.2'],
  evidence: 'official',
  inputs: { document: each('document') },
  messages: {
    missing: {
      en: "The header of the document lacks '{element}'.",
      fr: 'Il manque « {element} » à l’en-tête du document.',
    },
    repeated: {
      en: "The header of the document has '{element}' {count} times instead of once.",
      fr: 'L’en-tête du document a {count} fois « {element} » au lieu d’une.',
    },
    nullFlavor: {
      en: "'{element}' has the nullFlavor '{nullFlavor}' where the header needs a value.",
      fr: '« {element} » a le nullFlavor « {nullFlavor} » là où l’en-tête demande une valeur.',
    },
  },
  docs: {
    en: {
      title: 'The CDA header has every element that the CI-SIS asks for, with a value.',
      why: 'The minimal structure of the CI-SIS (Volet Structuration minimale) makes these elements mandatory and forbids a nullFlavor on them. The metadata of the DMP are made from them, and the DRIMbox chooses studies and certificates by them.',
      fix: 'Fill the element named, once, from the examination; the main documentationOf is the one with effectiveTime and performer.',
    },
    fr: {
      title: 'L’en-tête du CDA a chaque élément que le CI-SIS demande, avec une valeur.',
      why: 'La structure minimale du CI-SIS (Volet Structuration minimale) rend ces éléments obligatoires et y interdit nullFlavor. Les métadonnées du DMP en sont tirées, et la DRIMbox choisit examens et certificats d’après eux.',
      fix: 'Renseigner l’élément nommé, une fois, d’après l’examen ; le documentationOf principal est celui qui a effectiveTime et performer.',
    },
  },
  *check({ document }) {
    const { element } = document
    for (const [name, needed] of Object.entries(ONCE)) {
      const [first, second] = element.childrenNamed(HL7, name)
      if (!first) {
        yield { message: 'missing', at: element.at, data: { element: name } }
        continue
      }
      if (second) {
        const count = element.childrenNamed(HL7, name).length
        yield { message: 'repeated', at: second.at, data: { element: name, count } }
      }
      yield* nullFlavorOf(first, name)
      for (const path of needed) yield* required(first, path)
    }
    const authors = element.childrenNamed(HL7, 'author')
    if (authors.length === 0) yield { message: 'missing', at: element.at, data: { element: 'author' } }
    for (const author of authors) yield* required(author, ['assignedAuthor', 'id'])
    yield* defectsOfMainEvent(document)
  },
})

type Defect = { readonly at: XmlElement['at'] } & (
  | { readonly message: 'missing'; readonly data: { readonly element: string } }
  | { readonly message: 'nullFlavor'; readonly data: { readonly element: string; readonly nullFlavor: string } }
)

function* nullFlavorOf(element: XmlElement, path: string): Generator<Defect> {
  const nullFlavor = element.attribute('nullFlavor')
  if (nullFlavor)
    yield { message: 'nullFlavor', at: nullFlavor.at, data: { element: path, nullFlavor: nullFlavor.value } }
}

/** The element at the end of the path, which the header needs with a value. */
function* required(parent: XmlElement, path: readonly string[]): Generator<Defect> {
  const found = parent.descend(HL7, ...path)
  const name = [parent.local, ...path].join('/')
  if (found) yield* nullFlavorOf(found, name)
  else yield { message: 'missing', at: parent.at, data: { element: name } }
}

function* defectsOfMainEvent(document: CdaDocument): Generator<Defect> {
  const event = mainEvent(document)
  if (!event) {
    yield { message: 'missing', at: document.element.at, data: { element: 'documentationOf/serviceEvent' } }
    return
  }
  if (!event.low) yield* required(event.element, ['effectiveTime', 'low'])
  const performer = event.element.child(HL7, 'performer')
  if (performer) yield* required(performer, ['assignedEntity', 'representedOrganization', 'standardIndustryClassCode'])
  else yield* required(event.element, ['performer'])
}
