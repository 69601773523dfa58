import type { CdaDocument } from '../../src/artifacts/cda.ts'
import type { DocumentEntry } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import { all, defineRule, each, notApplicable, notEvaluated, optional } from '../../src/engine/rule.ts'
import { parseXcn, parseXon } from '../../src/identifiers/index.ts'
import { mainEvent } from '../shared/cda.ts'
import { kosEntries, NO_REPORT, reportOf } from '../shared/kos.ts'
import { isFilled } from '../shared/metadata.ts'
import { referencesOfEntry } from '../shared/references.ts'
import { samePersonId } from '../shared/same-person.ts'
import { relationOf } from '../shared/structures.ts'

interface Mirror {
  readonly metadata: string
  readonly actual: readonly Located<string>[]
  readonly expected: readonly Located<string>[]
  readonly same: (a: string, b: string) => boolean
}

export default defineRule({
  id: 'KOS-010',
  name: 'kos-entry-responsibility-from-report',
  level: 'warning',
  priority: 2,
  requirements: ['FAQ-02', 'DB.SO.19'],
  evidence: 'vendor',
  inputs: {
    submission: each('submission'),
    documents: all('document'),
    directory: optional('directory'),
    site: optional('site'),
  },
  messages: {
    differs: {
      en: "{metadata} of the KOS entry is '{actual}', but the imaging report has '{expected}'.",
      fr: '{metadata} de la fiche du KOS vaut « {actual} », alors que le compte rendu d’imagerie a « {expected} ».',
    },
  },
  docs: {
    en: {
      title: 'The doctor responsible, the structure and its sector of a KOS are those of the report.',
      why: 'A KOS has no header of its own: the DRIMbox takes legalAuthenticator, authorInstitution, sector and practice setting from the report that triggered it, which also chooses its certificates (FAQ of the ANS; DB.SO.19, draft of 2023).',
      fix: 'Fill these metadata of the KOS entry from legalAuthenticator, its representedOrganization, healthCareFacility/code and standardIndustryClassCode of the CDA.',
    },
    fr: {
      title: 'Le médecin responsable, la structure et son secteur d’un KOS sont ceux du compte rendu.',
      why: 'Un KOS n’a pas d’en-tête à lui : la DRIMbox tire legalAuthenticator, authorInstitution, secteur et cadre d’exercice du compte rendu qui l’a déclenché, d’après lequel elle choisit aussi ses certificats (FAQ de l’ANS ; DB.SO.19, projet de 2023).',
      fix: 'Renseigner ces métadonnées de la fiche du KOS d’après legalAuthenticator, son representedOrganization, healthCareFacility/code et standardIndustryClassCode du CDA.',
    },
  },
  *check({ submission, documents, directory, site }) {
    const entries = kosEntries(submission)
    if (entries.length === 0) return notApplicable
    const sameStructure = (a: string, b: string): boolean =>
      ['same', 'linked', 'unknown-link', 'same-siren'].includes(relationOf(a, b, { directory, site }))
    let judged = false
    for (const entry of entries) {
      const report = reportOf(
        referencesOfEntry(entry).study.map(({ value }) => value),
        documents,
      )
      if (!report) continue
      judged = true
      for (const { metadata, actual, expected, same } of mirrors(entry, report, sameStructure)) {
        const [first] = actual
        const [wanted] = expected
        // Absence is left to XDS-004 and XDS-005, and to DOC-001 and DOC-009.
        if (!first || !wanted || actual.some(a => expected.some(e => same(a.value, e.value)))) continue
        yield {
          message: 'differs',
          at: first.at,
          data: { metadata, actual: first, expected: wanted },
          expected: wanted,
          actual: first,
          related: [{ at: wanted.at, text: { en: 'the imaging report', fr: 'le compte rendu d’imagerie' } }],
        }
      }
    }
    if (!judged) return notEvaluated(NO_REPORT)
  },
})

function mirrors(
  entry: DocumentEntry,
  report: CdaDocument,
  sameStructure: (a: string, b: string) => boolean,
): readonly Mirror[] {
  const same = (a: string, b: string): boolean => a.trim() === b.trim()
  const given = (...values: readonly (Located<string> | undefined)[]): readonly Located<string>[] =>
    values.flatMap(value => (value && isFilled(value) ? [value] : []))
  const { legalAuthenticator } = report
  const structures = [legalAuthenticator, ...report.authors].map(actor => actor?.organization?.nationalId)
  const institutions = entry.authors.flatMap(author => author.institutions)
  return [
    {
      metadata: 'legalAuthenticator',
      actual: given(...entry.legalAuthenticators.map(({ value, at }) => ({ value: parseXcn(value).id.value, at }))),
      expected: given(legalAuthenticator?.nationalId),
      same: samePersonId,
    },
    {
      metadata: 'authorInstitution',
      actual: given(...institutions.map(({ value, at }) => ({ value: parseXon(value).id.value, at }))),
      expected: given(...structures),
      same: sameStructure,
    },
    {
      metadata: 'healthcareFacilityTypeCode',
      actual: given(entry.healthcareFacilityTypeCode?.code),
      expected: given(report.encounter?.facilityCode?.code),
      same,
    },
    {
      metadata: 'practiceSettingCode',
      actual: given(entry.practiceSettingCode?.code),
      expected: given(mainEvent(report)?.performers[0]?.organization?.industryCode?.code),
      same,
    },
  ]
}
