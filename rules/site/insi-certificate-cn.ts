import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'

const NAMES: ReadonlySet<string> = new Set(['INSI-AUTO', 'INSI-MANU'])

/** What may be wrong in one of the two names, and what undoes it; the first that is found is told. */
const SLIPS = [
  { message: 'hyphen', wrong: /[\u2010-\u2015\u2212]/g, right: '-' },
  { message: 'underscore', wrong: /_/g, right: '-' },
  { message: 'spaces', wrong: /\s+/g, right: '' },
] as const

export default defineRule({
  id: 'SITE-011',
  name: 'insi-certificate-cn',
  level: 'warning',
  priority: 1,
  requirements: ['FAQ-10', 'FAQ-11'],
  evidence: 'vendor',
  inputs: { site: each('site'), certificates: all('certificate', { role: 'insi' }) },
  messages: {
    differs: {
      en: "The INSi certificate is called '{cn}', not INSI-AUTO or INSI-MANU.",
      fr: 'Le certificat INSi s’appelle « {cn} », et non INSI-AUTO ou INSI-MANU.',
    },
    case: {
      en: "The name '{cn}' of the INSi certificate has lower-case letters.",
      fr: 'Le nom « {cn} » du certificat INSi contient des minuscules.',
    },
    spaces: {
      en: "The name '{cn}' of the INSi certificate has spaces.",
      fr: 'Le nom « {cn} » du certificat INSi contient des espaces.',
    },
    underscore: {
      en: "The name '{cn}' of the INSi certificate has an underscore where a hyphen is needed.",
      fr: 'Le nom « {cn} » du certificat INSi a un tiret bas à la place du trait d’union.',
    },
    hyphen: {
      en: "The name '{cn}' of the INSi certificate has a dash that only looks like the hyphen U+002D.",
      fr: 'Le nom « {cn} » du certificat INSi a un tiret qui ne fait que ressembler au trait d’union U+002D.',
    },
  },
  dmpAnswer: "DESIR_560 Niveau d'accès insuffisant",
  docs: {
    en: {
      title: 'The INSi certificate is called INSI-AUTO or INSI-MANU.',
      why: 'The ANS gives INSi a certificate with a name of its own (FAQ-10). Two vendors relay the exact values INSI-AUTO and INSI-MANU, upper case with an ASCII hyphen; with another name the teleservice answers DESIR_560, insufficient access level (FAQ-11).',
      fix: 'Order the certificate again with the field service applicatif INSI-AUTO for automatic queries or INSI-MANU for those of a user, typed by hand.',
    },
    fr: {
      title: 'Le certificat INSi s’appelle INSI-AUTO ou INSI-MANU.',
      why: "L'ANS donne à INSi un certificat au nom particulier (FAQ-10). Deux éditeurs relaient les valeurs exactes INSI-AUTO et INSI-MANU, en majuscules avec un trait d'union ASCII ; sous un autre nom, le téléservice répond DESIR_560, niveau d'accès insuffisant (FAQ-11).",
      fix: "Commander à nouveau le certificat avec le champ service applicatif INSI-AUTO pour les appels automatiques ou INSI-MANU pour ceux d'un utilisateur, saisi à la main.",
    },
  },
  *check({ certificates }) {
    for (const { subject } of certificates) {
      const { cn } = subject
      if (cn && NAMES.has(cn.value)) continue
      const found = cn ? slipIn(cn.value) : 'differs'
      yield { message: found, at: cn?.at ?? subject.at, data: { cn: cn ?? '' }, expected: EXPECTED, actual: cn }
    }
    return certificates.length === 0 ? notApplicable : undefined
  },
})

const EXPECTED = { en: 'INSI-AUTO or INSI-MANU', fr: 'INSI-AUTO ou INSI-MANU' }

function slipIn(cn: string) {
  const corrected = SLIPS.reduce((name, { wrong, right }) => name.replace(wrong, right), cn)
  if (!NAMES.has(corrected.toUpperCase())) return 'differs'
  return SLIPS.find(({ wrong }) => cn.search(wrong) >= 0)?.message ?? 'case'
}
