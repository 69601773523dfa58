import type { CdaActor, CdaDocument, CdaId, CdaOrganization } from '../artifacts/cda.ts'
import type { Kos, KosIdentifier } from '../artifacts/kos.ts'
import { aboutPatient, aboutPerson, aboutStructure } from './identifiers.ts'
import { coded } from './token.ts'
import { type Branch, branch, leaf, leaves } from './tree.ts'

/** The header of a CDA R2. */
export function inspectDocument(document: CdaDocument): Branch {
  const { patient, encounter } = document
  return {
    name: 'ClinicalDocument',
    ...(document.isImagingReport ? { notes: [{ en: 'imaging report', fr: 'compte rendu d’imagerie médicale' }] } : {}),
    children: [
      ii('id', document.id),
      ii('setId', document.setId),
      leaf('versionNumber', document.versionNumber),
      document.code && coded('code', document.code),
      leaf('title', document.title),
      leaf('effectiveTime', document.effectiveTime),
      leaf('languageCode', document.languageCode),
      document.confidentialityCode && coded('confidentialityCode', document.confidentialityCode),
      ...leaves('templateId', document.templateIds),
      branch('recordTarget', [
        ...patient.ids.map(id => leaf('id', written(id), aboutPatient(id.extension?.value ?? '', id.root?.value))),
        ...leaves('family', patient.families),
        ...leaves('given', patient.givens),
        leaf('birthTime', patient.birthTime),
        patient.gender && coded('administrativeGenderCode', patient.gender),
        leaf('birthplace', patient.birthplaceCode),
      ]),
      ...document.authors.map(author => actor('author', author)),
      document.legalAuthenticator && actor('legalAuthenticator', document.legalAuthenticator),
      ...document.authenticators.map(one => actor('authenticator', one)),
      document.custodian && organization('custodian', document.custodian),
      ...document.orders.map(order => ii('inFulfillmentOf', order)),
      ...document.accessionNumbers.map(id => ii('accessionNumber', id)),
      ...document.serviceEvents.map(event =>
        branch('serviceEvent', [
          ...event.ids.map(id => ii('id', id)),
          event.code && coded('code', event.code),
          ...(event.code?.translations ?? []).map(translation => coded('translation', translation)),
          leaf('low', event.low),
          leaf('high', event.high),
          ...event.performers.map(performer => actor('performer', performer)),
        ]),
      ),
      encounter &&
        branch('encompassingEncounter', [
          ...encounter.ids.map(id => ii('id', id)),
          leaf('low', encounter.low),
          leaf('high', encounter.high),
          encounter.facilityCode && coded('healthCareFacility', encounter.facilityCode),
        ]),
      ...document.related.map(({ typeCode, parentIds }) =>
        branch(
          'relatedDocument',
          parentIds.map(id => ii('parentDocument', id)),
          typeCode?.value ?? '',
        ),
      ),
      leaf('nonXMLBody', document.nonXmlBodyMediaType),
    ].filter(child => child !== undefined),
  }
}

function actor(name: string, { time, ids, nationalId, code, families, givens, device, organization: of }: CdaActor) {
  return branch(name, [
    device ? leaf('device', true) : undefined,
    leaf('time', time),
    ...ids.map(id =>
      leaf('id', written(id), id.extension === nationalId && nationalId ? aboutPerson(nationalId.value) : undefined),
    ),
    code && coded('code', code),
    ...leaves('family', families),
    ...leaves('given', givens),
    of && organization('organization', of),
  ])
}

function organization(name: string, { ids, nationalId, name: label, industryCode }: CdaOrganization) {
  return branch(name, [
    ...ids.map(id =>
      leaf('id', written(id), id.extension === nationalId && nationalId ? aboutStructure(nationalId.value) : undefined),
    ),
    leaf('name', label),
    industryCode && coded('standardIndustryClassCode', industryCode),
  ])
}

const written = ({ root, extension }: CdaId): string =>
  [root?.value, extension?.value].filter(part => part !== undefined).join('^')

const ii = (name: string, id: CdaId | undefined) => id && leaf(name, written(id))

export function inspectKos(kos: Kos): Branch {
  return {
    name: 'KOS',
    children: [
      leaf('TransferSyntaxUID', kos.transferSyntax),
      leaf('SOPClassUID', kos.sopClassUid),
      leaf('SOPInstanceUID', kos.sopInstanceUid),
      leaf('StudyInstanceUID', kos.studyInstanceUid),
      leaf('SeriesInstanceUID', kos.seriesInstanceUid),
      leaf('Modality', kos.modality),
      kos.conceptName &&
        leaf(
          'ConceptName',
          [kos.conceptName.code, kos.conceptName.scheme, kos.conceptName.meaning]
            .map(part => part?.value ?? '')
            .join('^'),
        ),
      leaf('PatientID', kos.patientId, kos.patientId && aboutPatient(kos.patientId.value, kos.patientIdOid?.value)),
      leaf('IssuerOfPatientID', kos.issuerOfPatientId),
      leaf('UniversalEntityID', kos.patientIdOid),
      ...kos.otherPatientIds.map(({ value, issuer }) =>
        leaf('OtherPatientID', `${value.value} ${issuer?.value ?? ''}`),
      ),
      leaf('PatientName', kos.patientName),
      leaf('PatientBirthDate', kos.patientBirthDate),
      leaf('AccessionNumber', kos.accessionNumber),
      leaf('InstanceCreationDate', kos.instanceCreationDate),
      leaf('InstanceCreationTime', kos.instanceCreationTime),
      leaf('TimezoneOffsetFromUTC', kos.timezoneOffset),
      ...kos.requests.map(request =>
        branch('ReferencedRequest', [
          leaf('StudyInstanceUID', request.studyInstanceUid),
          issued('AccessionNumber', request.accession),
          issued('PlacerOrderNumber', request.placerOrder),
        ]),
      ),
      ...kos.evidence.map(study =>
        branch(
          'EvidenceStudy',
          study.series.map(({ seriesInstanceUid, instances, retrieveUrl }) =>
            branch(
              'Series',
              [leaf('RetrieveURL', retrieveUrl), leaf('instances', instances.length)],
              seriesInstanceUid?.value ?? '',
            ),
          ),
          study.studyInstanceUid?.value ?? '',
        ),
      ),
    ].filter(child => child !== undefined),
  }
}

const issued = (name: string, { value, issuer }: KosIdentifier) =>
  value && leaf(name, issuer ? `${value.value}^^^${issuer.value}` : value)
