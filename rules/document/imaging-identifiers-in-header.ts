import { HL7 } from '../../src/artifacts/namespaces.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isOid } from '../../src/identifiers/index.ts'
import { isComplete, isModality, isRegion, mainEvent } from '../shared/cda.ts'
import { DCM, SNOMED_CT } from '../shared/codes.ts'

export default defineRule({
  id: 'DOC-012',
  name: 'imaging-identifiers-in-header',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-STRUCMIN-3.5.5.21', 'CISIS-STRUCMIN-3.5.5.22', 'DB/RIS.07', 'DB/RIS.08'],
  evidence: 'official',
  inputs: { document: each('document') },
  messages: {
    order: {
      en: 'The header of the imaging report has no order number (inFulfillmentOf/order/id with root and extension).',
      fr: 'L’en-tête du compte rendu d’imagerie n’a pas de numéro de demande (inFulfillmentOf/order/id avec root et extension).',
    },
    accession: {
      en: 'The header of the imaging report has no accession number (ps3-20:accessionNumber with root and extension).',
      fr: 'L’en-tête du compte rendu d’imagerie n’a pas d’accession number (ps3-20:accessionNumber avec root et extension).',
    },
    noStudy: {
      en: 'The main act of the imaging report has no id: it carries the Study Instance UID.',
      fr: 'L’acte principal du compte rendu d’imagerie n’a pas d’id : il porte le Study Instance UID.',
    },
    study: {
      en: "The id of the act is '{root}', not a Study Instance UID: an OID of at most 64 characters.",
      fr: 'L’id de l’acte est « {root} », et non un Study Instance UID : un OID d’au plus 64 caractères.',
    },
    studyExtension: {
      en: "The id of the act has the extension '{extension}': a Study Instance UID stands in root alone.",
      fr: 'L’id de l’acte a l’extension « {extension} » : un Study Instance UID tient dans root seul.',
    },
    performer: {
      en: 'The organization of the performer of the main act has no id.',
      fr: 'L’organisation du performer de l’acte principal n’a pas d’id.',
    },
    modality: {
      en: 'The code of the main act has no translation that gives the modality.',
      fr: 'Le code de l’acte principal n’a pas de translation qui donne la modalité.',
    },
    region: {
      en: 'The code of the main act has no translation that gives the anatomical region.',
      fr: 'Le code de l’acte principal n’a pas de translation qui donne la région anatomique.',
    },
    codeSystem: {
      en: "'{code}' is qualified as modality or region but belongs to the code system '{system}' instead of '{expected}'.",
      fr: '« {code} » est qualifié de modalité ou de région mais vient du système de codes « {system} » au lieu de « {expected} ».',
    },
  },
  docs: {
    en: {
      title: 'The header of an imaging report names order, accession number, study, modality, region and organization.',
      why: 'The DRIMbox finds the images of a report by these identifiers and makes the KOS of them (CI-SIS minimal structure; DB/RIS.07 and DB/RIS.08, draft of 2023). The region was optional in the schematron of 2021, so that its absence alone is a warning.',
      fix: 'Fill inFulfillmentOf/order (id and ps3-20:accessionNumber), serviceEvent/id/@root with the Study Instance UID, performer/…/representedOrganization/id, and the two translations of serviceEvent/code with their qualifiers 121139 and 39111-0.',
    },
    fr: {
      title:
        'L’en-tête d’un compte rendu d’imagerie donne demande, accession number, examen, modalité, région et organisation.',
      why: 'La DRIMbox trouve par ces identifiants les images d’un compte rendu et en fait le KOS (structure minimale du CI-SIS ; DB/RIS.07 et DB/RIS.08, projet de 2023). La région était facultative dans le schématron de 2021, si bien que son absence seule est un avertissement.',
      fix: 'Renseigner inFulfillmentOf/order (id et ps3-20:accessionNumber), serviceEvent/id/@root avec le Study Instance UID, performer/…/representedOrganization/id, et les deux translation de serviceEvent/code avec leurs qualifier 121139 et 39111-0.',
    },
  },
  *check({ document }) {
    if (!document.isImagingReport) return notApplicable
    const orderAt = (document.element.child(HL7, 'inFulfillmentOf') ?? document.element).at
    if (!document.orders.some(isComplete)) yield { message: 'order', at: orderAt }
    if (!document.accessionNumbers.some(isComplete)) yield { message: 'accession', at: orderAt }

    for (const { root, extension } of document.serviceEvents.flatMap(event => event.ids)) {
      if (root && !isOid(root.value)) yield { message: 'study', at: root.at, data: { root }, actual: root }
      if (extension) yield { message: 'studyExtension', at: extension.at, data: { extension }, actual: extension }
    }

    // An absent act or performer, and an absent organization, are left to DOC-001.
    const event = mainEvent(document)
    if (!event) return
    if (!event.ids.some(({ root }) => root)) yield { message: 'noStudy', at: event.element.at }
    const organization = event.performers[0]?.organization
    if (organization && !event.performers.some(performer => performer.organization?.ids.some(id => id.root)))
      yield { message: 'performer', at: organization.element.at }

    const translations = event.code?.translations ?? []
    const at = (event.code?.element ?? event.element).at
    const modalities = translations.filter(isModality)
    const regions = translations.filter(isRegion)
    if (modalities.length === 0) yield { message: 'modality', at }
    if (regions.length === 0) yield { message: 'region', at, level: 'warning' }
    for (const [found, expected] of [
      [modalities, DCM],
      [regions, SNOMED_CT],
    ] as const)
      for (const { element, code, codeSystem } of found)
        if (codeSystem?.value !== expected)
          yield {
            message: 'codeSystem',
            at: codeSystem?.at ?? element.at,
            data: { code: code?.value ?? '', system: codeSystem?.value ?? '', expected },
            expected,
            actual: codeSystem,
          }
  },
})
