import { type CertificateSpec, issue } from '../authority.ts'
import { name } from '../distinguished-name.ts'
import { siren, siret } from '../identifiers.ts'
import { World } from '../world.ts'

/** A site without systems, exchanges or trust: a place for certificate files and nothing else. */
export function certificateFolder(): World {
  const world = new World('Dossier de certificats')
  world.site.trust = []
  world.extraFiles.clear()
  return world
}

/** Leaves without defect, one of each profile, to be changed with `{ ...ORG_AUTH, … }`. */
const OWNER = { organisation: 'SELARL IMAGERIE DES QUAIS', structure: `3${siret(siren('00047001'))}` }
export const ORG_AUTH: CertificateSpec = { profile: 'org-auth-cli', cn: 'DMP AUTH', ...OWNER }
export const ORG_SIGN: CertificateSpec = { profile: 'org-sign', cn: 'DMP SIGN', key: 1, ...OWNER }
export const SERV_SSL: CertificateSpec = {
  profile: 'serv-ssl',
  cn: 'db7.quais.mesimagesmedicales.fr',
  key: 2,
  ...OWNER,
}
export const SOFTWARE_OF_A_PERSON: CertificateSpec = {
  profile: 'ps-software',
  key: 3,
  person: { id: '810000000017', family: 'FICTIF', given: 'ALIX' },
}
export const CLASS_4: CertificateSpec = {
  profile: 'class-4',
  cn: 'serveur.exemple.fr',
  ...OWNER,
}

/** A card of the GIP-CPS, which the cards of the IGC-Santé replaced. */
export const CLASS_1: CertificateSpec = {
  profile: 'cps-sign',
  key: 5,
  keyUsage: [0, 1],
  person: { id: '899700000027', family: 'FICTIVE', given: 'MAUD' },
  issuerName: name(['C', 'FR'], ['O', 'TEST'], ['OU', 'TEST PROFESSIONNEL'], ['CN', 'TEST CLASSE-1']),
  extensions: { '2.5.29.35': null },
}

/** A certificate that no authority of the health sector issued: its issuer is renamed, its category taken off. */
export const MARKET: CertificateSpec = {
  profile: 'serv-ssl',
  cn: 'vi1.quais.mesimagesmedicales.fr',
  key: 4,
  category: null,
  subject: name(['CN', 'vi1.quais.mesimagesmedicales.fr']),
  extensions: { '2.5.29.35': null, '2.5.29.31': null, '2.5.29.32': null, '1.3.6.1.5.5.7.1.1': null, '2.5.29.46': null },
  issuerName: name(['C', 'FR'], ['O', 'AUTORITE DU MARCHE FICTIVE'], ['CN', 'AC SERVEURS FICTIVE']),
}

/** Lays files in the folder of a site that does not list them. */
export function lay(world: World, ...contents: readonly (CertificateSpec | Uint8Array | string)[]): void {
  for (const content of contents) {
    const number = [...world.extraFiles.keys()].filter(path => path.startsWith('divers/')).length + 1
    const isFile = typeof content === 'string' || content instanceof Uint8Array
    world.extraFiles.set(
      `divers/${number}.${content instanceof Uint8Array ? 'der' : 'pem'}`,
      isFile ? content : issue(content).pem,
    )
  }
}
