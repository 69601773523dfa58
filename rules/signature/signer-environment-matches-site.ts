import { all, defineRule, each, notApplicable, notEvaluated, one } from '../../src/engine/rule.ts'
import { ENVIRONMENT_WORDS } from '../shared/environment.ts'
import { DMP_SIGNATURES, isInstalled } from '../shared/signatures.ts'

export default defineRule({
  id: 'SIG-011',
  name: 'signer-environment-matches-site',
  level: 'error',
  priority: 1,
  requirements: ['EX_AIR-080', 'EX_GEN-1450'],
  evidence: 'official',
  inputs: {
    signature: each('signature', { role: DMP_SIGNATURES }),
    site: one('site'),
    certificates: all('certificate'),
  },
  messages: {
    differs: {
      en: "The certificate that signed, issued by '{issuer}', is of the {found} environment; the site is in {expected}.",
      fr: "Le certificat qui a signé, émis par « {issuer} », est de l'environnement {found} ; le site est en {expected}.",
    },
  },
  docs: {
    en: {
      title: 'The certificate that signs is of the environment of the site.',
      why: 'The TEST and production authorities of the IGC-Santé do not know each other: the DMP of one environment refuses certificates of the other (EX_AIR-080, EX_GEN-1450). The environment is read from what the authority writes, never from OU.',
      fix: 'Sign with a certificate of the right environment, or correct environment: in dmplint.yaml.',
    },
    fr: {
      title: "Le certificat qui signe est de l'environnement du site.",
      why: "Les autorités de TEST et de production de l'IGC-Santé ne se connaissent pas : le DMP d'un environnement refuse les certificats de l'autre (EX_AIR-080, EX_GEN-1450). L'environnement se lit dans ce qu'écrit l'autorité, jamais dans OU.",
      fix: 'Signer avec un certificat du bon environnement, ou corriger environment: dans dmplint.yaml.',
    },
  },
  *check({ signature: { signer }, site: { environment }, certificates }) {
    if (!signer || isInstalled(signer, certificates)) return notApplicable
    const signs = signer.environmentSigns.filter(({ sign }) => sign !== 'url')
    if (signs.length === 0) return notApplicable
    if (!environment)
      return notEvaluated({
        en: 'the site does not say its environment: add environment: to dmplint.yaml',
        fr: 'le site ne dit pas son environnement : ajouter environment: à dmplint.yaml',
      })
    const contrary = signs.find(({ says }) => says !== environment.value)
    if (contrary)
      yield {
        message: 'differs',
        at: contrary.at,
        data: {
          issuer: signer.issuer.cn ?? signer.issuer.rfc2253(),
          found: ENVIRONMENT_WORDS[contrary.says],
          expected: ENVIRONMENT_WORDS[environment.value],
        },
        related: [{ at: environment.at, text: { en: 'the environment of the site', fr: "l'environnement du site" } }],
      }
  },
})
