import { defineRule, each, notApplicable, notEvaluated, type Text } from '../../src/engine/rule.ts'
import { insOf } from '../shared/exchange-identifiers.ts'

const TEST_OIDS: readonly string[] = ['1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.11']
const NO_ENVIRONMENT: Text = {
  en: 'the environment is not known: write environment: production or test in dmplint.yaml',
  fr: "l'environnement n'est pas connu : écrire environment: production ou test dans dmplint.yaml",
}

export default defineRule({
  id: 'XCHG-019',
  name: 'ins-domain-matches-environment',
  level: 'error',
  priority: 1,
  requirements: ['EX_GEN-1250', 'EX_2.1-2035'],
  evidence: 'official',
  inputs: { exchange: each('exchange') },
  messages: {
    testIns: {
      en: "The site is in production, but the INS is under the test OID '{oid}'.",
      fr: "Le site est en production, mais l'INS est sous l'OID de test « {oid} ».",
    },
    realIns: {
      en: "The site is a test site, but the INS is under the production OID '{oid}': the data of a real patient may have left for a test platform.",
      fr: "Le site est un site de test, mais l'INS est sous l'OID de production « {oid} » : les données d'un vrai patient sont peut-être parties vers une plateforme de test.",
    },
  },
  docs: {
    en: {
      title: 'The OID of each INS is of the environment of the site.',
      why: 'Real patients are under 1.2.250.1.213.1.4.8 (NIR) and .9 (NIA), test patients under .10 and .11. In production the DMP does not find a test patient; in test, a production OID shows that data of a real person may be in use where they must not be.',
      fix: 'Take the OID of the INSi answer instead of a constant. If a real INS is in a test site, stop, and have the data protection officer told.',
    },
    fr: {
      title: "L'OID de chaque INS est de l'environnement du site.",
      why: "Les vrais patients sont sous 1.2.250.1.213.1.4.8 (NIR) et .9 (NIA), les patients de test sous .10 et .11. En production, le DMP ne trouve pas un patient de test ; en test, un OID de production montre que les données d'une vraie personne sont peut-être utilisées là où elles ne doivent pas l'être.",
      fix: "Reprendre l'OID de la réponse INSi au lieu d'une constante. Si un INS réel est dans un site de test, tout arrêter et prévenir le délégué à la protection des données.",
    },
  },
  *check({ exchange }) {
    const all = insOf(exchange)
    if (all.length === 0) return notApplicable
    const environment = exchange.site?.environment
    if (!environment) return notEvaluated(NO_ENVIRONMENT)
    const production = environment.value === 'production'
    const told = new Set<string>()
    for (const { oid, at } of all) {
      if (TEST_OIDS.includes(oid) !== production || told.has(oid)) continue
      told.add(oid)
      yield {
        message: production ? 'testIns' : 'realIns',
        at,
        data: { oid },
        actual: oid,
        related: [{ at: environment.at, text: { en: 'the environment of the site', fr: "l'environnement du site" } }],
      }
    }
  },
})
