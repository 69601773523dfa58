import type { Classification, DocumentEntry } from '../../src/artifacts/submission.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { kosEntries } from '../shared/kos.ts'
import { isFilled, isRequest } from '../shared/metadata.ts'

/** Codes of a KOS in the DMP: metadata, code, code system. */
const CONSTANTS: readonly {
  readonly metadata: string
  readonly of: (entry: DocumentEntry) => Classification | undefined
  readonly code: string
  readonly system: string
}[] = [
  { metadata: 'typeCode', of: entry => entry.typeCode, code: 'IMG-KOS', system: '1.2.250.1.213.1.1.4.12' },
  { metadata: 'classCode', of: entry => entry.classCode, code: '31', system: '1.2.250.1.213.1.1.4.1' },
  {
    metadata: 'formatCode',
    of: entry => entry.formatCode,
    code: '1.2.840.10008.5.1.4.1.1.88.59',
    system: '1.2.840.10008.2.6.1',
  },
]
const LOINC_KOS = '55113-5'

export default defineRule({
  id: 'KOS-006',
  name: 'kos-entry-constants',
  level: 'error',
  priority: 1,
  requirements: ['EX_2.1-2035', 'DB.SO.18'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    code: {
      en: "{metadata} of a KOS is '{code}' of '{system}', but this entry has '{actual}' of '{actualSystem}'.",
      fr: '{metadata} d’un KOS est « {code} » de « {system} », mais cette fiche a « {actual} » de « {actualSystem} ».',
    },
    loinc: {
      en: "typeCode '{code}' of LOINC is not in the value set of the DMP: a KOS has IMG-KOS.",
      fr: 'Le typeCode « {code} » de LOINC n’est pas dans le jeu de valeurs du DMP : un KOS a IMG-KOS.',
    },
  },
  docs: {
    en: {
      title: 'The entry of a KOS has the type, class and format that the DMP gives to KOS.',
      why: 'A consumer DRIMbox finds the KOS of a patient by typeCode IMG-KOS, and the DMP refuses codes outside its value sets (EX_2.1-2035; CI-SIS Volet IMG-KOS). LOINC 55113-5 is the code of other countries.',
      fix: 'Write typeCode IMG-KOS (1.2.250.1.213.1.1.4.12), classCode 31 (1.2.250.1.213.1.1.4.1) and formatCode 1.2.840.10008.5.1.4.1.1.88.59 (1.2.840.10008.2.6.1).',
    },
    fr: {
      title: 'La fiche d’un KOS a le type, la classe et le format que le DMP donne aux KOS.',
      why: 'Une DRIMbox consommatrice trouve les KOS d’un patient par le typeCode IMG-KOS, et le DMP refuse les codes hors de ses jeux de valeurs (EX_2.1-2035 ; Volet IMG-KOS du CI-SIS). LOINC 55113-5 est le code d’autres pays.',
      fix: 'Écrire typeCode IMG-KOS (1.2.250.1.213.1.1.4.12), classCode 31 (1.2.250.1.213.1.1.4.1) et formatCode 1.2.840.10008.5.1.4.1.1.88.59 (1.2.840.10008.2.6.1).',
    },
  },
  *check({ submission }) {
    const entries = kosEntries(submission)
    if (!isRequest(submission) || entries.length === 0) return notApplicable
    for (const entry of entries)
      for (const { metadata, of, code, system } of CONSTANTS) {
        const { code: actual, codingScheme } = of(entry) ?? {}
        // Absence is left to XDS-004 and XDS-012.
        if (!actual || !isFilled(actual)) continue
        if (actual.value === code && (!codingScheme || codingScheme.value === system)) continue
        if (metadata === 'typeCode' && actual.value === LOINC_KOS) {
          yield { message: 'loinc', at: actual.at, data: { code: actual }, expected: code, actual }
          continue
        }
        const wrong = actual.value === code && codingScheme ? codingScheme : actual
        yield {
          message: 'code',
          at: wrong.at,
          data: { metadata, code, system, actual, actualSystem: codingScheme?.value ?? '' },
          expected: wrong === actual ? code : system,
          actual: wrong,
        }
      }
  },
})
