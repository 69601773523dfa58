import { defineRule, each, notApplicable, one, some } from '../../src/engine/rule.ts'
import { relationOf } from '../shared/structures.ts'

export default defineRule({
  id: 'PSC-006',
  name: 'an-activity-has-an-installed-certificate',
  level: 'warning',
  priority: 2,
  requirements: ['DB.CO.91', 'G-36'],
  evidence: 'official',
  inputs: { info: each('userinfo'), site: one('site'), certificates: some('certificate', { role: 'dmp-auth' }) },
  messages: {
    none: {
      en: 'No dmp-auth certificate is installed for any of the {count} structures in which this person practises.',
      fr: "Aucun certificat dmp-auth n'est installé pour l'une des {count} structures où exerce cette personne.",
    },
  },
  docs: {
    en: {
      title: 'A person who uses the site has an activity with an installed dmp-auth certificate.',
      why: 'The software chooses the certificate by the practice of the connected person (draft DB.CO.91). Without a matching one, the person cannot use the DMP here in indirect authentication.',
      fix: 'Order the certificate of the structure where the person practises, or check that the activity is up to date in the directory.',
    },
    fr: {
      title: 'Une personne qui utilise le site a une activité avec un certificat dmp-auth installé.',
      why: "Le logiciel choisit le certificat selon le lieu d'exercice de la personne connectée (projet DB.CO.91). Sans certificat correspondant, elle ne peut pas utiliser le DMP ici en authentification indirecte.",
      fix: "Commander le certificat de la structure d'exercice de la personne, ou vérifier que son activité est à jour dans l'annuaire.",
    },
  },
  *check({ info, site, certificates }) {
    if (site.systems.every(system => system.authentication?.value === 'direct')) return notApplicable
    const structures = info.activities.flatMap(({ structureId, finessLegal }) =>
      structureId ? [structureId.value, ...(finessLegal ? [`1${finessLegal.value}`] : [])] : [],
    )
    if (structures.length === 0) return notApplicable
    const served = certificates.some(({ structure }) =>
      structures.some(id => {
        const relation = structure && relationOf(structure.value, id, { site })
        return relation === 'same' || relation === 'linked' || relation === 'same-siren'
      }),
    )
    if (!served)
      yield {
        message: 'none',
        at: info.subjectNameId?.at ?? info.at,
        data: { count: new Set(structures).size },
        related: certificates.flatMap(({ structure }) =>
          structure
            ? [{ at: structure.at, text: { en: 'an installed certificate', fr: 'un certificat installé' } }]
            : [],
        ),
      }
  },
})
