import { HL7, XSI } from '../../src/artifacts/namespaces.ts'
import { VIHF_NAMES, type VihfAttribute } from '../../src/artifacts/vihf.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import type { XmlElement } from '../../src/sources/xml.ts'

/** The element that a value of these attributes holds. */
const ELEMENTS = [
  [VIHF_NAMES.role, 'Role'],
  [VIHF_NAMES.purpose, 'PurposeOfUse'],
] as const

const PARTS = ['code', 'codeSystem', 'displayName'] as const

export default defineRule({
  id: 'VIHF-020',
  name: 'role-and-purpose-are-hl7-ce',
  level: 'error',
  priority: 2,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF', 'EX_2.1-2035'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    notOne: {
      en: 'This value must hold one element {name}.',
      fr: 'Cette valeur doit contenir un élément {name}.',
    },
    namespace: {
      en: "{name} is in the namespace '{namespace}' instead of 'urn:hl7-org:v3'.",
      fr: "{name} est dans l'espace de noms « {namespace} » au lieu de « urn:hl7-org:v3 ».",
    },
    type: {
      en: '{name} has no xsi:type CE.',
      fr: "{name} n'a pas de xsi:type CE.",
    },
    xsi: {
      en: "The type of {name} is in the namespace '{namespace}' instead of 'http://www.w3.org/2001/XMLSchema-instance'.",
      fr: "Le type de {name} est dans l'espace de noms « {namespace} » au lieu de « http://www.w3.org/2001/XMLSchema-instance ».",
    },
    part: {
      en: '{name} has no {part}.',
      fr: '{name} n’a pas de {part}.',
    },
  },
  docs: {
    en: {
      title: 'Role and PurposeOfUse are HL7 v3 elements of type CE with code, codeSystem and displayName.',
      why: 'The mapping of the CI-SIS writes both values as coded elements of HL7 v3, and the DMP server checks the triplets code, codeSystem, displayName (EX_2.1-2035).',
      fix: 'Write <Role xmlns="urn:hl7-org:v3" xsi:type="CE" code="10" codeSystem="1.2.250.1.71.1.2.7" displayName="Médecin"/> inside the AttributeValue, with xsi bound to http://www.w3.org/2001/XMLSchema-instance.',
    },
    fr: {
      title: 'Role et PurposeOfUse sont des éléments HL7 v3 de type CE avec code, codeSystem et displayName.',
      why: 'Le mapping du CI-SIS écrit les deux valeurs comme éléments codés de HL7 v3, et le serveur DMP contrôle les triplets code, codeSystem, displayName (EX_2.1-2035).',
      fix: 'Écrire <Role xmlns="urn:hl7-org:v3" xsi:type="CE" code="10" codeSystem="1.2.250.1.71.1.2.7" displayName="Médecin"/> dans AttributeValue, avec xsi lié à http://www.w3.org/2001/XMLSchema-instance.',
    },
  },
  *check({ token }) {
    // An attribute without any value is VIHF-010's.
    const present = ELEMENTS.flatMap(([attribute, name]) =>
      token.attributes
        .filter(a => a.name.value === attribute && !a.values.every(isBlank))
        .flatMap(({ values }) => values.map(value => ({ name, value: value.element }))),
    )
    if (present.length === 0) return notApplicable
    for (const { name, value } of present) {
      const [coded, another] = value.elements
      if (!coded || another || coded.local !== name) {
        yield { message: 'notOne', at: value.at, data: { name } }
        continue
      }
      if (coded.namespace !== HL7)
        yield { message: 'namespace', at: coded.at, data: { name, namespace: coded.namespace }, expected: HL7 }
      const type = coded.attributes.find(({ local, namespace }) => local === 'type' && namespace !== '')
      if (type && type.namespace !== XSI)
        yield { message: 'xsi', at: type.at, data: { name, namespace: type.namespace }, expected: XSI }
      else if (!type || !isCe(type.value, coded)) yield { message: 'type', at: (type ?? coded).at, data: { name } }
      for (const part of PARTS)
        if (!coded.attribute(part)?.value.trim()) yield { message: 'part', at: coded.at, data: { name, part } }
    }
  },
})

const isBlank = ({ element, text }: VihfAttribute['values'][number]): boolean =>
  element.elements.length === 0 && text.value.trim() === ''

/** CE without prefix whatever the default namespace; with a prefix, the CE of HL7 v3. */
function isCe(type: string, element: XmlElement): boolean {
  const [prefix, local] = type.includes(':') ? type.trim().split(':') : [undefined, type.trim()]
  if (local !== 'CE') return false
  if (prefix === undefined) return true
  for (let here: XmlElement | undefined = element; here; here = here.parent) {
    const declared = here.attributes.find(({ name }) => name === `xmlns:${prefix}`)
    if (declared) return declared.value === HL7
  }
  return false
}
