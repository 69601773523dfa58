import type { Text } from '../engine/rule.ts'
import { type Block, heading, paragraph, section } from './document.ts'
import { withSources } from './plan-document.ts'
import type { RenewalRow, Renewals } from './renewals.ts'

/** The calendar as a page. */
export function renewalsDocument(renewals: Renewals): readonly Block[] {
  const t = (text: Text): string => text[renewals.lang]
  return [
    heading(1, t(T.title)),
    paragraph(`${t(T.judged)} ${renewals.at}.`),
    {
      kind: 'table',
      header: [T.end, T.days, T.state, T.subject, T.structure, T.usages, T.systems, T.servers, T.opens, T.by].map(t),
      rows: renewals.certificates.map(row => [
        row.ends,
        String(row.daysLeft),
        t(STATES[row.state]),
        row.cn ?? t(T.unknown),
        row.structure ?? t(T.unknown),
        row.usages.join(', '),
        row.systems.join(', ') || t(T.unknown),
        row.servers.join(', ') || t(T.unknown),
        row.renewalOpens,
        row.by,
      ]),
    },
    ...section(heading(2, t(T.unread)), {
      kind: 'list',
      ordered: false,
      items: renewals.unread.map(({ site, file, usage }) => ({ text: `${site} : ${file} (${usage})` })),
    }),
    ...section(heading(2, t(T.disagreements)), {
      kind: 'list',
      ordered: false,
      items: renewals.disagreements.map(({ place, text }) => ({ text: `${place} : ${text}` })),
    }),
    ...section(heading(2, t(T.advice)), {
      kind: 'list',
      ordered: false,
      items: renewals.advice.map(one => ({ text: withSources(one) })),
    }),
  ]
}

/** The calendar as cells of a table, header first. */
export function renewalsCells(renewals: Renewals): readonly (readonly string[])[] {
  const t = (text: Text): string => text[renewals.lang]
  return [
    [
      T.sites,
      T.subject,
      T.structure,
      T.organisation,
      T.usages,
      T.systems,
      T.servers,
      T.begins,
      T.end,
      T.days,
      T.opens,
      T.firstNotice,
      T.secondNotice,
      T.state,
      T.by,
      T.files,
      T.fingerprint,
    ].map(t),
    ...renewals.certificates.map(row => [
      row.sites.join(', '),
      row.cn ?? '',
      row.structure ?? '',
      row.organisation ?? '',
      row.usages.join(', '),
      row.systems.join(', '),
      row.servers.join(', '),
      row.begins,
      row.ends,
      String(row.daysLeft),
      row.renewalOpens,
      ...row.notices,
      t(STATES[row.state]),
      row.by,
      row.files.join(', '),
      row.sha256,
    ]),
  ]
}

export const STATES: Readonly<Record<RenewalRow['state'], Text>> = {
  ok: { en: 'ok', fr: 'ok' },
  'not-yet-valid': { en: 'not valid yet', fr: 'pas encore valable' },
  RENEW: { en: 'RENEW', fr: 'RENOUVELER' },
  'RENEW-URGENT': { en: 'RENEW, URGENT', fr: 'RENOUVELER, URGENT' },
  REORDER: { en: 'EXPIRED, ORDER AGAIN', fr: 'EXPIRÉ, COMMANDER À NOUVEAU' },
  REPLACED: { en: 'replaced', fr: 'remplacé' },
}

const T = {
  title: { en: 'IGC-Santé certificates: renewal calendar', fr: 'Certificats IGC-Santé : calendrier de renouvellement' },
  judged: { en: 'State on', fr: 'État au' },
  sites: { en: 'Sites', fr: 'Sites' },
  subject: { en: 'Subject', fr: 'Sujet' },
  structure: { en: 'Structure', fr: 'Structure' },
  organisation: { en: 'Organisation', fr: 'Organisation' },
  usages: { en: 'Usage', fr: 'Usage' },
  systems: { en: 'System', fr: 'Système' },
  servers: { en: 'Server', fr: 'Serveur' },
  begins: { en: 'Begins', fr: 'Début' },
  end: { en: 'Ends', fr: 'Fin' },
  days: { en: 'Days', fr: 'Jours' },
  opens: { en: 'Renewal opens', fr: 'Renouvelable dès' },
  firstNotice: { en: 'Notice D-60', fr: 'Avis J-60' },
  secondNotice: { en: 'Notice D-15', fr: 'Avis J-15' },
  state: { en: 'State', fr: 'État' },
  by: { en: 'By', fr: 'Par' },
  files: { en: 'File', fr: 'Fichier' },
  fingerprint: { en: 'SHA-256', fr: 'SHA-256' },
  unread: { en: 'Certificates that could not be read', fr: "Certificats qui n'ont pas pu être lus" },
  disagreements: { en: 'Disagreements with the follow-up file', fr: 'Désaccords avec le fichier de suivi' },
  advice: { en: 'Advice', fr: 'Conseils' },
  unknown: { en: 'not known', fr: 'inconnu' },
} as const
