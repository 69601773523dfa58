import { all, defineRule, each, notApplicable, notEvaluated, one, optional, type Text } from '../../src/engine/rule.ts'
import { isStructureId } from '../shared/directory.ts'
import { feedsKos, structureOfReport } from '../shared/report-structure.ts'
import { relationOf, unknownLink } from '../shared/structures.ts'

const NO_REPORT: Text = {
  en: 'no imaging report whose legalAuthenticator names a structure: put the CDA that triggered the KOS beside it',
  fr: 'pas de compte rendu d’imagerie dont le legalAuthenticator désigne une structure : placer à côté du KOS le CDA qui l’a déclenché',
}
export default defineRule({
  id: 'XCHG-010',
  name: 'kos-structure-follows-report',
  level: 'error',
  priority: 1,
  requirements: ['FAQ-02', 'DB.SO.19'],
  evidence: 'official',
  inputs: {
    token: each('vihf'),
    submission: one('submission'),
    documents: all('document'),
    directory: optional('directory'),
    site: optional('site'),
  },
  messages: {
    differs: {
      en: "The KOS is fed for structure '{token}', but the report was validated in '{report}'.",
      fr: 'Le KOS est alimenté pour la structure « {token} », mais le compte rendu a été validé dans « {report} ».',
    },
  },
  docs: {
    en: {
      title: 'A KOS is fed for the structure in which the report was validated.',
      why: 'The DRIMbox chooses its certificates by the representedOrganization of the legalAuthenticator in the header of the report (DB.SO.19); when HL7 PRT-8 says something else, the CDA wins (FAQ-02). Otherwise images and report of one examination are imputed to two structures.',
      fix: 'Select token structure and certificates by legalAuthenticator/assignedEntity/representedOrganization/id of the CDA.',
    },
    fr: {
      title: 'Un KOS est alimenté pour la structure dans laquelle le compte rendu a été validé.',
      why: 'La DRIMbox choisit ses certificats d’après le representedOrganization du legalAuthenticator dans l’en-tête du compte rendu (DB.SO.19) ; quand le PRT-8 du message HL7 dit autre chose, le CDA l’emporte (FAQ-02). Sinon, images et compte rendu d’un même examen sont imputés à deux structures.',
      fix: 'Choisir la structure du jeton et les certificats d’après legalAuthenticator/assignedEntity/representedOrganization/id du CDA.',
    },
  },
  *check({ token, submission, documents, directory, site }) {
    const { structure } = token
    if (!feedsKos(submission) || !structure || !isStructureId(structure.value)) return notApplicable
    const reports = documents.map(structureOfReport).filter(id => id !== undefined)
    const [first] = reports
    if (!first) return notEvaluated(NO_REPORT)
    const relations = reports.map(id => relationOf(id.value, structure.value, { directory, site }))
    // A company of several sites may hold one certificate, on one of its SIRET (G-31), which its tokens then name.
    if (relations.some(relation => relation === 'same' || relation === 'linked' || relation === 'same-siren')) return
    if (relations.includes('unknown-link')) return unknownLink
    yield {
      message: 'differs',
      at: structure.at,
      data: { token: structure, report: first },
      expected: first,
      actual: structure,
      related: [{ at: first.at, text: { en: 'the structure of the report', fr: 'la structure du compte rendu' } }],
    }
  },
})
