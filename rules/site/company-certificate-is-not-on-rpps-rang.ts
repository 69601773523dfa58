import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { installations, STRUCTURE_USAGES, structureText } from '../shared/installations.ts'
import { misfitOf } from '../shared/misfit.ts'

export default defineRule({
  id: 'SITE-025',
  name: 'company-certificate-is-not-on-rpps-rang',
  level: 'warning',
  priority: 2,
  requirements: ['G-30'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: STRUCTURE_USAGES }) },
  messages: {
    rang: {
      en: "The certificate is on the RPPS-rang '{ou}', but '{structure}' is a company: its SIRET is expected.",
      fr: 'Le certificat est sur le RPPS-rang « {ou} », mais « {structure} » est une société : son SIRET est attendu.',
    },
  },
  docs: {
    en: {
      title: 'The certificate of a company is on its SIRET, not on the RPPS-rang of a doctor.',
      why: 'The guide of December 2025 (G-30) draws the certificates of companies (SA09) on the SIRET. On the RPPS-rang of one partner, the feedings of the others go out in his name. A doctor may also practise outside the company: a warning.',
      fix: 'Order the certificate on the SIRET, or declare the cabinet of the doctor (SA07 or SA08) with that RPPS-rang when he also practises there.',
    },
    fr: {
      title: "Le certificat d'une société est sur son SIRET, pas sur le RPPS-rang d'un médecin.",
      why: "Le guide de décembre 2025 (G-30) prévoit les certificats des sociétés (SA09) sur le SIRET. Sur le RPPS-rang d'un associé, les alimentations des autres partent en son nom. Un médecin peut aussi exercer hors de la société : avertissement.",
      fix: "Commander le certificat sur le SIRET, ou déclarer le cabinet du médecin (SA07 ou SA08) avec ce RPPS-rang s'il y exerce aussi.",
    },
  },
  *check({ site, certificates }) {
    let judged = false
    for (const certificate of certificates) {
      const id = structureText(certificate)
      const ou = certificate.structure
      if (!id || !ou) continue
      judged = true
      const misfit = installations([certificate], ...STRUCTURE_USAGES)
        .map(({ use }) => misfitOf(id, use, site))
        .find(one => one?.companyOnRang)
      if (!misfit) continue
      const { structure } = misfit
      yield {
        message: 'rang',
        at: ou.at,
        data: { ou, structure: structure.name ?? structure.id },
        actual: ou,
        related: [{ at: structure.at, text: { en: 'the structure', fr: 'la structure' } }],
      }
    }
    return judged ? undefined : notApplicable
  },
})
