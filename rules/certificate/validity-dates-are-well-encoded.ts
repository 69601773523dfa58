import { defineRule, each } from '../../src/engine/rule.ts'

const Y2050 = Date.UTC(2050, 0)
/** Digits before the zone when seconds are written. */
const DIGITS = { UTCTime: 12, GeneralizedTime: 14 } as const

export default defineRule({
  id: 'CERT-037',
  name: 'validity-dates-are-well-encoded',
  level: 'error',
  priority: 3,
  requirements: ['RFC5280-4.1.2.5'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    zone: {
      en: "The date '{date}' does not end in Z.",
      fr: 'La date « {date} » ne se termine pas par Z.',
    },
    seconds: { en: "The date '{date}' has no seconds.", fr: "La date « {date} » n'a pas de secondes." },
    fraction: {
      en: "The date '{date}' has fractions of a second.",
      fr: 'La date « {date} » a des fractions de seconde.',
    },
    generalized: {
      en: "The date '{date}', before 2050, is a GeneralizedTime instead of a UTCTime.",
      fr: 'La date « {date} », avant 2050, est en GeneralizedTime au lieu de UTCTime.',
    },
    reversed: { en: 'notBefore is later than notAfter.', fr: 'notBefore est postérieur à notAfter.' },
  },
  docs: {
    en: {
      title: 'The dates of validity are encoded as RFC 5280 says, and in order.',
      why: 'RFC 5280 (section 4.1.2.5): UTCTime up to 2049, GeneralizedTime from 2050, both in Z, with seconds and without fractions. Software that reads this form only takes another for another date, or refuses it.',
      fix: 'Draw the certificate again: it was made by faulty software.',
    },
    fr: {
      title: "Les dates de validité sont encodées comme le dit la RFC 5280, et dans l'ordre.",
      why: "RFC 5280 (section 4.1.2.5) : UTCTime jusqu'en 2049, GeneralizedTime à partir de 2050, tous deux en Z, avec secondes et sans fractions. Un logiciel qui ne lit que cette forme prend une autre pour une autre date, ou la refuse.",
      fix: 'Commander à nouveau le certificat : il a été fait par un logiciel fautif.',
    },
  },
  *check({ certificate }) {
    const { notBefore, notAfter } = certificate
    for (const { raw, type, at, value } of [notBefore, notAfter]) {
      const found = { at, data: { date: raw } }
      if (!raw.endsWith('Z')) yield { message: 'zone', ...found }
      if (raw.search(/\D|$/) < DIGITS[type]) yield { message: 'seconds', ...found }
      if (/[.,]/.test(raw)) yield { message: 'fraction', ...found }
      if (type === 'GeneralizedTime' && value < Y2050) yield { message: 'generalized', ...found }
    }
    if (notBefore.value > notAfter.value) yield { message: 'reversed', at: notBefore.at }
  },
})
