import type { Lang, Text } from '../engine/rule.ts'
import { editions } from '../nomenclatures/index.ts'
import type { Article, Section } from '../pages/article.ts'
import { REQUIREMENT_SOURCES } from '../reporters/requirement-sources.ts'

/** A page that belongs to no single rule, requirement or message. */
interface Topic {
  /** What may be typed for it. */
  readonly names: readonly string[]
  readonly article: (lang: Lang) => Article
}

const PORTALS: readonly (readonly [what: Text, address: string])[] = [
  [
    { en: 'mesHabilitations, to delegate and to habilitate', fr: 'mesHabilitations, pour déléguer et habiliter' },
    'https://meshabilitations.esante.gouv.fr/login',
  ],
  [
    {
      en: 'guide to habilitate a technical administrator',
      fr: 'guide pour habiliter un administrateur technique',
    },
    'https://esante.gouv.fr/guides/guides-pmh/je-donne-des-habilitations-certificats',
  ],
  [
    {
      en: 'IGC-Santé web service guide v1.1.1, to draw automatically',
      fr: 'guide du web service IGC-Santé v1.1.1, pour le retrait automatique',
    },
    'https://industriels.esante.gouv.fr/sites/default/files/media/document/ANS_IGC-Sante_Guide-WebService_v1.1.1_0.zip',
  ],
  [
    { en: 'Annuaire Santé, for structures and identifiers', fr: 'Annuaire Santé, pour les structures et identifiants' },
    'https://annuaire.esante.gouv.fr/',
  ],
]

const ordering = (lang: Lang): Article => ({
  title: { en: 'Where to order certificates', fr: 'Où commander les certificats' }[lang],
  facts: { en: 'G-03 of the guide of December 2025', fr: 'G-03 du guide de décembre 2025' }[lang],
  sections: [
    {
      items: PORTALS.map(([what, address]) => ({
        text: `${what[lang]}${lang === 'fr' ? ' :' : ':'} ${address}`,
        link: address,
      })),
    },
    {
      paragraphs: [
        {
          en: 'Orders are made on the IGC-Santé platform (PFCNG). dmplint plan lists what to order, on which identifier and by whom.',
          fr: 'Les commandes se font sur la plateforme IGC-Santé (PFCNG). dmplint plan dit quoi commander, sur quel identifiant et par qui.',
        }[lang],
      ],
    },
  ],
})

const sources = (lang: Lang): Article => ({
  title: { en: 'Where the rules come from', fr: "D'où viennent les règles" }[lang],
  facts: { en: 'G-69 of the guide of December 2025', fr: 'G-69 du guide de décembre 2025' }[lang],
  sections: [
    {
      heading: { en: 'Documents', fr: 'Documents' }[lang],
      items: REQUIREMENT_SOURCES.map(({ fullName, organization, version, uri }) => ({
        text: `${fullName} (${organization}, ${version})`,
        ...(uri === undefined ? {} : { link: uri }),
      })),
    },
    tables(lang),
  ],
})

const tables = (lang: Lang): Section => ({
  heading: { en: 'Code tables', fr: 'Nomenclatures' }[lang],
  items: editions().map(({ title, version, date }) => ({ text: `${title} ${version} (${date})` })),
})

export const TOPICS: readonly Topic[] = [
  { names: ['ordering', 'order', 'commande', 'commander'], article: ordering },
  { names: ['sources', 'versions'], article: sources },
]
