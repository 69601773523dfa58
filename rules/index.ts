import type { Rule } from '../src/engine/rule.ts'
import authorityFingerprintIsKnown from './certificate/authority-fingerprint-is-known.ts'
import basicConstraintsAreConsistent from './certificate/basic-constraints-are-consistent.ts'
import bundleStartsWithLeaf from './certificate/bundle-starts-with-leaf.ts'
import certificateIsDer from './certificate/certificate-is-der.ts'
import chainIsComplete from './certificate/chain-is-complete.ts'
import chainVerifies from './certificate/chain-verifies.ts'
import containerEncryptionIsModern from './certificate/container-encryption-is-modern.ts'
import containerHasOneLeaf from './certificate/container-has-one-leaf.ts'
import containerKeyMatchesLeaf from './certificate/container-key-matches-leaf.ts'
import dnsNamesAreWellFormed from './certificate/dns-names-are-well-formed.ts'
import environmentMarksAgree from './certificate/environment-marks-agree.ts'
import givenCrlIsCurrent from './certificate/given-crl-is-current.ts'
import issuerIsKnownOrganisationAuthority from './certificate/issuer-is-known-organisation-authority.ts'
import keyUsageFitsExtendedKeyUsage from './certificate/key-usage-fits-extended-key-usage.ts'
import leafProfileIsKnown from './certificate/leaf-profile-is-known.ts'
import noDuplicateExtensionOrPolicy from './certificate/no-duplicate-extension-or-policy.ts'
import noTestIdentifierInProductionCertificate from './certificate/no-test-identifier-in-production-certificate.ts'
import noUnknownCriticalExtension from './certificate/no-unknown-critical-extension.ts'
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
import recommendedCriticality from './certificate/recommended-criticality.ts'
import requiredExtensionsAndCriticality from './certificate/required-extensions-and-criticality.ts'
import sameCertificateInSeveralFiles from './certificate/same-certificate-in-several-files.ts'
import serialNumberIsPositiveAndShort from './certificate/serial-number-is-positive-and-short.ts'
import servSslCnIsAnFqdn from './certificate/serv-ssl-cn-is-an-fqdn.ts'
import servSslCnIsInSan from './certificate/serv-ssl-cn-is-in-san.ts'
import servSslNamesOneFqdn from './certificate/serv-ssl-names-one-fqdn.ts'
import signatureAlgorithmFieldsAgree from './certificate/signature-algorithm-fields-agree.ts'
import signatureHashIsStrong from './certificate/signature-hash-is-strong.ts'
import subjectAttributesOnceAndInOrder from './certificate/subject-attributes-once-and-in-order.ts'
import subjectStringsWithinLimits from './certificate/subject-strings-within-limits.ts'
import subjectTextLooksComplete from './certificate/subject-text-looks-complete.ts'
import validityAtMost37Months from './certificate/validity-at-most-37-months.ts'
import validityDatesAreWellEncoded from './certificate/validity-dates-are-well-encoded.ts'
import version3WithoutUniqueIdentifiers from './certificate/version-3-without-unique-identifiers.ts'
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
import authorAndAuthenticatorOrganizationsAgree from './document/author-and-authenticator-organizations-agree.ts'
import cdaHeaderConstants from './document/cda-header-constants.ts'
import cdaHeaderElementsPresent from './document/cda-header-elements-present.ts'
import cdaLegalAuthenticatorIsNationalId from './document/cda-legal-authenticator-is-national-id.ts'
import cdaNationalIdentifiersWellFormed from './document/cda-national-identifiers-well-formed.ts'
import documentIdIsOidOnly from './document/document-id-is-oid-only.ts'
import embeddedBodyDecodes from './document/embedded-body-decodes.ts'
import entryAuthorsAreCdaAuthors from './document/entry-authors-are-cda-authors.ts'
import entryMirrorsCdaCodes from './document/entry-mirrors-cda-codes.ts'
import entryPatientIsCdaPatient from './document/entry-patient-is-cda-patient.ts'
import entryTimesAreCdaTimesInUtc from './document/entry-times-are-cda-times-in-utc.ts'
import entryUniqueIdIsCdaId from './document/entry-unique-id-is-cda-id.ts'
import formatCodeFitsCdaBody from './document/format-code-fits-cda-body.ts'
import headerTimesPrecise from './document/header-times-precise.ts'
import imagingIdentifiersInHeader from './document/imaging-identifiers-in-header.ts'
import imagingReferencesMatchCda from './document/imaging-references-match-cda.ts'
import imagingTemplateDeclared from './document/imaging-template-declared.ts'
import legalAuthenticatorOrganizationIdentified from './document/legal-authenticator-organization-identified.ts'
import noScriptNorExternalLink from './document/no-script-nor-external-link.ts'
import nullFlavorValueAllowed from './document/null-flavor-value-allowed.ts'
import patientInsFirstWithTraits from './document/patient-ins-first-with-traits.ts'
import replacementDeclaredOnBothSides from './document/replacement-declared-on-both-sides.ts'
import setIdIsOid from './document/set-id-is-oid.ts'
import versionChainCoherent from './document/version-chain-coherent.ts'
import authorInstitutionMatchesStructure from './exchange/author-institution-matches-structure.ts'
import automaticFeedNamesResponsibleDoctor from './exchange/automatic-feed-names-responsible-doctor.ts'
import documentVersionsIncrease from './exchange/document-versions-increase.ts'
import ejEgPairConfirmed from './exchange/ej-eg-pair-confirmed.ts'
import ejModeNotUsed from './exchange/ej-mode-not-used.ts'
import finessAndRangKeysHold from './exchange/finess-and-rang-keys-hold.ts'
import insDomainMatchesEnvironment from './exchange/ins-domain-matches-environment.ts'
import insKeyHolds from './exchange/ins-key-holds.ts'
import kosStructureFollowsReport from './exchange/kos-structure-follows-report.ts'
import legalAuthenticatorAgreesWithDocument from './exchange/legal-authenticator-agrees-with-document.ts'
import modeAllowsTransaction from './exchange/mode-allows-transaction.ts'
import nameidIsAnAuthor from './exchange/nameid-is-an-author.ts'
import nameidIsSubmissionAuthor from './exchange/nameid-is-submission-author.ts'
import nameidNotGenericInBatch from './exchange/nameid-not-generic-in-batch.ts'
import nationalIdentifierKeysHold from './exchange/national-identifier-keys-hold.ts'
import noTestIdentitiesInProduction from './exchange/no-test-identities-in-production.ts'
import replacementByTheSameAuthor from './exchange/replacement-by-the-same-author.ts'
import reportStructureIsTokenStructure from './exchange/report-structure-is-token-structure.ts'
import rppsRangBelongsToValidator from './exchange/rpps-rang-belongs-to-validator.ts'
import sectorAndRoleAgreeWithMetadata from './exchange/sector-and-role-agree-with-metadata.ts'
import softwareIdentityMatchesSite from './exchange/software-identity-matches-site.ts'
import structureAndValidatorDeclaredInSite from './exchange/structure-and-validator-declared-in-site.ts'
import structureMatchesCertificate from './exchange/structure-matches-certificate.ts'
import subjectIdIsNotThePatient from './exchange/subject-id-is-not-the-patient.ts'
import submissionSignerHasTokenStructure from './exchange/submission-signer-has-token-structure.ts'
import tokenIssuedNearSubmission from './exchange/token-issued-near-submission.ts'
import tokenPatientIsSubmissionPatient from './exchange/token-patient-is-submission-patient.ts'
import tokenSignedWithInstalledCertificate from './exchange/token-signed-with-installed-certificate.ts'
import kosAgreesWithReport from './kos/kos-agrees-with-report.ts'
import kosEntryAgreesWithObject from './kos/kos-entry-agrees-with-object.ts'
import kosEntryConstants from './kos/kos-entry-constants.ts'
import kosEntryResponsibilityFromReport from './kos/kos-entry-responsibility-from-report.ts'
import kosEntryUniqueIdIsSopInstance from './kos/kos-entry-unique-id-is-sop-instance.ts'
import kosIsAManifest from './kos/kos-is-a-manifest.ts'
import kosPatientIsIns from './kos/kos-patient-is-ins.ts'
import kosReferencesOneStudy from './kos/kos-references-one-study.ts'
import kosRequestIdentified from './kos/kos-request-identified.ts'
import kosRetrieveHostDeclared from './kos/kos-retrieve-host-declared.ts'
import kosUidsValid from './kos/kos-uids-valid.ts'
import oneKosPerStudy from './kos/one-kos-per-study.ts'
import activityCarriesAStructureIdentifier from './psc/activity-carries-a-structure-identifier.ts'
import activityIsNotTheFirstByDefault from './psc/activity-is-not-the-first-by-default.ts'
import anActivityHasAnInstalledCertificate from './psc/an-activity-has-an-installed-certificate.ts'
import mutualTlsWithoutClientSecret from './psc/mutual-tls-without-client-secret.ts'
import nameidIsSubjectNameid from './psc/nameid-is-subject-nameid.ts'
import noTestIdentityInProduction from './psc/no-test-identity-in-production.ts'
import roleIsThatOfUserinfo from './psc/role-is-that-of-userinfo.ts'
import sectorIsThatOfTheActivity from './psc/sector-is-that-of-the-activity.ts'
import structureIsAnActivityOfUserinfo from './psc/structure-is-an-activity-of-userinfo.ts'
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
import waiverIsInForce from './run/waiver-is-in-force.ts'
import waiverIsUsed from './run/waiver-is-used.ts'
import claimValuesWithoutComments from './signature/claim-values-without-comments.ts'
import directTokenNamesTheCardHolder from './signature/direct-token-names-the-card-holder.ts'
import issuerIsSignerSubject from './signature/issuer-is-signer-subject.ts'
import manifestDigestsMatchDocuments from './signature/manifest-digests-match-documents.ts'
import manifestListsSubmissionAndDocuments from './signature/manifest-lists-submission-and-documents.ts'
import signatureAlgorithmsCurrent from './signature/signature-algorithms-current.ts'
import signatureEntryConstants from './signature/signature-entry-constants.ts'
import signatureNotWrapped from './signature/signature-not-wrapped.ts'
import signerCertificateEmbedded from './signature/signer-certificate-embedded.ts'
import signerChainTrusted from './signature/signer-chain-trusted.ts'
import signerEnvironmentMatchesSite from './signature/signer-environment-matches-site.ts'
import signerIsSignatureCertificate from './signature/signer-is-signature-certificate.ts'
import signerKeyUsagePeriodRespected from './signature/signer-key-usage-period-respected.ts'
import signerKindFitsMode from './signature/signer-kind-fits-mode.ts'
import signerNotRevoked from './signature/signer-not-revoked.ts'
import signerValidAtSigningTime from './signature/signer-valid-at-signing-time.ts'
import submissionSignaturePresent from './signature/submission-signature-present.ts'
import submissionSignatureVerifies from './signature/submission-signature-verifies.ts'
import tokenReferenceCoversAssertion from './signature/token-reference-covers-assertion.ts'
import tokenSignaturePresent from './signature/token-signature-present.ts'
import tokenSignatureVerifies from './signature/token-signature-verifies.ts'
import xadesPropertiesComplete from './signature/xades-properties-complete.ts'
import administratorMailboxIsDeclared from './site/administrator-mailbox-is-declared.ts'
import administratorMailboxIsGeneric from './site/administrator-mailbox-is-generic.ts'
import authAndSignOfTheSameStructure from './site/auth-and-sign-of-the-same-structure.ts'
import certificateBelongsToADeclaredStructure from './site/certificate-belongs-to-a-declared-structure.ts'
import certificateFileIsDeclared from './site/certificate-file-is-declared.ts'
import certificateIdentifierFitsStructureType from './site/certificate-identifier-fits-structure-type.ts'
import certificateProfileFitsUsage from './site/certificate-profile-fits-usage.ts'
import companyCertificateIsNotOnRppsRang from './site/company-certificate-is-not-on-rpps-rang.ts'
import dmpCertificatePairPerStructure from './site/dmp-certificate-pair-per-structure.ts'
import endpointFitsEnvironment from './site/endpoint-fits-environment.ts'
import establishmentCertificateOnLegalFiness from './site/establishment-certificate-on-legal-finess.ts'
import finessModeIsNotEj from './site/finess-mode-is-not-ej.ts'
import insiCertificateCn from './site/insi-certificate-cn.ts'
import insiCertificateInstalled from './site/insi-certificate-installed.ts'
import insiCertificateIsDedicated from './site/insi-certificate-is-dedicated.ts'
import mssanteApplicativeNeedsFinessOrSiret from './site/mssante-applicative-needs-finess-or-siret.ts'
import mssanteCertificateInstalled from './site/mssante-certificate-installed.ts'
import noCertificateForScmOrSci from './site/no-certificate-for-scm-or-sci.ts'
import noClearHttp from './site/no-clear-http.ts'
import orderingModeSuitsStructures from './site/ordering-mode-suits-structures.ts'
import orderingPrerequisitesAreMet from './site/ordering-prerequisites-are-met.ts'
import pacsFqdnIsUnique from './site/pacs-fqdn-is-unique.ts'
import productionCertificateNotInTest from './site/production-certificate-not-in-test.ts'
import pscCertificateCnIsClientId from './site/psc-certificate-cn-is-client-id.ts'
import pscCertificateIsNotMultiplied from './site/psc-certificate-is-not-multiplied.ts'
import pscCertificateOuFitsRole from './site/psc-certificate-ou-fits-role.ts'
import pscCertificatePerClientId from './site/psc-certificate-per-client-id.ts'
import pscIntrospectionCertificatePerDrimbox from './site/psc-introspection-certificate-per-drimbox.ts'
import renewalIsOpen from './site/renewal-is-open.ts'
import renewalIsUrgent from './site/renewal-is-urgent.ts'
import risAndDrimboxHaveDistinctClientIds from './site/ris-and-drimbox-have-distinct-client-ids.ts'
import rppsRangHolderIsAPractitioner from './site/rpps-rang-holder-is-a-practitioner.ts'
import rppsRangPoolCoversPractitioners from './site/rpps-rang-pool-covers-practitioners.ts'
import sameCertificateOnTwoServers from './site/same-certificate-on-two-servers.ts'
import servSslCertificatePerPacs from './site/serv-ssl-certificate-per-pacs.ts'
import servSslCnEqualsPacsFqdn from './site/serv-ssl-cn-equals-pacs-fqdn.ts'
import servSslOuIsOperatorSiret from './site/serv-ssl-ou-is-operator-siret.ts'
import siteIdentifiersAreWellFormed from './site/site-identifiers-are-well-formed.ts'
import structureIdentifierFitsSector from './site/structure-identifier-fits-sector.ts'
import testCertificateNotInProduction from './site/test-certificate-not-in-production.ts'
import activitySectorInValueSet from './vihf/activity-sector-in-value-set.ts'
import activitySectorWellFormed from './vihf/activity-sector-well-formed.ts'
import airContextDeclared from './vihf/air-context-declared.ts'
import airNameidIsNational from './vihf/air-nameid-is-national.ts'
import approvalNumberIsNotAPlaceholder from './vihf/approval-number-is-not-a-placeholder.ts'
import assertionChildrenInSchemaOrder from './vihf/assertion-children-in-schema-order.ts'
import assertionIdIsNcname from './vihf/assertion-id-is-ncname.ts'
import assertionIdUsedOnce from './vihf/assertion-id-used-once.ts'
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
import oneNameidPerUser from './vihf/one-nameid-per-user.ts'
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
import pacsFqdnIsEnrolled from './whitelist/pacs-fqdn-is-enrolled.ts'
import whiteListDnEqualsCertificate from './whitelist/white-list-dn-equals-certificate.ts'
import whiteListEntryIsCoherent from './whitelist/white-list-entry-is-coherent.ts'
import whiteListFitsEnvironment from './whitelist/white-list-fits-environment.ts'
import whiteListSignatureVerifies from './whitelist/white-list-signature-verifies.ts'
import whiteListSignerIsAns from './whitelist/white-list-signer-is-ans.ts'
import whiteListWasFetchedWithinADay from './whitelist/white-list-was-fetched-within-a-day.ts'
import associationEndsResolve from './xds/association-ends-resolve.ts'
import attachmentsResolve from './xds/attachments-resolve.ts'
import authorIdentifierWellFormed from './xds/author-identifier-well-formed.ts'
import authorNamesPresent from './xds/author-names-present.ts'
import authorSpecialtyGrammar from './xds/author-specialty-grammar.ts'
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
import expectedMetadataPresent from './xds/expected-metadata-present.ts'
import formatFitsMimeType from './xds/format-fits-mime-type.ts'
import hashAndSizeMatch from './xds/hash-and-size-match.ts'
import hl7ValuesClean from './xds/hl7-values-clean.ts'
import identifierFormsCurrent from './xds/identifier-forms-current.ts'
import identifiersUniqueInSubmission from './xds/identifiers-unique-in-submission.ts'
import identityTraitsComplete from './xds/identity-traits-complete.ts'
import imagingReferencesPresent from './xds/imaging-references-present.ts'
import imagingReportTypeCode from './xds/imaging-report-type-code.ts'
import institutionIdentifierWellFormed from './xds/institution-identifier-well-formed.ts'
import languageIsFrench from './xds/language-is-french.ts'
import legalAuthenticatorIsNationalId from './xds/legal-authenticator-is-national-id.ts'
import metadataCardinality from './xds/metadata-cardinality.ts'
import metadataUuidsKnown from './xds/metadata-uuids-known.ts'
import noPlaceholderMetadata from './xds/no-placeholder-metadata.ts'
import oneConfidentialityLevel from './xds/one-confidentiality-level.ts'
import oneSubmissionSet from './xds/one-submission-set.ts'
import patientIdIsInsCx from './xds/patient-id-is-ins-cx.ts'
import patientIdSameInAllEntries from './xds/patient-id-same-in-all-entries.ts'
import referenceIdListGrammar from './xds/reference-id-list-grammar.ts'
import registryChildrenInSchemaOrder from './xds/registry-children-in-schema-order.ts'
import registryManagedMetadataAbsent from './xds/registry-managed-metadata-absent.ts'
import replacementTargetsEntryUuid from './xds/replacement-targets-entry-uuid.ts'
import sentAsMtom from './xds/sent-as-mtom.ts'
import slotNamesKnown from './xds/slot-names-known.ts'
import sourcePatientIdWellFormed from './xds/source-patient-id-well-formed.ts'
import sourcePatientInfoGrammar from './xds/source-patient-info-grammar.ts'
import statusUpdateTransitionKnown from './xds/status-update-transition-known.ts'
import submissionSetMetadataPresent from './xds/submission-set-metadata-present.ts'
import timesInOrder from './xds/times-in-order.ts'
import titleLength from './xds/title-length.ts'
import uniqueIdsAreOids from './xds/unique-ids-are-oids.ts'
import uniqueIdsNotReusedAcrossSubmissions from './xds/unique-ids-not-reused-across-submissions.ts'
import xcnWellFormed from './xds/xcn-well-formed.ts'
import xdmEntryLocatesItsFile from './xds/xdm-entry-locates-its-file.ts'
import xonWellFormed from './xds/xon-well-formed.ts'

