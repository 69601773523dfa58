import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { installations, STRUCTURE_USAGES, structureText } from '../shared/installations.ts'
import { misfitOf } from '../shared/misfit.ts'

export default defineRule({
  id: 'SITE-003',
  name: 'certificate-identifier-fits-structure-type',
  level: 'error',
  priority: 1,
  requirements: ['G-29', 'G-30', 'G-31', 'G-32', 'G-34', 'FAQ-12', 'RG_EXP_038'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: STRUCTURE_USAGES }) },
  messages: {
    misfit: {
      en: "The certificate is on '{ou}', but structure '{structure}' needs {form}.",
      fr: 'Le certificat est sur « {ou} », mais la structure « {structure} » demande {form}.',
    },
  },
  docs: {
    en: {
      title: 'The certificate of a structure is on the kind of identifier that its practice asks for.',
      why: 'The guide of December 2025 draws the certificates of health establishments and GIE on the FINESS (G-29), of companies on the SIRET (G-30), of group and individual practices on the RPPS-rang of each doctor (G-32). The directory publishes no SIRET of a cabinet (FAQ-12): the DMP refuses a certificate on an identifier that it does not know.',
      fix: 'Order the certificate on the right identifier (dmplint plan says which), or correct sector and legalForm in dmplint.yaml.',
    },
    fr: {
      title: "Le certificat d'une structure porte le type d'identifiant que demande son exercice.",
      why: "Le guide de décembre 2025 place les certificats des établissements de santé et des GIE sur le FINESS (G-29), des sociétés sur le SIRET (G-30), des cabinets de groupe ou individuels sur le RPPS-rang de chaque médecin (G-32). L'annuaire ne publie pas le SIRET d'un cabinet (FAQ-12) : le DMP refuse un certificat sur un identifiant qu'il ne connaît pas.",
      fix: 'Commander le certificat sur le bon identifiant (dmplint plan indique lequel), ou corriger sector et legalForm dans dmplint.yaml.',
    },
  },
  *check({ site, certificates }) {
    let judged = false
    for (const certificate of certificates) {
      const id = structureText(certificate)
      const ou = certificate.structure
      if (!id || !ou) continue
      judged = true
      const uses = installations([certificate], ...STRUCTURE_USAGES)
      const misfits = uses.map(({ use }) => misfitOf(id, use, site)).filter(one => one && !one.companyOnRang)
      // A certificate shared by systems is one defect, told for the first structure that it does not fit.
      const [misfit] = misfits
      if (!misfit) continue
      const { structure, practice } = misfit
      yield {
        message: 'misfit',
        at: ou.at,
        data: { ou, structure: structure.name ?? structure.id, form: practice.form },
        expected: practice.form,
        actual: ou,
        related: [
          { at: structure.at, text: { en: 'the structure', fr: 'la structure' } },
          ...uses.map(({ use }) => ({
            at: use.entry.at,
            text: { en: 'the entry of the certificate', fr: 'la déclaration du certificat' },
          })),
        ],
      }
    }
    return judged ? undefined : notApplicable
  },
})
