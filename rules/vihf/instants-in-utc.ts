import { SAML } from '../../src/artifacts/namespaces.ts'
import { attributeOf } from '../../src/artifacts/values.ts'
import { defineRule, each } from '../../src/engine/rule.ts'
import { parseXsDateTime } from '../../src/identifiers/index.ts'

/** xs:dateTime sets no limit to the digits of a second; nine tell instants apart. */
const LONG_FRACTION = /(\.[0-9]{9})[0-9]+/

export default defineRule({
  id: 'VIHF-031',
  name: 'instants-in-utc',
  level: 'error',
  priority: 1,
  requirements: ['SAML2-core-1.3.3', 'CISIS-TS'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    notUtc: {
      en: "{name} '{value}' is not in UTC: it must end with Z.",
      fr: "{name} « {value} » n'est pas en UTC : il doit finir par Z.",
    },
    invalid: {
      en: "{name} '{value}' is not a date and time of the form 2026-01-31T09:30:00Z.",
      fr: "{name} « {value} » n'est pas une date et heure de la forme 2026-01-31T09:30:00Z.",
    },
    missing: {
      en: 'AuthnStatement has no AuthnInstant: it does not say when the user logged in.',
      fr: "AuthnStatement n'a pas d'AuthnInstant : il ne dit pas quand l'utilisateur s'est connecté.",
    },
  },
  docs: {
    en: {
      title: 'The instants of the assertion are valid and in UTC, with a final Z.',
      why: 'SAML 2.0 Core expresses every time in UTC, and so does the transport volume of the CI-SIS. A local time read as UTC dates the token one or two hours into the future.',
      fix: 'Write the time in UTC with Z, seconds included, for example 2026-01-31T09:30:00Z; fractions of a second are allowed.',
    },
    fr: {
      title: "Les instants de l'assertion sont valides et en UTC, avec un Z final.",
      why: "SAML 2.0 Core exprime toute heure en UTC, et le volet de transport du CI-SIS aussi. Une heure locale lue comme UTC date le jeton d'une ou deux heures dans le futur.",
      fix: "Écrire l'heure en UTC avec Z, secondes comprises, par exemple 2026-01-31T09:30:00Z ; les fractions de seconde sont permises.",
    },
  },
  *check({ token }) {
    const conditions = token.element.child(SAML, 'Conditions')
    const statement = token.element.child(SAML, 'AuthnStatement')
    if (statement && !token.authnInstant) yield { message: 'missing', at: statement.at }
    for (const [name, instant] of [
      ['IssueInstant', token.issueInstant],
      ['AuthnInstant', token.authnInstant],
      ['NotBefore', attributeOf(conditions, 'NotBefore')],
      ['NotOnOrAfter', attributeOf(conditions, 'NotOnOrAfter')],
    ] as const) {
      if (!instant) continue
      const time = parseXsDateTime(instant.value.replace(LONG_FRACTION, '$1'))
      if (time?.zone === 'Z') continue
      yield {
        message: time ? 'notUtc' : 'invalid',
        at: instant.at,
        data: { name, value: instant },
        actual: instant,
      }
    }
  },
})
