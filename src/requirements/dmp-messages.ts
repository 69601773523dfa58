import type { Text } from '../engine/rule.ts'

/**
 * What servers are known to answer, and why. Of the DMP only what was seen in public is here: its annex of error
 * codes is not public. The wording of a server is a fact and stays in its language.
 */
export interface DmpMessage {
  /** Error code, or a name of ours where the server gives none. */
  readonly code: string
  /** What the server says, and what people make of it in the other language. */
  readonly answers: readonly string[]
  readonly from: Text
  readonly cause: Text
  readonly check: Text
  /** Rules that find the cause before the server does. */
  readonly rules: readonly string[]
  /** `vendor`: seen by vendors, who say what caused it; `official`: in a published table; `standard`: in the IHE profile. */
  readonly evidence: 'official' | 'vendor' | 'standard'
}

const DMP: Text = { en: 'answer of the DMP', fr: 'réponse du DMP' }
const REGISTRY: Text = {
  en: 'answer of the registry or repository (IHE XDS)',
  fr: "réponse du registre ou de l'entrepôt (IHE XDS)",
}
const HL7: Text = {
  en: 'ERR-5 of the HL7 v2 acknowledgement, table HL70533 of the CI-SIS',
  fr: "ERR-5 de l'acquittement HL7 v2, table HL70533 du CI-SIS",
}

