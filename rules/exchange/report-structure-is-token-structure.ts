import { defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { isStructureId } from '../shared/directory.ts'
import { entryOf } from '../shared/entry-of-document.ts'
import { isHistorical } from '../shared/imaging.ts'
import { feedsKos, structureOfReport } from '../shared/report-structure.ts'
import { relationOf, unknownLink } from '../shared/structures.ts'

export default defineRule({
  id: 'XCHG-011',
  name: 'report-structure-is-token-structure',
  level: 'warning',
  priority: 1,
  requirements: ['AUTH/va1.01', 'G-27', 'FAQ-02'],
  evidence: 'official',
  inputs: {
    document: each('document'),
    token: one('vihf'),
    submission: optional('submission'),
    directory: optional('directory'),
    site: optional('site'),
  },
  messages: {
    differs: {
      en: "The report was validated in structure '{report}', but the token names '{token}'.",
      fr: 'Le compte rendu a été validé dans la structure « {report} », mais le jeton désigne « {token} ».',
    },
  },
  docs: {
    en: {
      title: 'A report is fed for the structure in which its doctor validated it.',
      why: 'The certificate, and with it Identifiant_Structure, is chosen by the structure of practice of the doctor who validates (AUTH/va1.01; guide of December 2025, G-27). The DRIMbox reads that structure in the CDA header for the KOS of the same examination (FAQ-02).',
      fix: 'Write the structure of practice in legalAuthenticator/assignedEntity/representedOrganization/id, and feed with its certificates.',
    },
    fr: {
      title: 'Un compte rendu est alimenté pour la structure dans laquelle son médecin l’a validé.',
      why: 'Le certificat, et avec lui l’Identifiant_Structure, est choisi d’après la structure d’exercice du médecin qui valide (AUTH/va1.01 ; guide de décembre 2025, G-27). La DRIMbox lit cette structure dans l’en-tête du CDA pour le KOS du même examen (FAQ-02).',
      fix: 'Écrire la structure d’exercice dans legalAuthenticator/assignedEntity/representedOrganization/id, et alimenter avec ses certificats.',
    },
  },
  *check({ document, token, submission, directory, site }) {
    const { structure } = token
    const report = structureOfReport(document)
    if (!report || !structure || !isStructureId(structure.value)) return notApplicable
    if (submission && (feedsKos(submission) || isHistorical(submission) || !entryOf(document, submission)))
      return notApplicable
    const relation = relationOf(report.value, structure.value, { directory, site })
    if (relation === 'unknown-link') return unknownLink
    if (relation !== 'different' && relation !== 'unlinked') return
    yield {
      message: 'differs',
      at: report.at,
      data: { report, token: structure },
      expected: structure,
      actual: report,
      related: [{ at: structure.at, text: { en: 'the structure of the token', fr: 'la structure du jeton' } }],
    }
  },
})
