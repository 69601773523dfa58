import { all, defineRule, each, notApplicable, notEvaluated, optional, type Text } from '../../src/engine/rule.ts'
import { DMP_USAGES, unpairedOf } from '../shared/dmp-pairs.ts'

const UNKNOWN: Text = {
  en: 'a certificate cannot be read, or nothing tells whether two FINESS are of one establishment: add finessLegal in dmplint.yaml',
  fr: "un certificat est illisible, ou rien ne dit si deux FINESS sont d'un même établissement : ajouter finessLegal dans dmplint.yaml",
}

export default defineRule({
  id: 'SITE-006',
  name: 'auth-and-sign-of-the-same-structure',
  level: 'error',
  priority: 1,
  requirements: ['EX_GEN-1450', 'G-13', 'DB.SO.89'],
  evidence: 'official',
  inputs: {
    site: each('site'),
    certificates: all('certificate', { role: DMP_USAGES }),
    directory: optional('directory'),
  },
  messages: {
    alone: {
      en: "In system '{system}' the {usage} certificate is on '{ou}', but no {other} certificate is.",
      fr: 'Dans le système « {system} », le certificat {usage} est sur « {ou} », mais aucun certificat {other} ne l’est.',
    },
  },
  docs: {
    en: {
      title: 'The dmp-auth and dmp-sign certificates of a system are of the same structures.',
      why: 'EX_GEN-1450 makes one structure authenticate the connection and sign the token and the submission; the guide of December 2025 (G-13) draws one pair for each legal person. When the certificates name two structures, the DMP refuses the feeding.',
      fix: 'Order the missing certificate on the same identifier, or replace the one that was drawn on another structure.',
    },
    fr: {
      title: "Les certificats dmp-auth et dmp-sign d'un système désignent les mêmes structures.",
      why: "EX_GEN-1450 veut qu'une même structure authentifie la connexion et signe le jeton et le lot ; le guide de décembre 2025 (G-13) prévoit une paire par personne morale. Quand les certificats désignent deux structures, le DMP refuse l'alimentation.",
      fix: 'Commander le certificat manquant sur le même identifiant, ou remplacer celui qui a été délivré sur une autre structure.',
    },
  },
  *check({ site, certificates, directory }) {
    let judged = false
    let unsure = false
    const told = new Set<unknown>()
    for (const system of site.systems) {
      const unpaired = unpairedOf(system, { site, certificates, directory })
      if (!unpaired) continue
      judged = true
      if (unpaired.unknown) unsure = true
      // A mismatched pair is one defect: it is told on the side where more certificates stand alone.
      const { 'dmp-auth': auth, 'dmp-sign': sign } = unpaired
      const usage = sign.length > auth.length ? 'dmp-sign' : 'dmp-auth'
      const other = usage === 'dmp-auth' ? 'dmp-sign' : 'dmp-auth'
      for (const certificate of unpaired[usage]) {
        const ou = certificate.structure
        if (!ou || told.has(certificate)) continue
        told.add(certificate)
        yield {
          message: 'alone',
          at: ou.at,
          data: { system: system.key, usage, ou, other },
          actual: ou,
          related: unpaired[other].flatMap(({ structure }) =>
            structure ? [{ at: structure.at, text: STANDS_ALONE[other] }] : [],
          ),
        }
      }
    }
    if (unsure) return notEvaluated(UNKNOWN)
    return judged ? undefined : notApplicable
  },
})

const STANDS_ALONE: Readonly<Record<'dmp-auth' | 'dmp-sign', Text>> = {
  'dmp-auth': {
    en: 'a dmp-auth certificate on another structure',
    fr: 'un certificat dmp-auth sur une autre structure',
  },
  'dmp-sign': {
    en: 'a dmp-sign certificate on another structure',
    fr: 'un certificat dmp-sign sur une autre structure',
  },
}