export const DMP_MESSAGES: readonly DmpMessage[] = [
  {
    code: 'authentification-personne-morale',
    answers: [
      "Erreur d'authentification de la personne morale",
      "Erreur d'authentification de la personne morale [indirect]",
      'Authentication error of the legal person',
    ],
    from: DMP,
    cause: {
      en: 'In indirect authentication, Identifiant_Structure of the VIHF is not the structure of the certificate, nor linked to it as entité géographique to entité juridique.',
      fr: "En authentification indirecte, Identifiant_Structure du VIHF n'est pas la structure du certificat, ni liée à elle comme entité géographique à entité juridique.",
    },
    check: {
      en: 'Compare Identifiant_Structure with the OU of the certificate, first digit included. With two FINESS, check that the one is the entité juridique of the other.',
      fr: "Comparer Identifiant_Structure à l'OU du certificat, premier chiffre compris. Avec deux FINESS, vérifier que l'un est l'entité juridique de l'autre.",
    },
    rules: ['XCHG-001', 'XCHG-005', 'VIHF-007', 'VIHF-008'],
    evidence: 'vendor',
  },
  {
    code: 'aucun-author-institution',
    answers: [
      "Aucun AuthorInstitution ne correspond à l'utilisateur du VIHF",
      "Aucun AuthorInstitution ne correspond à l'utilisateur du VIHF [indirect]",
      'No AuthorInstitution matches the user of the VIHF',
    ],
    from: DMP,
    cause: {
      en: 'In indirect authentication, no author of the submission has an authorInstitution whose identifier is Identifiant_Structure. Often the certificate changed the structure of the token while the documents kept the old one.',
      fr: "En authentification indirecte, aucun auteur du lot n'a d'authorInstitution dont l'identifiant soit Identifiant_Structure. Souvent le certificat a changé la structure du jeton alors que les documents gardaient l'ancienne.",
    },
    check: {
      en: 'Compare XON.10 of every authorInstitution with Identifiant_Structure.',
      fr: 'Comparer XON.10 de chaque authorInstitution à Identifiant_Structure.',
    },
    rules: ['XCHG-002', 'XCHG-003', 'XDS-024', 'XDS-025'],
    evidence: 'vendor',
  },
  {
    code: 'DMPInvalidCertificate',
    answers: [
      'DMPInvalidCertificate',
      'Le certificat ayant signé le VIHF est invalide : Not a valid signature certificate',
      'The certificate that signed the VIHF is invalid: not a valid signature certificate',
    ],
    from: { en: 'SOAP fault of the DMP', fr: 'SOAP Fault du DMP' },
    cause: {
      en: 'The VIHF is signed with an authentication certificate (ORG AUTH_CLI) instead of a signature certificate (ORG SIGN).',
      fr: "Le VIHF est signé avec un certificat d'authentification (ORG AUTH_CLI) au lieu d'un certificat de signature (ORG SIGN).",
    },
    check: {
      en: 'Look at the key usage of the certificate in the signature: it has to include nonRepudiation. Also see that it is in force and of the right environment.',
      fr: "Regarder l'usage de clé du certificat de la signature : il doit comprendre nonRepudiation. Voir aussi qu'il est en cours de validité et du bon environnement.",
    },
    rules: ['SIG-008', 'SIG-009', 'SIG-011', 'SIG-012', 'SITE-009'],
    evidence: 'vendor',
  },
  {
    code: 'structure-introuvable',
    answers: [
      "Impossible d'effectuer un test d'existence : Structure introuvable ou Inactive",
      'Structure introuvable ou Inactive',
      'Structure not found or inactive',
    ],
    from: DMP,
    cause: {
      en: 'The structure of the token is not in the national directory, or is no longer active.',
      fr: "La structure du jeton n'est pas dans l'annuaire national, ou n'est plus active.",
    },
    check: {
      en: 'Look the identifier up in the Annuaire Santé, with its first digit.',
      fr: "Chercher l'identifiant dans l'Annuaire Santé, avec son premier chiffre.",
    },
    rules: ['DIR-001', 'DIR-003', 'VIHF-007'],
    evidence: 'vendor',
  },
  {
    code: 'ps-structure-non-lies',
    answers: ['PS et Structure non liés', 'Professional and structure are not linked'],
    from: DMP,
    cause: {
      en: 'The professional of the NameID has no activity in the structure of the token.',
      fr: "Le professionnel du NameID n'a pas d'activité dans la structure du jeton.",
    },
    check: {
      en: 'Look the professional up in the Annuaire Santé and read the structures of each activity.',
      fr: "Chercher le professionnel dans l'Annuaire Santé et lire les structures de chaque activité.",
    },
    rules: ['DIR-010', 'PSC-001', 'VIHF-002'],
    evidence: 'vendor',
  },
  {
    code: 'aucune-specialite',
    answers: [
      'Aucune spécialité dans le vihf. Spécialité obligatoire pour les Médecins',
      'No specialty in the VIHF. Specialty mandatory for physicians',
    ],
    from: DMP,
    cause: {
      en: 'The role attribute of the token has no second value, which doctors and pharmacists must have.',
      fr: "L'attribut de rôle du jeton n'a pas la seconde valeur, obligatoire pour les médecins et les pharmaciens.",
    },
    check: {
      en: 'Give the specialty as a second value of the role attribute, with its code system.',
      fr: "Donner la spécialité en seconde valeur de l'attribut de rôle, avec son système de codes.",
    },
    rules: ['VIHF-022'],
    evidence: 'vendor',
  },
  {
    code: 'XDSPatientIdDoesNotMatch',
    answers: ['XDSPatientIdDoesNotMatch'],
    from: REGISTRY,
    cause: {
      en: 'The patient of the documents is not the patient of the submission set or of the VIHF: another INS, or the same under another OID.',
      fr: "Le patient des documents n'est pas celui du lot ou du VIHF : un autre INS, ou le même sous un autre OID.",
    },
    check: {
      en: 'Compare matricule and OID (CX.1 and CX.4) in resource-id of the VIHF, patientId of the submission set and patientId of each document.',
      fr: 'Comparer matricule et OID (CX.1 et CX.4) dans resource-id du VIHF, patientId du lot et patientId de chaque document.',
    },
    rules: ['XDS-028', 'XCHG-007', 'XDS-027', 'DOC-016'],
    evidence: 'vendor',
  },
  {
    code: 'XDSDocumentUniqueIdError',
    answers: ['XDSDocumentUniqueIdError'],
    from: REGISTRY,
    cause: {
      en: 'The identifier of the document is not one the registry knows: often an entryUUID was sent where the uniqueId is expected.',
      fr: "L'identifiant du document n'est pas connu du registre : souvent un entryUUID a été envoyé à la place de l'uniqueId.",
    },
    check: {
      en: 'The uniqueId is an OID without prefix; only replacement and deletion use the entryUUID.',
      fr: "L'uniqueId est un OID sans préfixe ; seuls le remplacement et la suppression utilisent l'entryUUID.",
    },
    rules: ['XDS-034', 'XDS-045'],
    evidence: 'vendor',
  },
  {
    code: 'XDSMissingDocument',
    answers: ['XDSMissingDocument'],
    from: REGISTRY,
    cause: {
      en: 'The metadata describe a document that the message does not carry. Identifiers are compared with their case.',
      fr: 'Les métadonnées décrivent un document que le message ne porte pas. Les identifiants se comparent casse comprise.',
    },
    check: {
      en: 'Each ExtrinsicObject has a Document element of the same id, whose MIME part is there.',
      fr: 'Chaque ExtrinsicObject a un élément Document de même id, dont la partie MIME est présente.',
    },
    rules: ['XDS-047', 'XDS-048'],
    evidence: 'standard',
  },
  {
    code: 'XDSMissingDocumentMetadata',
    answers: ['XDSMissingDocumentMetadata'],
    from: REGISTRY,
    cause: {
      en: 'The message carries a document that no metadata describe.',
      fr: "Le message porte un document qu'aucune métadonnée ne décrit.",
    },
    check: {
      en: 'Each Document element has an ExtrinsicObject of the same id.',
      fr: 'Chaque élément Document a un ExtrinsicObject de même id.',
    },
    rules: ['XDS-047'],
    evidence: 'standard',
  },
  {
    code: 'XDSRepositoryMetadataError',
    answers: ['XDSRepositoryMetadataError', 'XDSRegistryMetadataError'],
    from: REGISTRY,
    cause: {
      en: 'Metadata are missing, malformed or contradict the document (hash, size).',
      fr: 'Des métadonnées manquent, sont mal formées ou contredisent le document (hash, size).',
    },
    check: {
      en: 'Check the mandatory metadata, their cardinality, their codes, and hash and size.',
      fr: 'Contrôler les métadonnées obligatoires, leur cardinalité, leurs codes, ainsi que hash et size.',
    },
    rules: ['XDS-003', 'XDS-004', 'XDS-006', 'XDS-012', 'XDS-050'],
    evidence: 'standard',
  },
  {
    code: 'XDSRepositoryDuplicateUniqueIdInMessage',
    answers: ['XDSRepositoryDuplicateUniqueIdInMessage', 'XDSRegistryDuplicateUniqueIdInMessage'],
    from: REGISTRY,
    cause: {
      en: 'Two objects of one submission have the same uniqueId.',
      fr: 'Deux objets du même lot ont le même uniqueId.',
    },
    check: { en: 'Give each object a new OID.', fr: 'Donner à chaque objet un nouvel OID.' },
    rules: ['XDS-035'],
    evidence: 'standard',
  },
  {
    code: 'XDSDuplicateUniqueIdInRegistry',
    answers: ['XDSDuplicateUniqueIdInRegistry'],
    from: REGISTRY,
    cause: {
      en: 'The uniqueId of the submission set was already used.',
      fr: "L'uniqueId du lot de soumission a déjà servi.",
    },
    check: {
      en: 'Give each submission a new OID, also when it is sent again.',
      fr: 'Donner à chaque soumission un nouvel OID, y compris lors d’un nouvel envoi.',
    },
    rules: ['XDS-036'],
    evidence: 'standard',
  },
  {
    code: 'XDSNonIdenticalHash',
    answers: ['XDSNonIdenticalHash', 'XDSNonIdenticalSize'],
    from: REGISTRY,
    cause: {
      en: 'A document was sent with a uniqueId already used for another content.',
      fr: 'Un document a été envoyé avec un uniqueId déjà utilisé pour un autre contenu.',
    },
    check: {
      en: 'A changed document is a new document: new uniqueId, and replacement of the old one.',
      fr: "Un document modifié est un nouveau document : nouvel uniqueId, et remplacement de l'ancien.",
    },
    rules: ['XDS-036', 'XDS-050', 'XCHG-027'],
    evidence: 'standard',
  },
  {
    code: 'XDSUnknownPatientId',
    answers: ['XDSUnknownPatientId'],
    from: REGISTRY,
    cause: {
      en: 'The registry does not know the patient: the INS is wrong, is of another environment, or has no DMP.',
      fr: "Le registre ne connaît pas le patient : l'INS est faux, d'un autre environnement, ou sans DMP.",
    },
    check: {
      en: 'Check the matricule, its key and its OID; test OIDs do not serve in production.',
      fr: 'Contrôler le matricule, sa clé et son OID ; les OID de test ne servent pas en production.',
    },
    rules: ['XDS-027', 'XCHG-019', 'XCHG-022'],
    evidence: 'standard',
  },
  {
    code: 'UnresolvedReferenceException',
    answers: ['UnresolvedReferenceException'],
    from: REGISTRY,
    cause: {
      en: 'An association points to an object that is neither in the message nor in the registry.',
      fr: "Une association désigne un objet qui n'est ni dans le message ni dans le registre.",
    },
    check: {
      en: 'Ends of associations are identifiers of objects of the message, or entryUUIDs that the registry gave.',
      fr: 'Les extrémités des associations sont des identifiants d’objets du message, ou des entryUUID donnés par le registre.',
    },
    rules: ['XDS-044', 'XDS-045', 'XDS-010'],
    evidence: 'standard',
  },
  {
    code: 'XDSReplaceFailed',
    answers: ['XDSReplaceFailed', 'XDSRegistryDeprecatedDocumentError'],
    from: REGISTRY,
    cause: {
      en: 'The document to replace is unknown or was already replaced.',
      fr: 'Le document à remplacer est inconnu ou a déjà été remplacé.',
    },
    check: {
      en: 'Replace the last version, by its entryUUID.',
      fr: 'Remplacer la dernière version, par son entryUUID.',
    },
    rules: ['XDS-045', 'DOC-020', 'XCHG-027'],
    evidence: 'standard',
  },
  {
    code: '900',
    answers: ['900 Mauvaise version du document', '900 wrong document version'],
    from: HL7,
    cause: {
      en: 'The document that replaces or deletes another does not follow its last version.',
      fr: "Le document qui en remplace ou supprime un autre n'en suit pas la dernière version.",
    },
    check: {
      en: 'Check setId, versionNumber and the identifier of the replaced document.',
      fr: "Contrôler setId, versionNumber et l'identifiant du document remplacé.",
    },
    rules: ['DOC-006', 'XCHG-027'],
    evidence: 'official',
  },
  {
    code: '901',
    answers: [
      '901 Auteur non autorisé à remplacer ou supprimer',
      'Author not authorised to replace or delete the document',
    ],
    from: HL7,
    cause: {
      en: 'The document is replaced or deleted by another structure or person than the one that is its author.',
      fr: "Le document est remplacé ou supprimé par une autre structure ou personne que celle qui en est l'auteur.",
    },
    check: {
      en: 'Compare the structure (indirect) or the person (direct) with the authors of the replaced document.',
      fr: 'Comparer la structure (indirect) ou la personne (direct) aux auteurs du document remplacé.',
    },
    rules: ['XCHG-026'],
    evidence: 'official',
  },
  {
    code: '902',
    answers: ['902 Patient inconnu', '902 unknown patient'],
    from: HL7,
    cause: { en: 'The receiver does not know the patient.', fr: 'Le récepteur ne connaît pas le patient.' },
    check: { en: 'Check the identifiers of PID-3.', fr: 'Contrôler les identifiants de PID-3.' },
    rules: [],
    evidence: 'official',
  },
  {
    code: '903',
    answers: ['903 INS absent du document', '903 INS not in the document'],
    from: HL7,
    cause: { en: 'The document has no INS.', fr: "Le document n'a pas d'INS." },
    check: {
      en: 'The first identifier of the patient in the CDA is the INS.',
      fr: "Le premier identifiant du patient dans le CDA est l'INS.",
    },
    rules: ['DOC-011'],
    evidence: 'official',
  },
  {
    code: '904',
    answers: ['904 INS non concordant', '904 INS does not match exactly'],
    from: HL7,
    cause: {
      en: 'The INS of the message, of the document and of the metadata differ.',
      fr: "L'INS du message, du document et des métadonnées diffèrent.",
    },
    check: {
      en: 'Compare matricule and OID in the three places.',
      fr: 'Comparer matricule et OID aux trois endroits.',
    },
    rules: ['DOC-016', 'XCHG-007'],
    evidence: 'official',
  },
  {
    code: '905',
    answers: ['905 INS incomplet', '905 INS incomplete'],
    from: HL7,
    cause: {
      en: 'The INS lacks its matricule, its OID or traits of identity.',
      fr: "Il manque à l'INS le matricule, l'OID ou des traits d'identité.",
    },
    check: {
      en: 'Give matricule, OID, birth name, first given name, birth date, sex and birth place.',
      fr: 'Donner matricule, OID, nom de naissance, premier prénom, date de naissance, sexe et lieu de naissance.',
    },
    rules: ['DOC-011', 'XDS-033'],
    evidence: 'official',
  },
  {
    code: '906',
    answers: ['906 Autre erreur', '906 other error'],
    from: HL7,
    cause: { en: 'Another reason than 900 to 905.', fr: 'Une autre raison que 900 à 905.' },
    check: { en: 'Read the text that goes with the code.', fr: 'Lire le texte qui accompagne le code.' },
    rules: [],
    evidence: 'official',
  },
  {
    code: '42000101',
    answers: ['User not logged in', '42000101 PKCS#11 User not logged in'],
    from: { en: 'card reader of the workstation (PKCS#11)', fr: 'lecteur de carte du poste (PKCS#11)' },
    cause: {
      en: 'Another program took the session of the CPS card, for instance the TLS connection while the VIHF is signed.',
      fr: 'Un autre programme a pris la session de la carte CPS, par exemple la connexion TLS pendant la signature du VIHF.',
    },
    check: {
      en: 'Share one session of the card between the connection and the signature. Files cannot show this.',
      fr: 'Partager une session de la carte entre la connexion et la signature. Les fichiers ne le montrent pas.',
    },
    rules: [],
    evidence: 'vendor',
  },
  {
    code: 'DESIR_560',
    answers: ["DESIR_560 Niveau d'accès insuffisant", 'Insufficient access level'],
    from: { en: 'answer of INSi', fr: "réponse d'INSi" },
    cause: {
      en: 'The CN of the certificate is not one that INSi accepts: INSI-AUTO or INSI-MANU, to the letter.',
      fr: "Le CN du certificat n'est pas de ceux qu'INSi accepte : INSI-AUTO ou INSI-MANU, à la lettre.",
    },
    check: {
      en: 'Order the INSi certificate with that name, upper case and plain hyphen.',
      fr: 'Commander le certificat INSi à ce nom, en majuscules et avec un trait d’union simple.',
    },
    rules: ['SITE-011', 'SITE-012', 'SITE-010'],
    evidence: 'vendor',
  },
]
