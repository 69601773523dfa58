import { all, defineRule, each, notApplicable, notEvaluated, optional, type Text } from '../../src/engine/rule.ts'
import { declaredStructure, STRUCTURE_USAGES } from '../shared/installations.ts'
import { isOnScmOrSci, isUnknownToDirectory } from '../shared/legal-form.ts'

const NO_DIRECTORY: Text = {
  en: 'a certificate is issued to a SCM or SCI by its name: a current directory would tell whether the structure exists',
  fr: "un certificat est délivré à une SCM ou SCI d'après son nom : un annuaire à jour dirait si la structure existe",
}

export default defineRule({
  id: 'SITE-004',
  name: 'no-certificate-for-scm-or-sci',
  level: 'error',
  priority: 1,
  requirements: ['G-28', 'FAQ-12'],
  evidence: 'official',
  inputs: {
    site: each('site'),
    certificates: all('certificate', { role: STRUCTURE_USAGES }),
    directory: optional('directory'),
  },
  messages: {
    declared: {
      en: "The certificate is on '{ou}', the {form} '{name}': no certificate is drawn on a SCM or SCI.",
      fr: 'Le certificat est sur « {ou} », la {form} « {name} » : aucun certificat ne doit être délivré sur une SCM ou une SCI.',
    },
    named: {
      en: "The certificate is issued to '{name}' on '{ou}', which the directory does not know: no certificate is drawn on a SCM or SCI.",
      fr: 'Le certificat est délivré à « {name} » sur « {ou} », que l’annuaire ne connaît pas : aucun certificat ne doit être délivré sur une SCM ou une SCI.',
    },
  },
  docs: {
    en: {
      title: 'No certificate of a structure is issued on a SCM or a SCI.',
      why: 'The guide of December 2025 (G-28) forbids certificates on legal structures such as SCM and SCI: neither the ordres nor the Annuaire Santé know them, nobody practises there. The DMP refuses the connection of a structure that it does not find.',
      fix: 'Draw the certificates on the structure of practice: the RPPS-rang of each doctor of the SCM, or the SIRET of the company.',
    },
    fr: {
      title: "Aucun certificat de structure n'est délivré sur une SCM ou une SCI.",
      why: "Le guide de décembre 2025 (G-28) exclut les certificats sur des structures juridiques comme les SCM et les SCI : ni les ordres ni l'Annuaire Santé ne les connaissent, personne n'y exerce. Le DMP refuse la connexion d'une structure qu'il ne trouve pas.",
      fix: "Commander les certificats sur la structure d'exercice : le RPPS-rang de chaque médecin de la SCM, ou le SIRET de la société.",
    },
  },
  *check({ site, certificates, directory }, { at }) {
    let undecided = false
    for (const certificate of certificates) {
      const ou = certificate.structure
      const found = isOnScmOrSci(certificate, site, directory, at)
      if (found === undefined) undecided = true
      if (!found || !ou) continue
      const owner = declaredStructure(ou.value, site)
      const { o } = certificate.subject
      if (owner && isUnknownToDirectory(owner.legalForm?.value))
        yield {
          message: 'declared',
          at: ou.at,
          data: { ou, form: owner.legalForm, name: owner.name ?? o ?? owner.id },
          actual: ou,
          related: [{ at: owner.at, text: { en: 'the structure', fr: 'la structure' } }],
        }
      else yield { message: 'named', at: ou.at, data: { ou, name: o }, actual: ou }
    }
    if (certificates.length === 0) return notApplicable
    return undecided ? notEvaluated(NO_DIRECTORY) : undefined
  },
})
