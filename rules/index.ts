import type { Rule } from '../src/engine/rule.ts'
import authorityFingerprintIsKnown from './certificate/authority-fingerprint-is-known.ts'
import basicConstraintsAreConsistent from './certificate/basic-constraints-are-consistent.ts'
import chainIsComplete from './certificate/chain-is-complete.ts'
import chainVerifies from './certificate/chain-verifies.ts'
import containerHasOneLeaf from './certificate/container-has-one-leaf.ts'
import containerKeyMatchesLeaf from './certificate/container-key-matches-leaf.ts'
import environmentMarksAgree from './certificate/environment-marks-agree.ts'
import givenCrlIsCurrent from './certificate/given-crl-is-current.ts'
import issuerIsKnownOrganisationAuthority from './certificate/issuer-is-known-organisation-authority.ts'
import keyUsageFitsExtendedKeyUsage from './certificate/key-usage-fits-extended-key-usage.ts'
import leafProfileIsKnown from './certificate/leaf-profile-is-known.ts'
import noTestIdentifierInProductionCertificate from './certificate/no-test-identifier-in-production-certificate.ts'
import notALegacyGipCpsCertificate from './certificate/not-a-legacy-gip-cps-certificate.ts'
import notRevokedInGivenCrl from './certificate/not-revoked-in-given-crl.ts'
import ouCheckDigitHolds from './certificate/ou-check-digit-holds.ts'
import ouHasTypeDigit from './certificate/ou-has-type-digit.ts'
import ouIsStructIdNat from './certificate/ou-is-struct-id-nat.ts'
import ouPresentOnce from './certificate/ou-present-once.ts'
import ouRankAndFinessKeyHold from './certificate/ou-rank-and-finess-key-hold.ts'
import ouTypeDigitIsCurrent from './certificate/ou-type-digit-is-current.ts'
import personCertificateIsNotForAStructure from './certificate/person-certificate-is-not-for-a-structure.ts'
import privateKeyIsNotInClear from './certificate/private-key-is-not-in-clear.ts'
import privateKeyUsagePeriodIsOpen from './certificate/private-key-usage-period-is-open.ts'
import productCategoryIsSoftware from './certificate/product-category-is-software.ts'
import publicKeyIsStrongEnough from './certificate/public-key-is-strong-enough.ts'
import servSslCnIsAnFqdn from './certificate/serv-ssl-cn-is-an-fqdn.ts'
import servSslCnIsInSan from './certificate/serv-ssl-cn-is-in-san.ts'
import servSslNamesOneFqdn from './certificate/serv-ssl-names-one-fqdn.ts'
import signatureAlgorithmFieldsAgree from './certificate/signature-algorithm-fields-agree.ts'
import signatureHashIsStrong from './certificate/signature-hash-is-strong.ts'
import subjectAttributesOnceAndInOrder from './certificate/subject-attributes-once-and-in-order.ts'
import validityAtMost37Months from './certificate/validity-at-most-37-months.ts'
import withinValidityPeriod from './certificate/within-validity-period.ts'
import authorInstitutionExistsInDirectory from './directory/author-institution-exists-in-directory.ts'
import certificateKindFitsDirectorySector from './directory/certificate-kind-fits-directory-sector.ts'
import certificateStructureExistsInDirectory from './directory/certificate-structure-exists-in-directory.ts'
import declaredEjEgLinkIsConfirmed from './directory/declared-ej-eg-link-is-confirmed.ts'
import declaredSectorIsTheDirectorySector from './directory/declared-sector-is-the-directory-sector.ts'
import directoryIndexIsFresh from './directory/directory-index-is-fresh.ts'
import imagingPhysiciansAreDeclared from './directory/imaging-physicians-are-declared.ts'
import legalAuthenticatorExistsInDirectory from './directory/legal-authenticator-exists-in-directory.ts'
import legalAuthenticatorIsImagingPhysician from './directory/legal-authenticator-is-imaging-physician.ts'
import legalAuthenticatorPractisesInAuthorInstitution from './directory/legal-authenticator-practises-in-author-institution.ts'
import legalAuthenticatorSpecialtyIsCertain from './directory/legal-authenticator-specialty-is-certain.ts'
import nameidExistsInDirectory from './directory/nameid-exists-in-directory.ts'
import nameidPractisesInStructure from './directory/nameid-practises-in-structure.ts'
import rppsRangHolderIsImagingPhysician from './directory/rpps-rang-holder-is-imaging-physician.ts'
import sitePractitionerPractisesInStructure from './directory/site-practitioner-practises-in-structure.ts'
import siteStructureExistsInDirectory from './directory/site-structure-exists-in-directory.ts'
import structureExistsInDirectory from './directory/structure-exists-in-directory.ts'
import tokenSectorIsTheDirectorySector from './directory/token-sector-is-the-directory-sector.ts'
import authorInstitutionMatchesStructure from './exchange/author-institution-matches-structure.ts'
import legalAuthenticatorAgreesWithDocument from './exchange/legal-authenticator-agrees-with-document.ts'
import nameidIsAnAuthor from './exchange/nameid-is-an-author.ts'
import structureMatchesCertificate from './exchange/structure-matches-certificate.ts'
import archivePathsAreSafe from './run/archive-paths-are-safe.ts'
import containerAlgorithmIsSupported from './run/container-algorithm-is-supported.ts'
import containerPasswordIsGiven from './run/container-password-is-given.ts'
import containerPasswordOpensIt from './run/container-password-opens-it.ts'
import contentIsWellFormed from './run/content-is-well-formed.ts'
import directoryIsAvailable from './run/directory-is-available.ts'
import doctypeIsRefused from './run/doctype-is-refused.ts'
import exchangeIsUnambiguous from './run/exchange-is-unambiguous.ts'
import fileIsReadable from './run/file-is-readable.ts'
import fileKindIsRecognised from './run/file-kind-is-recognised.ts'
import limitsAreNotReached from './run/limits-are-not-reached.ts'
import siteDescriptionIsValid from './run/site-description-is-valid.ts'
import textIsCleanlyEncoded from './run/text-is-cleanly-encoded.ts'
import servSslCnEqualsPacsFqdn from './site/serv-ssl-cn-equals-pacs-fqdn.ts'
import activitySectorInValueSet from './vihf/activity-sector-in-value-set.ts'
import activitySectorWellFormed from './vihf/activity-sector-well-formed.ts'
import airContextDeclared from './vihf/air-context-declared.ts'
import airNameidIsNational from './vihf/air-nameid-is-national.ts'
import approvalNumberIsNotAPlaceholder from './vihf/approval-number-is-not-a-placeholder.ts'
import assertionChildrenInSchemaOrder from './vihf/assertion-children-in-schema-order.ts'
import assertionIdIsNcname from './vihf/assertion-id-is-ncname.ts'
import assertionIsSaml2 from './vihf/assertion-is-saml-2.ts'
import attributeNamesExact from './vihf/attribute-names-exact.ts'
import audienceRestrictionAbsent from './vihf/audience-restriction-absent.ts'
import authenticationModeDeclared from './vihf/authentication-mode-declared.ts'
import authenticationModeInEnumeration from './vihf/authentication-mode-in-enumeration.ts'
import authnContextClassDeclared from './vihf/authn-context-class-declared.ts'
import automateRoleOnlyAsLastResort from './vihf/automate-role-only-as-last-resort.ts'
import firstRoleIsAKnownProfession from './vihf/first-role-is-a-known-profession.ts'
import instantsInUtc from './vihf/instants-in-utc.ts'
import issuerFormatIsX509SubjectName from './vihf/issuer-format-is-x509-subject-name.ts'
import issuerWrittenInRfc2253 from './vihf/issuer-written-in-rfc2253.ts'
import loginNotAfterIssue from './vihf/login-not-after-issue.ts'
import mandatoryAttributesPresentOnce from './vihf/mandatory-attributes-present-once.ts'
import nameidIdentifiesLiberalDoctor from './vihf/nameid-identifies-liberal-doctor.ts'
import nameidInternalIdCoherentWithStructure from './vihf/nameid-internal-id-coherent-with-structure.ts'
import nameidMosPrefixed from './vihf/nameid-mos-prefixed.ts'
import nameidPrefixFromPersonList from './vihf/nameid-prefix-from-person-list.ts'
import nameidPrefixStillOpen from './vihf/nameid-prefix-still-open.ts'
import nameidPresentAndClean from './vihf/nameid-present-and-clean.ts'
import noForeignAttributes from './vihf/no-foreign-attributes.ts'
import noSecondRoleForOtherProfessions from './vihf/no-second-role-for-other-professions.ts'
import patientResourceIsInsCx from './vihf/patient-resource-is-ins-cx.ts'
import purposeAllowedForMode from './vihf/purpose-allowed-for-mode.ts'
import purposeOfUseInValueSet from './vihf/purpose-of-use-in-value-set.ts'
import resourceUrnIsDmp from './vihf/resource-urn-is-dmp.ts'
import roleAndPurposeAreHl7Ce from './vihf/role-and-purpose-are-hl7-ce.ts'
import singleAssertionInSecurity from './vihf/single-assertion-in-security.ts'
import specialtyRoleForDoctorsAndPharmacists from './vihf/specialty-role-for-doctors-and-pharmacists.ts'
import structureIdentifierWellFormed from './vihf/structure-identifier-well-formed.ts'
import structurePrefixCurrent from './vihf/structure-prefix-current.ts'
import structureTypeFitsSector from './vihf/structure-type-fits-sector.ts'
import vihfVersionKnown from './vihf/vihf-version-known.ts'
import associationEndsResolve from './xds/association-ends-resolve.ts'
import authorIdentifierWellFormed from './xds/author-identifier-well-formed.ts'
import authorNamesPresent from './xds/author-names-present.ts'
import classFitsType from './xds/class-fits-type.ts'
import classifiedObjectIsParent from './xds/classified-object-is-parent.ts'
import codeInDmpValueSet from './xds/code-in-dmp-value-set.ts'
import codesCarrySchemeAndName from './xds/codes-carry-scheme-and-name.ts'
import codingSchemeIsCodeSystem from './xds/coding-scheme-is-code-system.ts'
import displayNameMatchesCode from './xds/display-name-matches-code.ts'
import documentMetadataPresent from './xds/document-metadata-present.ts'
import documentPartPerEntry from './xds/document-part-per-entry.ts'
import dtmUtcDigits from './xds/dtm-utc-digits.ts'
import eachEntryIsMember from './xds/each-entry-is-member.ts'
import formatFitsMimeType from './xds/format-fits-mime-type.ts'
import hashAndSizeMatch from './xds/hash-and-size-match.ts'
import hl7ValuesClean from './xds/hl7-values-clean.ts'
import identifierFormsCurrent from './xds/identifier-forms-current.ts'
import identifiersUniqueInSubmission from './xds/identifiers-unique-in-submission.ts'
import identityTraitsComplete from './xds/identity-traits-complete.ts'
import imagingReferencesPresent from './xds/imaging-references-present.ts'
import imagingReportTypeCode from './xds/imaging-report-type-code.ts'
import institutionIdentifierWellFormed from './xds/institution-identifier-well-formed.ts'
import legalAuthenticatorIsNationalId from './xds/legal-authenticator-is-national-id.ts'
import oneConfidentialityLevel from './xds/one-confidentiality-level.ts'
import oneSubmissionSet from './xds/one-submission-set.ts'
import patientIdIsInsCx from './xds/patient-id-is-ins-cx.ts'
import patientIdSameInAllEntries from './xds/patient-id-same-in-all-entries.ts'
import replacementTargetsEntryUuid from './xds/replacement-targets-entry-uuid.ts'
import sourcePatientIdWellFormed from './xds/source-patient-id-well-formed.ts'
import sourcePatientInfoGrammar from './xds/source-patient-info-grammar.ts'
import submissionSetMetadataPresent from './xds/submission-set-metadata-present.ts'
import timesInOrder from './xds/times-in-order.ts'
import uniqueIdsAreOids from './xds/unique-ids-are-oids.ts'
import xcnWellFormed from './xds/xcn-well-formed.ts'
import xonWellFormed from './xds/xon-well-formed.ts'