/** Every rule, by id. Written by `npm run rules:index`. */
export const RULES: readonly Rule[] = [
  leafProfileIsKnown,
  issuerIsKnownOrganisationAuthority,
  chainVerifies,
  chainIsComplete,
  authorityFingerprintIsKnown,
  bundleStartsWithLeaf,
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
  subjectTextLooksComplete,
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
  containerEncryptionIsModern,
  sameCertificateInSeveralFiles,
  version3WithoutUniqueIdentifiers,
  serialNumberIsPositiveAndShort,
  validityDatesAreWellEncoded,
  signatureAlgorithmFieldsAgree,
  noDuplicateExtensionOrPolicy,
  basicConstraintsAreConsistent,
  keyUsageFitsExtendedKeyUsage,
  requiredExtensionsAndCriticality,
  recommendedCriticality,
  noUnknownCriticalExtension,
  dnsNamesAreWellFormed,
  subjectStringsWithinLimits,
  certificateIsDer,
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
  cdaHeaderElementsPresent,
  nullFlavorValueAllowed,
  cdaHeaderConstants,
  documentIdIsOidOnly,
  setIdIsOid,
  versionChainCoherent,
  headerTimesPrecise,
  cdaLegalAuthenticatorIsNationalId,
  legalAuthenticatorOrganizationIdentified,
  cdaNationalIdentifiersWellFormed,
  patientInsFirstWithTraits,
  imagingIdentifiersInHeader,
  entryTimesAreCdaTimesInUtc,
  entryMirrorsCdaCodes,
  entryUniqueIdIsCdaId,
  entryPatientIsCdaPatient,
  entryAuthorsAreCdaAuthors,
  formatCodeFitsCdaBody,
  imagingReferencesMatchCda,
  replacementDeclaredOnBothSides,
  embeddedBodyDecodes,
  noScriptNorExternalLink,
  imagingTemplateDeclared,
  authorAndAuthenticatorOrganizationsAgree,
  kosIsAManifest,
  kosUidsValid,
  kosReferencesOneStudy,
  kosPatientIsIns,
  kosRequestIdentified,
  kosEntryConstants,
  kosEntryUniqueIdIsSopInstance,
  kosEntryAgreesWithObject,
  kosAgreesWithReport,
  kosEntryResponsibilityFromReport,
  oneKosPerStudy,
  kosRetrieveHostDeclared,
  structureIsAnActivityOfUserinfo,
  nameidIsSubjectNameid,
  sectorIsThatOfTheActivity,
  activityIsNotTheFirstByDefault,
  roleIsThatOfUserinfo,
  anActivityHasAnInstalledCertificate,
  mutualTlsWithoutClientSecret,
  noTestIdentityInProduction,
  activityCarriesAStructureIdentifier,
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
  waiverIsInForce,
  waiverIsUsed,
  fileKindIsRecognised,
  tokenSignaturePresent,
  tokenReferenceCoversAssertion,
  tokenSignatureVerifies,
  signatureNotWrapped,
  claimValuesWithoutComments,
  signerCertificateEmbedded,
  signatureAlgorithmsCurrent,
  signerIsSignatureCertificate,
  signerKindFitsMode,
  signerChainTrusted,
  signerEnvironmentMatchesSite,
  signerValidAtSigningTime,
  signerKeyUsagePeriodRespected,
  signerNotRevoked,
  issuerIsSignerSubject,
  directTokenNamesTheCardHolder,
  submissionSignaturePresent,
  signatureEntryConstants,
  manifestListsSubmissionAndDocuments,
  manifestDigestsMatchDocuments,
  submissionSignatureVerifies,
  xadesPropertiesComplete,
  servSslCnEqualsPacsFqdn,
  sameCertificateOnTwoServers,
  certificateIdentifierFitsStructureType,
  noCertificateForScmOrSci,
  dmpCertificatePairPerStructure,
  authAndSignOfTheSameStructure,
  certificateBelongsToADeclaredStructure,
  rppsRangPoolCoversPractitioners,
  certificateProfileFitsUsage,
  insiCertificateInstalled,
  insiCertificateCn,
  insiCertificateIsDedicated,
  mssanteCertificateInstalled,
  mssanteApplicativeNeedsFinessOrSiret,
  servSslCertificatePerPacs,
  pacsFqdnIsUnique,
  servSslOuIsOperatorSiret,
  pscCertificatePerClientId,
  pscCertificateIsNotMultiplied,
  risAndDrimboxHaveDistinctClientIds,
  pscIntrospectionCertificatePerDrimbox,
  pscCertificateCnIsClientId,
  pscCertificateOuFitsRole,
  establishmentCertificateOnLegalFiness,
  companyCertificateIsNotOnRppsRang,
  structureIdentifierFitsSector,
  siteIdentifiersAreWellFormed,
  rppsRangHolderIsAPractitioner,
  finessModeIsNotEj,
  renewalIsOpen,
  renewalIsUrgent,
  administratorMailboxIsDeclared,
  administratorMailboxIsGeneric,
  orderingPrerequisitesAreMet,
  orderingModeSuitsStructures,
  testCertificateNotInProduction,
  productionCertificateNotInTest,
  endpointFitsEnvironment,
  noClearHttp,
  certificateFileIsDeclared,
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
  assertionIdUsedOnce,
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
  oneNameidPerUser,
  whiteListSignatureVerifies,
  whiteListSignerIsAns,
  whiteListFitsEnvironment,
  pacsFqdnIsEnrolled,
  whiteListDnEqualsCertificate,
  whiteListWasFetchedWithinADay,
  whiteListEntryIsCoherent,
  structureMatchesCertificate,
  authorInstitutionMatchesStructure,
  nameidIsAnAuthor,
  legalAuthenticatorAgreesWithDocument,
  ejEgPairConfirmed,
  ejModeNotUsed,
  tokenPatientIsSubmissionPatient,
  tokenSignedWithInstalledCertificate,
  submissionSignerHasTokenStructure,
  kosStructureFollowsReport,
  reportStructureIsTokenStructure,
  rppsRangBelongsToValidator,
  automaticFeedNamesResponsibleDoctor,
  nameidIsSubmissionAuthor,
  sectorAndRoleAgreeWithMetadata,
  subjectIdIsNotThePatient,
  tokenIssuedNearSubmission,
  modeAllowsTransaction,
  insDomainMatchesEnvironment,
  noTestIdentitiesInProduction,
  structureAndValidatorDeclaredInSite,
  insKeyHolds,
  nationalIdentifierKeysHold,
  finessAndRangKeysHold,
  softwareIdentityMatchesSite,
  replacementByTheSameAuthor,
  documentVersionsIncrease,
  nameidNotGenericInBatch,
  legalAuthenticatorIsNationalId,
  oneSubmissionSet,
  submissionSetMetadataPresent,
  documentMetadataPresent,
  expectedMetadataPresent,
  metadataCardinality,
  slotNamesKnown,
  xdmEntryLocatesItsFile,
  registryManagedMetadataAbsent,
  classifiedObjectIsParent,
  metadataUuidsKnown,
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
  uniqueIdsNotReusedAcrossSubmissions,
  noPlaceholderMetadata,
  authorSpecialtyGrammar,
  referenceIdListGrammar,
  imagingReferencesPresent,
  languageIsFrench,
  titleLength,
  eachEntryIsMember,
  associationEndsResolve,
  replacementTargetsEntryUuid,
  statusUpdateTransitionKnown,
  documentPartPerEntry,
  attachmentsResolve,
  sentAsMtom,
  hashAndSizeMatch,
  registryChildrenInSchemaOrder,
]
