import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isOid, parseCodedSpecialty } from '../../src/identifiers/index.ts'
import { grammarDefects, isClean } from '../shared/hl7-values.ts'
import { distinct, isFilled, isRequest } from '../shared/metadata.ts'

export default defineRule({
  id: 'XDS-038',
  name: 'author-specialty-grammar',
  level: 'error',
  priority: 2,
  requirements: ['EX_2.1-2035', 'CISIS-HL7V2-MAPPING-XDS'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    malformed: {
      en: "The authorSpecialty '{specialty}' is not written code^label^OID.",
      fr: 'L’authorSpecialty « {specialty} » n’est pas écrit code^libellé^OID.',
    },
    system: {
      en: "The authorSpecialty '{specialty}' names as its code system '{system}', which is not an OID.",
      fr: 'L’authorSpecialty « {specialty} » donne comme système de codage « {system} », qui n’est pas un OID.',
    },
  },
  docs: {
    en: {
      title: 'authorSpecialty is a code, its label and the OID of its code system.',
      why: 'The CI-SIS mapping writes the specialty of the author as code^label^OID, and the DMP server checks the three together (EX_2.1-2035). A label or a code alone is refused.',
      fix: 'Write for instance G15_10/SM44^Médecin - Radio-diagnostic (SM)^1.2.250.1.213.1.1.4.5, with the values of JDV_J01.',
    },
    fr: {
      title: 'authorSpecialty est un code, son libellé et l’OID de son système de codage.',
      why: 'La correspondance CI-SIS écrit la spécialité de l’auteur code^libellé^OID, et le serveur DMP contrôle les trois ensemble (EX_2.1-2035). Un libellé ou un code seul est refusé.',
      fix: 'Écrire par exemple G15_10/SM44^Médecin - Radio-diagnostic (SM)^1.2.250.1.213.1.1.4.5, avec les valeurs du JDV_J01.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    const values = [...submission.submissionSets, ...submission.entries]
      .flatMap(({ authors }) => authors)
      .flatMap(({ specialties }) => specialties)
      .filter(isFilled)
      .map(value => ({ value }))
    if (values.length === 0) return notApplicable
    for (const { value, related } of distinct(values)) {
      const specialty = parseCodedSpecialty(value.value)
      if (!isClean(specialty, 'specialty')) continue
      const { code, display, codeSystem } = specialty
      const place = { at: value.at, actual: value, related }
      const complete = [code, display, codeSystem].every(part => part.value.trim() !== '')
      if (!complete || grammarDefects(specialty).length > 0)
        yield { message: 'malformed', data: { specialty: value }, ...place }
      else if (!isOid(codeSystem.value))
        yield { message: 'system', data: { specialty: value, system: codeSystem.value }, ...place }
    }
  },
})
