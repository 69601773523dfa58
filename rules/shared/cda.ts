import type { CdaDocument, CdaId, CdaServiceEvent, CdaTranslation } from '../../src/artifacts/cda.ts'
import type { Exchange } from '../../src/artifacts/exchange.ts'
import { HL7 } from '../../src/artifacts/namespaces.ts'
import type { Located } from '../../src/engine/location.ts'
import type { XmlElement } from '../../src/sources/xml.ts'
import { DCM, SNOMED_CT } from './codes.ts'

/** IHE XDS-SD: a document whose body is a file. */
export const XDS_SD_TEMPLATE = '1.3.6.1.4.1.19376.1.2.20'

/** The act that gives times, performer and practice setting: the first with a performer, or else the first. */
export const mainEvent = ({ serviceEvents }: CdaDocument): CdaServiceEvent | undefined =>
  serviceEvents.find(({ performers }) => performers.length > 0) ?? serviceEvents[0]

/** component/nonXMLBody of a level 1 document. */
export const nonXmlBody = ({ element }: CdaDocument): XmlElement | undefined =>
  element.descend(HL7, 'component', 'nonXMLBody')

/** component/structuredBody of a level 2 or 3 document. */
export const structuredBody = ({ element }: CdaDocument): XmlElement | undefined =>
  element.descend(HL7, 'component', 'structuredBody')

/** The template is declared, at any version. */
export const declares = ({ templateIds }: CdaDocument, root: string): boolean =>
  templateIds.some(({ value }) => value === root)

/** An XDM without token is a mail (MSSanté): the DMP does not see its documents. */
export const isForMail = (exchange: Exchange | undefined): boolean =>
  exchange?.submission?.form === 'xdm' && exchange.vihf === undefined

/** Root and extension are both there. */
export const isComplete = ({ root, extension }: CdaId): boolean => isGiven(root) && isGiven(extension)

const isGiven = (value: Located<string> | undefined): boolean => value !== undefined && value.value.trim() !== ''

/** Qualifiers that say what a translation of the act is (DICOM PS3.20, LOINC). */
const MODALITY_QUALIFIER = '121139'
const REGION_QUALIFIER = '39111-0'

const isQualified = ({ qualifiers }: CdaTranslation, code: string): boolean =>
  qualifiers.some(({ value }) => value.trim() === code)

/** Says modality: by its code system, or by its qualifier whatever the system. */
export const isModality = (translation: CdaTranslation): boolean =>
  translation.codeSystem?.value === DCM || isQualified(translation, MODALITY_QUALIFIER)

/** Says anatomical region: by its code system, or by its qualifier whatever the system. */
export const isRegion = (translation: CdaTranslation): boolean =>
  translation.codeSystem?.value === SNOMED_CT || isQualified(translation, REGION_QUALIFIER)
