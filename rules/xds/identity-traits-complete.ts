import type { Text } from '../../src/engine/rule.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseCx } from '../../src/identifiers/index.ts'
import { insDefectOf } from '../shared/ins.ts'
import { clinicalEntries, isRequest } from '../shared/metadata.ts'
import { patientInfoOf } from '../shared/patient-info.ts'

interface Trait {
  readonly field: string
  readonly name: Text
  readonly holds: (content: string) => boolean
}

const isGiven = (content: string): boolean => content.trim() !== ''

/** Types of name (XPN.7): birth name, and what older producers write for it. */
const BIRTH_NAMES = ['L', 'U', 'D']

/** Family name, given name and XPN.7 of one repetition at least. */
const isBirthName = (content: string): boolean =>
  content.split('~').some(repetition => {
    const [family = '', given = '', , , , , type = ''] = repetition.split('^')
    return isGiven(family) && isGiven(given) && BIRTH_NAMES.includes(type.trim())
  })

const TRAITS: readonly Trait[] = [
  {
    field: '5',
    name: {
      en: 'birth name and first given name (PID-5 of type L)',
      fr: 'le nom de naissance et le premier prénom (PID-5 de type L)',
    },
    holds: isBirthName,
  },
  { field: '7', name: { en: 'birth date (PID-7)', fr: 'la date de naissance (PID-7)' }, holds: isGiven },
  { field: '8', name: { en: 'sex (PID-8)', fr: 'le sexe (PID-8)' }, holds: isGiven },
  {
    field: '23',
    name: { en: 'COG code of the birth place (PID-23)', fr: 'le code COG du lieu de naissance (PID-23)' },
    holds: isGiven,
  },
]

export default defineRule({
  id: 'XDS-033',
  name: 'identity-traits-complete',
  level: 'warning',
  priority: 1,
  requirements: ['EX_GEN-1250', 'CISIS-HL7V2-MAPPING-XDS'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    noTraits: {
      en: "The document entry '{entry}' has no sourcePatientInfo: the identity traits of the patient are not sent.",
      fr: 'La fiche de document « {entry} » n’a pas de sourcePatientInfo : les traits d’identité du patient ne sont pas transmis.',
    },
    missing: {
      en: "The sourcePatientInfo of the document entry '{entry}' lacks a trait of a qualified identity: {trait}.",
      fr: 'Il manque au sourcePatientInfo de la fiche de document « {entry} » un trait de l’identité qualifiée : {trait}.',
    },
  },
  docs: {
    en: {
      title:
        'Each clinical entry carries the traits of a qualified identity: birth name, given name, date, sex and place of birth.',
      why: 'An INS is qualified together with its five strict traits (EX_GEN-1250), and the CI-SIS mapping of the XDS metadata sends them in sourcePatientInfo. Whoever receives the document cannot check the identity without them.',
      fix: 'Write PID-5|NAME^GIVEN^^^^^L, PID-7, PID-8 and PID-23 (COG code) with the traits that INSi returned.',
    },
    fr: {
      title:
        'Chaque fiche clinique porte les traits de l’identité qualifiée : nom de naissance, prénom, date, sexe et lieu de naissance.',
      why: 'Un INS est qualifié avec ses cinq traits stricts (EX_GEN-1250), et la correspondance CI-SIS des métadonnées XDS les transmet dans sourcePatientInfo. Sans eux, le destinataire du document ne peut pas vérifier l’identité.',
      fix: 'Écrire PID-5|NOM^PRENOM^^^^^L, PID-7, PID-8 et PID-23 (code COG) avec les traits rendus par INSi.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    // No INS, no qualified identity: XDS-027 reports it.
    const entries = clinicalEntries(submission).filter(
      ({ patientId }) => patientId && insDefectOf(parseCx(patientId.value)) === undefined,
    )
    if (entries.length === 0) return notApplicable
    for (const entry of entries) {
      const traits = patientInfoOf(entry)
      if (!traits.some(({ value }) => isGiven(value.value))) {
        yield { message: 'noTraits', at: entry.element.at, data: { entry: entry.id } }
        continue
      }
      for (const { field, name, holds } of TRAITS) {
        const given = traits.filter(trait => trait.field === field)
        if (given.some(({ content }) => holds(content))) continue
        const at = given[0]?.value.at ?? entry.slot('sourcePatientInfo')?.element.at ?? entry.element.at
        yield { message: 'missing', at, data: { entry: entry.id, trait: name } }
      }
    }
  },
})
