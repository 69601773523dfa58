import { family, type Requirement } from './requirement.ts'

/**
 * Requirements of the DMP integration guide. Their texts are known through copies that vendors publish; requirements
 * of which only the name is known are left out, unless a rule cites them.
 */
export const GI_DMP: readonly Requirement[] = [
  ...family(
    'vendor-copy',
    {
      en: "GIE SESAM-Vitale, DMP integration guide SEL-MP-037 (v2.10), and the copy of its requirements in the public tracker 'homologation' of DevBox-Santé (bitbucket.org/devbox-sante/homologation)",
      fr: "GIE SESAM-Vitale, guide d'intégration DMP SEL-MP-037 (v2.10), et la copie de ses exigences dans le suivi public « homologation » de DevBox-Santé (bitbucket.org/devbox-sante/homologation)",
    },
    [
      [
        'EX_2.1-1140',
        'Only an author adds or replaces a document',
        'In direct authentication without CPE the NameID is the identifier of an authorPerson or of the legalAuthenticator; in indirect authentication, or with a CPE, Identifiant_Structure is the identifier of the authorInstitution of one of the authors.',
        'Seul un auteur ajoute ou remplace un document',
        "En authentification directe hors CPE, le NameID est l'identifiant d'un authorPerson ou du legalAuthenticator ; en authentification indirecte, ou par CPE, Identifiant_Structure est l'identifiant de l'authorInstitution d'un des auteurs.",
      ],
      [
        'EX_2.1-2035',
        'Fixed values, codes and identifiers are checked',
        'The DMP checks constant metadata, the triplets of code, code system and display name, and the forms of PS_IdNat and Struct_IdNat.',
        'Valeurs fixes, codes et identifiants sont contrôlés',
        'Le DMP contrôle les métadonnées constantes, les triplets code, système et libellé, et la forme de PS_IdNat et Struct_IdNat.',
      ],
      [
        'EX_2.1-1115',
        'No script and no external link in a self-presentable document',
        'A self-presentable CDA holds neither scripts nor links to resources outside of it.',
        'Ni script ni lien externe dans un document auto-présentable',
        'Un CDA auto-présentable ne contient ni script ni lien vers une ressource extérieure.',
      ],
      [
        'EX_2.1-1260',
        'Documents travel as MTOM',
        'The request that provides and registers documents is sent as MTOM.',
        'Les documents voyagent en MTOM',
        'La requête qui fournit et enregistre les documents est envoyée en MTOM.',
      ],
      [
        'REC_2.1-1080',
        'Validate the document before sending it',
        'It is recommended to validate the CDA with the published content tests before it is sent.',
        'Valider le document avant envoi',
        "Il est recommandé de valider le CDA avec les tests de contenu publiés avant de l'envoyer.",
      ],
      [
        'EX_GEN-1140',
        'One clear message per answer of the DMP',
        'The software shows the user a clear message for each code that the DMP returns.',
        'Un message clair par réponse du DMP',
        "Le logiciel montre à l'utilisateur un message clair pour chaque code que le DMP renvoie.",
      ],
      [
        'EX_GEN-1180',
        'The software names itself in the token',
        'LPS_Nom and LPS_Version of the VIHF are the name and the version of the approved software.',
        'Le logiciel se nomme dans le jeton',
        'LPS_Nom et LPS_Version du VIHF sont le nom et la version du logiciel homologué.',
      ],
      [
        'EX_GEN-1250',
        'The INS comes from INSi and is qualified',
        'The national health identity is obtained through the INSi teleservice and qualified before it is used with the DMP.',
        "L'INS vient d'INSi et est qualifiée",
        "L'identité nationale de santé est obtenue par le téléservice INSi et qualifiée avant d'être utilisée avec le DMP.",
      ],
      [
        'EX_GEN-1320',
        'Professionals are named by their national identifier',
        'The nominative identification of a professional is the PS_IdNat of the CI-SIS.',
        'Les professionnels sont désignés par leur identifiant national',
        "L'identification nominative d'un professionnel est le PS_IdNat du CI-SIS.",
      ],
      [
        'EX_GEN-1450',
        'Two certificates of the structure',
        'The structure has an ORG AUTH_CLI certificate for the TLS connection and an ORG SIGN certificate that signs the VIHF.',
        'Deux certificats de la structure',
        'La structure a un certificat ORG AUTH_CLI pour la connexion TLS et un certificat ORG SIGN qui signe le VIHF.',
      ],
      [
        'EX_GEN-1490',
        'The approval number is secret',
        'The approval number of the software is reserved to its product family and is not disclosed.',
        "Le numéro d'homologation est secret",
        "Le numéro d'homologation du logiciel est réservé à sa famille de produits et n'est pas divulgué.",
      ],
      [
        'EX_0.X-1110',
        'The approval number is reserved to its product family',
        'The approval number attributed to a product family is used by no other software and is kept secret.',
        "Le numéro d'homologation est réservé à sa famille de produits",
        "Le numéro d'homologation attribué à une famille de produits ne sert à aucun autre logiciel et reste secret.",
      ],
      [
        'REC_0.X-1090',
        'Check revocation of the server certificates',
        'It is recommended to check that the certificates of the DMP servers are not revoked.',
        'Contrôler la révocation des certificats du serveur',
        'Il est recommandé de contrôler que les certificats des serveurs du DMP ne sont pas révoqués.',
      ],
      [
        'EX_0.1-1020',
        'The token says how the user was authenticated',
        'The user is authenticated by the software, and AuthnContextClassRef declares the kind of authentication.',
        "Le jeton dit comment l'utilisateur a été authentifié",
        "L'utilisateur est authentifié par le logiciel, et AuthnContextClassRef déclare le type d'authentification.",
      ],
      [
        'EX_0.1-1025',
        'Internal identifiers are unique and permanent',
        'In indirect authentication the internal identifier of a user is unique in the structure, permanent, never given again and says nothing by itself.',
        'Les identifiants internes sont uniques et permanents',
        "En authentification indirecte, l'identifiant interne d'un utilisateur est unique dans la structure, permanent, jamais réattribué et non significatif.",
      ],
      [
        'EX_AIR-020',
        'AIR is reserved to professionals of a national directory',
        'Reinforced indirect authentication is open to professionals registered in a national directory, so the NameID is a national identifier.',
        "L'AIR est réservée aux professionnels d'un répertoire national",
        "L'authentification indirecte renforcée est ouverte aux professionnels inscrits dans un répertoire national : le NameID est donc un identifiant national.",
      ],
      [
        'EX_AIR-040',
        'An AIR token lives 30 seconds and serves once',
        'In reinforced indirect authentication a VIHF is valid for 30 seconds and is used once.',
        'Un jeton AIR vit 30 secondes et sert une fois',
        "En authentification indirecte renforcée, un VIHF est valable 30 secondes et n'est utilisé qu'une fois.",
      ],
      [
        'EX_AIR-050',
        'An AIR token names the primary authentication',
        'The VIHF carries the method by which the user was first authenticated, in AuthnContextDecl; simplified AIR knows one value only.',
        "Un jeton AIR nomme l'authentification primaire",
        "Le VIHF porte la méthode d'authentification primaire de l'utilisateur, dans AuthnContextDecl ; l'AIR simplifiée n'en connaît qu'une valeur.",
      ],
      [
        'EX_AIR-080',
        'The TLS certificate is a valid IGC-Santé one',
        'The mutual TLS connection uses a certificate of a legal person issued by the IGC-Santé, in force and not revoked.',
        "Le certificat TLS vient de l'IGC-Santé et est valide",
        "La connexion TLS mutuelle utilise un certificat de personne morale délivré par l'IGC-Santé, en cours de validité et non révoqué.",
      ],
    ],
  ),
  ...family(
    'vendor-copy',
    {
      en: 'GIE SESAM-Vitale, DMP integration guide SEL-MP-037 (v2.10), known through the notes of the public repository k-jefferson/Dehempe',
      fr: "GIE SESAM-Vitale, guide d'intégration DMP SEL-MP-037 (v2.10), connu par les notes du dépôt public k-jefferson/Dehempe",
    },
    [
      [
        'RG_3010',
        'The patient of the request is the patient of the token',
        'Where a request names no patient, the DMP takes the INS of the VIHF: the two must be the same.',
        'Le patient de la requête est celui du jeton',
        "Quand une requête ne nomme pas de patient, le DMP prend l'INS du VIHF : les deux doivent être les mêmes.",
      ],
    ],
  ),
  ...family(
    'official',
    {
      en: 'GIE SESAM-Vitale, information sheet PDT-617, sections 3.4.1.1.3 and 4.2.1; the historical case is cited by the REM draft, DMP/HISTO.04',
      fr: "GIE SESAM-Vitale, fiche d'information PDT-617, sections 3.4.1.1.3 et 4.2.1 ; la reprise d'historique est citée par le projet de REM, DMP/HISTO.04",
    },
    [
      [
        'RG_2230',
        'Names of authors, and legal persons as authors',
        'The family and given names of an authorPerson are mandatory, with a CPE too. The same number is cited for another rule: for historical documents a legal person may be an author.',
        'Noms des auteurs, et personne morale auteur',
        "Le nom et le prénom d'un authorPerson sont obligatoires, y compris avec une CPE. Le même numéro est cité pour une autre règle : pour la reprise d'historique, une personne morale peut être auteur.",
      ],
    ],
  ),
  ...family(
    'official',
    {
      en: 'GIE SESAM-Vitale, information sheet PDT-INF-526 (v1.8)',
      fr: "GIE SESAM-Vitale, fiche d'information PDT-INF-526 (v1.8)",
    },
    [
      [
        'PDT-526',
        'Which authentication may do what',
        'The matrix says which transactions and purposes of use are open to a CPS, to a CPE and to indirect authentication.',
        'Quelle authentification permet quoi',
        "La matrice dit quelles transactions et quels modes d'accès sont ouverts à une CPS, à une CPE et à l'authentification indirecte.",
      ],
    ],
  ),
  ...family(
    'official',
    {
      en: 'ANS, DMP transaction pages of the CI-SIS publication space; named there, its text was not at hand',
      fr: "ANS, pages des transactions DMP de l'espace de publication du CI-SIS ; cité là, le texte n'était pas disponible",
    },
    [
      [
        'EF_DMP31_01',
        'A document is designated by its uniqueId or its entryUUID',
        'The two identifiers of a document in the DMP are told apart: the uniqueId comes from the document, the entryUUID from the registry.',
        'Un document est désigné par son uniqueId ou son entryUUID',
        "Les deux identifiants d'un document dans le DMP sont distincts : l'uniqueId vient du document, l'entryUUID du registre.",
      ],
      [
        'EF_DMP31_02',
        'The entryUUID is needed to replace a document',
        'What acts on a document already in the DMP designates it by the entryUUID that the registry gave it.',
        "L'entryUUID est nécessaire pour remplacer un document",
        "Ce qui agit sur un document déjà présent dans le DMP le désigne par l'entryUUID que le registre lui a donné.",
      ],
    ],
  ),
]
