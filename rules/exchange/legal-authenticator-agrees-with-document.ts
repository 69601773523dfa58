import { defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { parsePersonId, parseXcn } from '../../src/identifiers/index.ts'
import { entryOf } from '../shared/entry-of-document.ts'
import { isFilled } from '../shared/metadata.ts'
import { isName, samePersonId } from '../shared/same-person.ts'

export default defineRule({
  id: 'XCHG-004',
  name: 'legal-authenticator-agrees-with-document',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'G-61', 'G-65'],
  evidence: 'official',
  inputs: { document: each('document'), submission: one('submission') },
  messages: {
    otherPerson: {
      en: "The legalAuthenticator of the metadata is '{metadata}', that of the document is '{document}'.",
      fr: 'Le legalAuthenticator des métadonnées est « {metadata} », celui du document est « {document} ».',
    },
    otherName: {
      en: "The {component} of the legalAuthenticator is '{metadata}' in the metadata and '{document}' in the document.",
      fr: 'Le {component} du legalAuthenticator est « {metadata} » dans les métadonnées et « {document} » dans le document.',
    },
    swapped: {
      en: 'Family name and given name of the legalAuthenticator are swapped between metadata and document.',
      fr: 'Le nom et le prénom du legalAuthenticator sont intervertis entre les métadonnées et le document.',
    },
  },
  docs: {
    en: {
      title: 'The legalAuthenticator of the metadata is that of the document.',
      why: 'The metadata are made from the CDA header (CI-SIS mapping of the XDS metadata). From 2026 the legalAuthenticator decides which doctor is credited with the feeding (guide of December 2025, G-61 and G-65), and the DRIMbox chooses its certificate by that of the document: two answers are one too many.',
      fix: 'Copy the identifier and the names of legalAuthenticator/assignedEntity to XCN.1, XCN.2 (family name) and XCN.3 (given name).',
    },
    fr: {
      title: 'Le legalAuthenticator des métadonnées est celui du document.',
      why: "Les métadonnées sont tirées de l'en-tête du CDA (correspondance CI-SIS des métadonnées XDS). À partir de 2026, le legalAuthenticator détermine le médecin à qui l'alimentation est comptée (guide de décembre 2025, G-61 et G-65), et la DRIMbox choisit son certificat d'après celui du document : deux réponses sont une de trop.",
      fix: "Recopier l'identifiant et les noms de legalAuthenticator/assignedEntity dans XCN.1, XCN.2 (nom) et XCN.3 (prénom).",
    },
  },
  *check({ document, submission }) {
    const actor = document.legalAuthenticator
    const entry = entryOf(document, submission)
    const value = entry?.legalAuthenticators.find(isFilled)
    if (!entry || !value || !actor?.nationalId) return notApplicable
    const { id, familyName, givenName } = parseXcn(value.value)
    const { kind } = parsePersonId(id.value)
    // Who is named without a national identifier cannot be compared: XDS-001 and XDS-022 tell it.
    const named = kind !== 'invalid' && (kind !== 'internal' || !entry.isImaging)
    if (!named && !samePersonId(id.value, actor.nationalId.value)) return notApplicable
    const related = [
      {
        at: actor.nationalId.at,
        text: { en: 'the legalAuthenticator of the document', fr: 'le legalAuthenticator du document' },
      },
    ]
    if (!samePersonId(id.value, actor.nationalId.value)) {
      const data = { metadata: id.value, document: actor.nationalId }
      yield { message: 'otherPerson', at: value.at, data, expected: actor.nationalId, actual: id.value, related }
      return
    }
    const names = [
      { component: { en: 'family name', fr: 'nom' }, metadata: familyName.value, document: actor.families },
      { component: { en: 'given name', fr: 'prénom' }, metadata: givenName.value, document: actor.givens },
    ]
    const different = names.filter(
      ({ metadata, document }) => metadata !== '' && document.length > 0 && !isName(metadata, document),
    )
    if (different.length === 2 && isName(familyName.value, actor.givens) && isName(givenName.value, actor.families)) {
      yield { message: 'swapped', at: value.at, related }
      return
    }
    for (const { component, metadata, document } of different) {
      const inDocument = document.map(({ value }) => value).join(' ')
      yield {
        message: 'otherName',
        at: value.at,
        data: { component, metadata, document: inDocument },
        expected: inDocument,
        actual: metadata,
        related,
      }
    }
  },
})
