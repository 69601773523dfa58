import type { Text } from '../engine/rule.ts'
import { family, type Requirement, type Row } from './requirement.ts'

/** Decisions of the ANS in its answers to the industry, and two of other origin; the numbers are ours. */
function asked(page: Text, ...rows: readonly Row[]): Requirement[] {
  const where: Text = {
    en: `ANS, “FAQ des industriels” (industriels.esante.gouv.fr/faq-des-industriels), ${page.en}`,
    fr: `ANS, FAQ des industriels (industriels.esante.gouv.fr/faq-des-industriels), ${page.fr}`,
  }
  return family('official', where, rows)
}

export const FAQ: readonly Requirement[] = [
  ...asked({ en: 'themes 2889 and 2985', fr: 'thèmes 2889 et 2985' }, [
    'FAQ-01',
    'EJ certificate with EG structure',
    'A FINESS structure may use the certificate of its entité juridique with the FINESS of its entité géographique in the submission, and either in the VIHF. Using the entité juridique everywhere is strongly discouraged and will be switched off.',
    'Certificat EJ et structure EG',
    "Une structure FINESS peut utiliser le certificat de son entité juridique avec le FINESS de son entité géographique dans le lot, et l'un ou l'autre dans le VIHF. L'usage de l'entité juridique partout est fortement déconseillé et sera désactivé.",
  ]),
  ...asked({ en: 'answer 9313', fr: 'réponse 9313' }, [
    'FAQ-02',
    'Which certificate feeds a KOS',
    'The DRIMbox takes the certificate of the representedOrganization of the legalAuthenticator of the CDA report. PRT-8 of the HL7 message should say the same; when they differ, the CDA wins.',
    'Quel certificat alimente un KOS',
    'La DRIMbox prend le certificat de la representedOrganization du legalAuthenticator du compte rendu CDA. PRT-8 du message HL7 devrait dire la même chose ; en cas de différence, le CDA prime.',
  ]),
  ...asked(
    { en: 'themes on Pro Santé Connect and the proxy e-santé', fr: 'thèmes sur Pro Santé Connect et le proxy e-santé' },
    [
      'FAQ-03',
      'Shared proxy: one Client ID and one certificate',
      'Several DRIMbox of one operator behind one proxy have one Client ID and one ORG AUTH_CLI certificate: CN is that Client ID, OU the structure that operates the proxy.',
      'Proxy partagé : un Client ID et un certificat',
      "Plusieurs DRIMbox d'un opérateur derrière un proxy ont un Client ID et un certificat ORG AUTH_CLI : CN est ce Client ID, OU la structure qui opère le proxy.",
    ],
    [
      'FAQ-04',
      'Introspection: one certificate per DRIMbox',
      'A DRIMbox that calls Pro Santé Connect itself has an ORG AUTH_CLI certificate of its own: CN is the Client ID, OU the SIRET of the operator of the DRIMbox.',
      'Introspection : un certificat par DRIMbox',
      "Une DRIMbox qui appelle elle-même Pro Santé Connect a son propre certificat ORG AUTH_CLI : CN est le Client ID, OU le SIRET de l'opérateur de la DRIMbox.",
    ],
  ),
  ...asked({ en: 'themes 2671 and 2889, couloir 378', fr: 'thèmes 2671 et 2889, couloir 378' }, [
    'FAQ-05',
    'Espace de Confiance: mutual TLS, no secret',
    'In the Espace de Confiance of Pro Santé Connect mutual TLS is mandatory and there is no client secret; the private key stays in the keystore of the proxy.',
    'Espace de Confiance : TLS mutuel, pas de secret',
    "Dans l'Espace de Confiance de Pro Santé Connect, le TLS mutuel est obligatoire et il n'y a pas de client secret ; la clé privée reste dans le magasin du proxy.",
  ]),
  ...asked({ en: 'couloir_dispositifs 378', fr: 'couloir_dispositifs 378' }, [
    'FAQ-06',
    'Renewal only while the certificate is in force',
    'A certificate is valid for three years and is renewed while still active; once expired it has to be ordered again. Notices go to a mailbox that must be read.',
    'Renouvellement tant que le certificat est valide',
    "Un certificat est valable trois ans et se renouvelle tant qu'il est actif ; expiré, il doit être commandé de nouveau. Les avis vont à une boîte aux lettres qui doit être lue.",
  ]),
  ...asked({ en: 'themes 2671 and 2869', fr: 'thèmes 2671 et 2869' }, [
    'FAQ-07',
    'One file per software and proxy',
    'Each pair of software and proxy has a file of its own, and both the editor and the operator are habilitated.',
    'Un dossier par couple logiciel et proxy',
    "Chaque couple logiciel et proxy a son dossier, et l'éditeur comme l'opérateur sont habilités.",
  ]),
  ...asked(
    {
      en: 'themes on the DRIMbox; the list of TEST is published in ansforge/DRIM-M_DATA',
      fr: 'thèmes sur la DRIMbox ; la liste de TEST est publiée dans ansforge/DRIM-M_DATA',
    },
    [
      'FAQ-08',
      'The white list of DRIMbox',
      'Each DRIMbox fetches the white list every day and verifies its signature. An entry names the FQDN of the box and the DN of its SERV SSL certificate, whose CN is that FQDN.',
      'La liste blanche des DRIMbox',
      'Chaque DRIMbox récupère la liste blanche chaque jour et en vérifie la signature. Une entrée donne le FQDN de la box et le DN de son certificat SERV SSL, dont le CN est ce FQDN.',
    ],
  ),
  ...asked({ en: 'themes 2869, 2626 and 2889', fr: 'thèmes 2869, 2626 et 2889' }, [
    'FAQ-09',
    'Where clear HTTP is allowed',
    'Clear HTTP is allowed for ACME challenges, revocation lists, authority certificates and OCSP only.',
    'Où le HTTP en clair est permis',
    "Le HTTP en clair n'est permis que pour les défis ACME, les listes de révocation, les certificats d'autorité et OCSP.",
  ]),
  ...family(
    'official',
    {
      en: 'ANS, guide of the hospital couloir v0.8, 13 October 2023',
      fr: 'ANS, guide du couloir hôpital v0.8, 13 octobre 2023',
    },
    [
      [
        'FAQ-10',
        'Certificates of a hospital',
        'The certificates are those of the entité juridique and are not shared within a group. One certificate may serve several uses, except INSi, which needs a certificate of its own name; services that call teleservices directly need dedicated ones.',
        "Certificats d'un hôpital",
        "Les certificats sont ceux de l'entité juridique et ne se partagent pas dans un groupe. Un certificat peut servir à plusieurs usages, sauf INSi, qui demande un certificat à son propre nom ; les services qui appellent directement des téléservices en ont de dédiés.",
      ],
    ],
  ),
  ...family(
    'vendor-copy',
    {
      en: 'Support pages of a vendor (support-colibri.mesvaccins.net) and the README of padoa/tlsi-ins',
      fr: "Pages d'assistance d'un éditeur (support-colibri.mesvaccins.net) et le README de padoa/tlsi-ins",
    },
    [
      [
        'FAQ-11',
        'Name of the INSi certificate',
        'INSi accepts the names INSI-AUTO and INSI-MANU to the letter, and otherwise answers DESIR_560.',
        'Nom du certificat INSi',
        'INSi accepte les noms INSI-AUTO et INSI-MANU à la lettre, et répond sinon DESIR_560.',
      ],
    ],
  ),
  ...family(
    'official',
    {
      en: 'ANS, “Foire aux questions” of the Annuaire Santé (esante.gouv.fr)',
      fr: "ANS, foire aux questions de l'Annuaire Santé (esante.gouv.fr)",
    },
    [
      [
        'FAQ-12',
        'Which SIRET the directory publishes',
        'The directory publishes the SIRET of practising companies and of employers without FINESS, not of individual or group practices: a SIRET that it lacks is the usual sign of a SCM or SCI.',
        "Quels SIRET l'annuaire publie",
        "L'annuaire publie le SIRET des sociétés d'exercice et des employeurs sans FINESS, pas celui des cabinets individuels ou de groupe : un SIRET absent est le signe habituel d'une SCM ou d'une SCI.",
      ],
    ],
  ),
  ...family(
    'official',
    {
      en: 'ANS, public repository ansforge/annuaire-sante-fhir-documentation, issues 418 and 150',
      fr: 'ANS, dépôt public ansforge/annuaire-sante-fhir-documentation, tickets 418 et 150',
    },
    [
      [
        'FAQ-13',
        'The directory API returns inactive and repeated roles',
        'The FHIR API of the directory also returns inactive practitioners, and several roles for one person: the first is not the right one by itself.',
        "L'API de l'annuaire rend des rôles inactifs et multiples",
        "L'API FHIR de l'annuaire rend aussi des praticiens inactifs, et plusieurs rôles par personne : le premier n'est pas le bon en soi.",
      ],
    ],
  ),
  ...asked({ en: 'themes on certificates', fr: 'thèmes sur les certificats' }, [
    'FAQ-14',
    'Delegation replaces form F413',
    'The delegation in mesHabilitations replaces the paper form F413; renewing a CPA card keeps its habilitations.',
    'La délégation remplace le formulaire F413',
    'La délégation dans mesHabilitations remplace le formulaire F413 ; renouveler une carte CPA garde ses habilitations.',
  ]),
  ...asked({ en: 'themes on certificates', fr: 'thèmes sur les certificats' }, [
    'FAQ-15',
    'The directory tells the right structure',
    'Which structure is the right one is verified in the Annuaire Santé.',
    "L'annuaire dit la bonne structure",
    "La bonne structure se vérifie dans l'Annuaire Santé.",
  ]),
]