/** Every rule, by id. Written by `npm run rules:index`. */
export const RULES: readonly Rule[] = [
  leafProfileIsKnown,
  issuerIsKnownOrganisationAuthority,
  chainVerifies,
  chainIsComplete,
  authorityFingerprintIsKnown,
  notALegacyGipCpsCertificate,
  personCertificateIsNotForAStructure,
  subjectAttributesOnceAndInOrder,
  ouPresentOnce,
  ouIsStructIdNat,
  ouHasTypeDigit,
  ouTypeDigitIsCurrent,
  ouCheckDigitHolds,
  ouRankAndFinessKeyHold,
  noTestIdentifierInProductionCertificate,
  servSslCnIsAnFqdn,
  servSslCnIsInSan,
  servSslNamesOneFqdn,
  withinValidityPeriod,
  validityAtMost37Months,
  privateKeyUsagePeriodIsOpen,
  publicKeyIsStrongEnough,
  signatureHashIsStrong,
  productCategoryIsSoftware,
  environmentMarksAgree,
  notRevokedInGivenCrl,
  givenCrlIsCurrent,
  containerHasOneLeaf,
  containerKeyMatchesLeaf,
  privateKeyIsNotInClear,
  signatureAlgorithmFieldsAgree,
  basicConstraintsAreConsistent,
  keyUsageFitsExtendedKeyUsage,
  structureExistsInDirectory,
  legalAuthenticatorIsImagingPhysician,
  siteStructureExistsInDirectory,
  certificateStructureExistsInDirectory,
  certificateKindFitsDirectorySector,
  declaredSectorIsTheDirectorySector,
  tokenSectorIsTheDirectorySector,
  legalAuthenticatorExistsInDirectory,
  nameidExistsInDirectory,
  nameidPractisesInStructure,
  legalAuthenticatorPractisesInAuthorInstitution,
  authorInstitutionExistsInDirectory,
  rppsRangHolderIsImagingPhysician,
  declaredEjEgLinkIsConfirmed,
  sitePractitionerPractisesInStructure,
  imagingPhysiciansAreDeclared,
  legalAuthenticatorSpecialtyIsCertain,
  directoryIndexIsFresh,
  fileIsReadable,
  contentIsWellFormed,
  doctypeIsRefused,
  limitsAreNotReached,
  containerPasswordIsGiven,
  containerPasswordOpensIt,
  containerAlgorithmIsSupported,
  archivePathsAreSafe,
  textIsCleanlyEncoded,
  exchangeIsUnambiguous,
  siteDescriptionIsValid,
  directoryIsAvailable,
  fileKindIsRecognised,
  servSslCnEqualsPacsFqdn,
  nameidMosPrefixed,
  nameidInternalIdCoherentWithStructure,
  nameidPrefixStillOpen,
  nameidPrefixFromPersonList,
  nameidPresentAndClean,
  nameidIdentifiesLiberalDoctor,
  structureIdentifierWellFormed,
  structurePrefixCurrent,
  structureTypeFitsSector,
  mandatoryAttributesPresentOnce,
  attributeNamesExact,
  noForeignAttributes,
  authenticationModeInEnumeration,
  authenticationModeDeclared,
  vihfVersionKnown,
  activitySectorWellFormed,
  activitySectorInValueSet,
  patientResourceIsInsCx,
  resourceUrnIsDmp,
  roleAndPurposeAreHl7Ce,
  firstRoleIsAKnownProfession,
  specialtyRoleForDoctorsAndPharmacists,
  noSecondRoleForOtherProfessions,
  automateRoleOnlyAsLastResort,
  purposeOfUseInValueSet,
  purposeAllowedForMode,
  assertionIsSaml2,
  assertionChildrenInSchemaOrder,
  assertionIdIsNcname,
  instantsInUtc,
  loginNotAfterIssue,
  audienceRestrictionAbsent,
  issuerFormatIsX509SubjectName,
  issuerWrittenInRfc2253,
  authnContextClassDeclared,
  airNameidIsNational,
  airContextDeclared,
  approvalNumberIsNotAPlaceholder,
  singleAssertionInSecurity,
  structureMatchesCertificate,
  authorInstitutionMatchesStructure,
  nameidIsAnAuthor,
  legalAuthenticatorAgreesWithDocument,
  legalAuthenticatorIsNationalId,
  oneSubmissionSet,
  submissionSetMetadataPresent,
  documentMetadataPresent,
  classifiedObjectIsParent,
  codesCarrySchemeAndName,
  codingSchemeIsCodeSystem,
  codeInDmpValueSet,
  displayNameMatchesCode,
  classFitsType,
  imagingReportTypeCode,
  oneConfidentialityLevel,
  formatFitsMimeType,
  hl7ValuesClean,
  xcnWellFormed,
  authorIdentifierWellFormed,
  authorNamesPresent,
  xonWellFormed,
  institutionIdentifierWellFormed,
  identifierFormsCurrent,
  patientIdIsInsCx,
  patientIdSameInAllEntries,
  dtmUtcDigits,
  timesInOrder,
  sourcePatientIdWellFormed,
  sourcePatientInfoGrammar,
  identityTraitsComplete,
  uniqueIdsAreOids,
  identifiersUniqueInSubmission,
  imagingReferencesPresent,
  eachEntryIsMember,
  associationEndsResolve,
  replacementTargetsEntryUuid,
  documentPartPerEntry,
  hashAndSizeMatch,
]
