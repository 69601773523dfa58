import type { Input, Text } from '../engine/rule.ts'

/** What an absent input is, in words, and how to give it. */
const BY_KIND: Readonly<Record<string, Text>> = {
  vihf: { en: 'no VIHF token: put the captured token beside it', fr: 'pas de jeton VIHF : joindre le jeton capturé' },
  submission: {
    en: 'no submission: put the captured ITI-41 message beside it',
    fr: 'pas de lot de soumission : joindre le message ITI-41 capturé',
  },
  document: {
    en: 'no CDA document: put it beside the metadata',
    fr: 'pas de document CDA : le joindre aux métadonnées',
  },
  kos: { en: 'no KOS object: put the DICOM file beside it', fr: 'pas d’objet KOS : joindre le fichier DICOM' },
  signature: { en: 'no signature to verify', fr: 'pas de signature à vérifier' },
  certificate: {
    en: 'no certificate: list it under certificates: in dmplint.yaml',
    fr: 'pas de certificat : le déclarer sous certificates: dans dmplint.yaml',
  },
  site: {
    en: 'no site description: write dmplint.yaml (dmplint init)',
    fr: 'pas de description de site : écrire dmplint.yaml (dmplint init)',
  },
  directory: {
    en: 'no directory index: dmplint directory import, then directory: in dmplint.yaml',
    fr: 'pas d’index de l’annuaire : dmplint directory import, puis directory: dans dmplint.yaml',
  },
  crl: {
    en: 'no CRL of the issuer: list the .crl file under trust:',
    fr: 'pas de CRL de l’émetteur : ajouter le fichier .crl sous trust:',
  },
  userinfo: { en: 'no Pro Santé Connect UserInfo', fr: 'pas de UserInfo Pro Santé Connect' },
  whitelist: {
    en: 'no white list: whitelist: in dmplint.yaml',
    fr: 'pas de liste blanche : whitelist: dans dmplint.yaml',
  },
  container: { en: 'no certificate file', fr: 'pas de fichier de certificat' },
  waivers: { en: 'no waiver file', fr: 'pas de fichier de dérogations' },
}

const BY_ROLE: Readonly<Record<string, Text>> = {
  trust: {
    en: 'no authority certificate: list the IGC-Santé CA files under trust: in dmplint.yaml',
    fr: 'pas de certificat d’autorité : déclarer les fichiers des AC IGC-Santé sous trust: dans dmplint.yaml',
  },
}

export function explainMissing(input: Input): Text {
  const [role] = input.roles ?? []
  if (role !== undefined && BY_ROLE[role]) return BY_ROLE[role]
  const [kind] = input.kinds
  if (kind === 'certificate' && input.roles) {
    const usage = input.roles.join(', ')
    return {
      en: `no certificate with usage ${usage}: list it under certificates: in dmplint.yaml`,
      fr: `pas de certificat d’usage ${usage} : le déclarer sous certificates: dans dmplint.yaml`,
    }
  }
  return BY_KIND[kind ?? ''] ?? { en: `no ${kind}`, fr: `pas de ${kind}` }
}
