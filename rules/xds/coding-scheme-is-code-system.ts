import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { editions } from '../../src/nomenclatures/index.ts'
import { codesOf, rightSystems } from '../shared/codes.ts'
import { isRequest } from '../shared/metadata.ts'

export default defineRule({
  id: 'XDS-013',
  name: 'coding-scheme-is-code-system',
  level: 'error',
  priority: 1,
  requirements: ['EX_2.1-2035', 'CISIS-HL7V2-MAPPING-XDS'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    valueSet: {
      en: "The codingScheme '{scheme}' of the {metadata} '{code}' is the OID of the value set {title}, not of its code system {expected}.",
      fr: 'Le codingScheme « {scheme} » du {metadata} « {code} » est l’OID du jeu de valeurs {title}, pas celui de son système de codage {expected}.',
    },
    differs: {
      en: "The codingScheme of the {metadata} '{code}' is '{scheme}' instead of its code system {expected}.",
      fr: 'Le codingScheme du {metadata} « {code} » est « {scheme} » au lieu de son système de codage {expected}.',
    },
  },
  docs: {
    en: {
      title: 'The coding scheme of a code is the code system it belongs to, not a value set.',
      why: 'The DMP server checks the code with its system (EX_2.1-2035). A value set (JDV) only selects codes of systems (TRE, LOINC, DICOM, SNOMED CT): its OID identifies no code. The reference DRIMbox writes that of the modalities.',
      fix: 'Write the OID that the value set gives beside the code (codeSystem), for example 1.2.840.10008.2.16.4 for a modality.',
    },
    fr: {
      title: 'Le codingScheme d’un code est le système de codage auquel il appartient, pas un jeu de valeurs.',
      why: 'Le serveur DMP contrôle le code avec son système (EX_2.1-2035). Un jeu de valeurs (JDV) ne fait que choisir des codes de systèmes (TRE, LOINC, DICOM, SNOMED CT) : son OID n’identifie aucun code. La DRIMbox de référence écrit celui des modalités.',
      fix: 'Écrire l’OID que le jeu de valeurs donne à côté du code (codeSystem), par exemple 1.2.840.10008.2.16.4 pour une modalité.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    for (const code of codesOf(submission)) {
      const systems = rightSystems(code)
      if (!systems || !code.system) continue
      const expected = systems.join(' / ')
      const data = { metadata: code.metadata, code: code.code, scheme: code.system, expected }
      const finding = { at: code.system.at, expected, actual: code.system }
      const title = titleOfValueSet(code.system.value)
      if (title) yield { message: 'valueSet', ...finding, data: { ...data, title } }
      else yield { message: 'differs', ...finding, data }
    }
  },
})

const titleOfValueSet = (oid: string): string | undefined =>
  editions().find(({ id, oid: own }) => own === oid && id.startsWith('JDV_'))?.title
