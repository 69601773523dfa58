import type { Text } from '../engine/rule.ts'

/**
 * The scenarios and proofs of the REM draft of February 2023 to which checks of messages, certificates and configuration
 * contribute. Ids are kept as the draft has them, irregular ones too. Most proofs of a qualification are films and
 * screenshots, which no program can make; they are not listed.
 */
export interface Proof {
  readonly id: string
  readonly scenario: string
  /** Requirements that the scenario covers, those that are known here. */
  readonly requirements: readonly string[]
  /** What the applicant uploads. */
  readonly content: Text
  /** What a run can say of it. */
  readonly contribution: Text
}

const proof = (
  id: string,
  scenario: string,
  requirements: readonly string[],
  content: [en: string, fr: string],
  contribution: [en: string, fr: string],
): Proof => ({
  id,
  scenario,
  requirements,
  content: { en: content[0], fr: content[1] },
  contribution: { en: contribution[0], fr: contribution[1] },
})

const token = (user: string): [string, string] => [
  `SOAP message with the VIHF of user ${user}`,
  `message SOAP avec le VIHF de l'utilisateur ${user}`,
]
const TOKENS: [string, string] = [
  'each token is judged; that the users differ is judged over the run',
  'chaque jeton est contrôlé ; la différence entre utilisateurs est contrôlée sur toute l’exécution',
]

export const PROOFS: readonly Proof[] = [
  proof('DMP/AIRS.06.01.02', 'DMP/AIRS.06.01', ['DMP/AIRS.06'], token('1'), TOKENS),
  proof('DMP/AIRS.06.01.04', 'DMP/AIRS.06.01', ['DMP/AIRS.06'], token('2'), TOKENS),
  proof(
    'AUTH/va1.01.01.01',
    'AUTH/va1.01.01',
    ['AUTH/va1.01'],
    ['settings of the RPPS-rang certificates', 'paramétrage des certificats RPPS-rang'],
    ['the pool and its inventory: dmplint renewals', 'le pool et son inventaire : dmplint renewals'],
  ),
  proof(
    'CRI/va1.07.01.01',
    'CRI/va1.07.01',
    ['CRI/va1.07'],
    ['link to the report in the CI-SIS test space', 'lien vers le compte rendu dans l’espace de test du CI-SIS'],
    ['type code and header of the document', 'code de type et en-tête du document'],
  ),
  proof(
    'MSS/va1.06.01.01',
    'MSS/va1.06.01',
    ['MSS/va1.06'],
    ['authorities configured', 'autorités configurées'],
    ['the authorities under trust:', 'les autorités sous trust:'],
  ),
  proof(
    'MSS/va1.04.01.01',
    'MSS/va1.04.01',
    ['MSS/va1.04'],
    ['extract of the configuration', 'extrait de configuration'],
    ['ends of validity: dmplint renewals', 'fins de validité : dmplint renewals'],
  ),
  proof(
    'SSI/IE.43.01.03',
    'SSI/IE.43.01',
    ['SSI/IE.43'],
    ['valid and revoked certificates, chain, CRL', 'certificats valide et révoqué, chaîne, CRL'],
    ['chains and revocation', 'chaînes et révocation'],
  ),
  proof(
    'MSS/CONF.12.01.01',
    'MSS/CONF.12.01',
    ['MSS/CONF.12'],
    ['execution number of the MSSanté test tool', 'numéro d’exécution de l’outil de test MSSanté'],
    ['the certificate; cipher suites: dmplint probe', 'le certificat ; suites de chiffrement : dmplint probe'],
  ),
  proof(
    'MSS/CONF.03.01.01',
    'MSS/CONF.03.01',
    ['MSS/CONF.03'],
    ['execution number of the MSSanté test tool', 'numéro d’exécution de l’outil de test MSSanté'],
    ['the certificate of the mailbox', 'le certificat de la boîte'],
  ),
  proof(
    'ANN/va1.01.01.01',
    'ANN/va1.01.01',
    ['ANN/va1.01'],
    ['report of the integration of the directory', 'compte rendu d’intégration de l’annuaire'],
    ['the index used, in manifest.json', 'l’index utilisé, dans manifest.json'],
  ),
  proof(
    'SCN_DB/CO.01.03.01',
    'SCN_DB/CO.01.03',
    ['DB.CO.91', 'DB.CO.67', 'DB.CO.92'],
    [
      'log of the query of the registry (ITI-18), which holds a VIHF',
      'trace de la recherche (ITI-18), qui contient un VIHF',
    ],
    ['the token of the query is judged', 'le jeton de la recherche est contrôlé'],
  ),
  proof(
    'SCN_DB/CO.01.04.01',
    'SCN_DB/CO.01.04',
    ['DB.CO.50'],
    ['log of the retrieval of the KOS (ITI-43)', 'trace de la récupération du KOS (ITI-43)'],
    ['the KOS is judged', 'le KOS est contrôlé'],
  ),
  proof(
    'SCN_DB/CO.01.06.01',
    'SCN_DB/CO.01.06',
    ['DB.VI-CO.13'],
    ['result of the validator of WADO-RS requests', 'résultat du validateur de requêtes WADO-RS'],
    ['certificates and addresses of the DRIMbox', 'certificats et adresses de la DRIMbox'],
  ),
]
