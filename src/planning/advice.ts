import { isIndirectSystem } from '../artifacts/served.ts'
import type { Site } from '../artifacts/site.ts'
import type { Match } from './match.ts'
import type { Reason } from './practice.ts'

/** What the guide recommends for the sites at hand; nothing here is a requirement. */
export function adviceOf(
  sites: readonly { readonly site: Site; readonly matches: readonly Match[] }[],
): readonly Reason[] {
  const advice: Reason[] = []
  const matches = sites.flatMap(one => one.matches)
  const cabinets = sites.some(({ matches }) =>
    matches.some(
      ({ need }) =>
        need.usages[0] === 'dmp-auth' && need.holder?.practice === 'cabinet' && isIndirectSystem(need.systems[0]),
    ),
  )
  if (cabinets) advice.push(DIRECT)
  if (matches.some(({ need }) => need.holder?.practice === 'establishment')) advice.push(HOSPITAL)
  const modes = new Set(sites.map(({ site }) => site.ordering?.mode?.value))
  if (modes.has('A') || modes.has(undefined)) advice.push(DELEGATION)
  if (modes.size > 1 || !modes.has('C')) advice.push(AUTOMATION)
  if (matches.some(({ need }) => need.proxy)) advice.push(DOSSIERS)
  return advice
}

const DIRECT: Reason = {
  text: {
    en: 'Practices on RPPS-rang: consider feeding the DMP automatically in direct authentication, where the document is validated while the doctor is connected through Pro Santé Connect. No DMP pair is needed then.',
    fr: "Cabinets sur RPPS-rang : envisager l'alimentation automatique du DMP en authentification directe, si le document est validé pendant que le médecin est connecté par Pro Santé Connect. Aucune paire DMP n'est alors nécessaire.",
  },
  sources: ['G-72'],
}
const HOSPITAL: Reason = {
  text: {
    en: 'Establishments: certificates belong to the legal entity and are not shared within a GHT or a group; radiology may use those of the hospital, but needs its own when it calls the teleservices directly.',
    fr: "Établissements : les certificats sont portés par l'entité juridique et ne se partagent pas dans un GHT ou un groupe ; la radiologie peut utiliser ceux de l'hôpital, mais il lui en faut de dédiés si elle appelle directement les téléservices.",
  },
  sources: ['FAQ-10'],
}
const DELEGATION: Reason = {
  text: {
    en: 'Keep the technical administrators up to date; for new customers prefer full delegation in mesHabilitations: the supplier then names its own.',
    fr: 'Tenir à jour les administrateurs techniques ; pour les nouveaux clients, préférer la délégation complète dans mesHabilitations : le fournisseur nomme alors les siens.',
  },
  sources: ['G-77'],
}
const AUTOMATION: Reason = {
  text: {
    en: 'Set up automatic drawing and renewal through the IGC-Santé API.',
    fr: "Mettre en œuvre le retrait et le renouvellement automatiques par l'API IGC-Santé.",
  },
  sources: ['G-73', 'G-79'],
}
const DOSSIERS: Reason = {
  text: {
    en: 'Pro Santé Connect: one dossier for each pair of software and proxy; the habilitations of the editor and of the operator are both needed.',
    fr: "Pro Santé Connect : un dossier par couple logiciel et proxy ; les habilitations de l'éditeur et de l'opérateur sont toutes deux nécessaires.",
  },
  sources: ['FAQ-07'],
}
