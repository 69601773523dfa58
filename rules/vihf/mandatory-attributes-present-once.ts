import { VIHF_NAMES, type VihfAttribute } from '../../src/artifacts/vihf.ts'
import { all, defineRule, each } from '../../src/engine/rule.ts'
import { modeOf } from '../shared/mode.ts'
import { foldAttributeName } from '../shared/vihf.ts'

const MANDATORY: readonly string[] = [
  VIHF_NAMES.version,
  VIHF_NAMES.structure,
  VIHF_NAMES.sector,
  VIHF_NAMES.role,
  VIHF_NAMES.resourceId,
  VIHF_NAMES.resourceUrn,
  VIHF_NAMES.purpose,
  VIHF_NAMES.lpsName,
  VIHF_NAMES.lpsVersion,
  VIHF_NAMES.approvalNumber,
]

/** Left out by the reference DRIMbox, whose tokens the DMP takes. */
const LOWERED = new Set<string>([VIHF_NAMES.lpsVersion, VIHF_NAMES.resourceId])

/** TD0.2 to TD0.5, which may concern no patient; TD0.2 shares its action with TD1.3a. */
const WITHOUT_PATIENT = new Set([
  'urn:hl7-org:v3:PRPA_IN201307UV02',
  'urn:hl7-org:v3:PRPA_IN201305UV02',
  'urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorization',
  'urn:si-dmp-patients:PatientSpecificEndPoint:patientList',
])

export default defineRule({
  id: 'VIHF-010',
  name: 'mandatory-attributes-present-once',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF', 'EX_GEN-1180', 'EX_2.1-2035'],
  evidence: 'official',
  inputs: { token: each('vihf'), signatures: all('signature', { role: 'token' }) },
  messages: {
    missing: {
      en: "The token has no attribute '{name}'.",
      fr: "Le jeton n'a pas d'attribut « {name} ».",
    },
    empty: {
      en: "The attribute '{name}' has no value.",
      fr: "L'attribut « {name} » n'a pas de valeur.",
    },
    duplicate: {
      en: "The token has {count} attributes '{name}': a receiver may read any of them.",
      fr: "Le jeton a {count} attributs « {name} » : un récepteur peut lire n'importe lequel.",
    },
    severalValues: {
      en: "The attribute '{name}' has {count} values where the VIHF has one.",
      fr: "L'attribut « {name} » a {count} valeurs là où le VIHF en a une.",
    },
  },
  docs: {
    en: {
      title: 'Each mandatory attribute of the VIHF stands in the token once, with a value.',
      why: 'The mapping of the CI-SIS (Volet de transmission d’un document CDA-R2 en HL7v2) lists the attributes, EX_GEN-1180 asks for name and version of the software, and EX_2.1-2035 makes the DMP server check the fixed data. A token that lacks one is refused.',
      fix: 'Write one Attribute of the exact name, with one AttributeValue; only the role may have a second AttributeValue, in the same Attribute.',
    },
    fr: {
      title: 'Chaque attribut obligatoire du VIHF figure une fois dans le jeton, avec une valeur.',
      why: 'Le mapping du CI-SIS (Volet de transmission d’un document CDA-R2 en HL7v2) liste les attributs, EX_GEN-1180 demande le nom et la version du logiciel, et EX_2.1-2035 fait contrôler les données fixes par le serveur DMP. Un jeton incomplet est refusé.',
      fix: 'Écrire un Attribute du nom exact, avec un AttributeValue ; seul le rôle peut avoir un second AttributeValue, dans le même Attribute.',
    },
  },
  *check({ token, signatures }) {
    const mode = modeOf(token, signatures)
    const named = mode === 'INDIRECTE' || mode === 'INDIRECTE_RENFORCEE' ? [VIHF_NAMES.subjectId] : []
    for (const name of [...MANDATORY, ...named]) {
      const [attribute, second] = token.attributes.filter(attribute => attribute.name.value === name)
      if (!attribute) {
        const free = name === VIHF_NAMES.resourceId && WITHOUT_PATIENT.has(token.action?.value.trim() ?? '')
        // VIHF-011 says that the name is wrong.
        const misspelt = token.attributes.some(({ name: other }) => isNearMiss(other.value, name))
        if (!free && !misspelt)
          yield { message: 'missing', at: token.at, data: { name }, level: LOWERED.has(name) ? 'warning' : 'error' }
        continue
      }
      const count = token.attributes.filter(attribute => attribute.name.value === name).length
      if (second) yield { message: 'duplicate', at: second.name.at, data: { name, count } }
      else if (attribute.values.every(isBlank)) yield { message: 'empty', at: attribute.name.at, data: { name } }
      else if (attribute.values.length > 1 && name !== VIHF_NAMES.role)
        yield { message: 'severalValues', at: attribute.name.at, data: { name, count: attribute.values.length } }
    }
  },
})

const isNearMiss = (written: string, name: string): boolean => foldAttributeName(written) === foldAttributeName(name)

const isBlank = ({ element, text }: VihfAttribute['values'][number]): boolean =>
  element.elements.length === 0 && text.value.trim() === ''
