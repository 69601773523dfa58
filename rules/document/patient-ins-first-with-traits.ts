import { HL7 } from '../../src/artifacts/namespaces.ts'
import { defineRule, each, notApplicable, optional, type Text } from '../../src/engine/rule.ts'
import type { XmlElement } from '../../src/sources/xml.ts'
import { isForMail } from '../shared/cda.ts'
import { isMatricule } from '../shared/ins.ts'
import { INS_AUTHORITIES } from '../shared/people.ts'

/** Words of @qualifier: `BR` birth, `CL` in use, `SP` the older word for the name of a spouse. */
const qualifiers = (element: XmlElement): readonly string[] =>
  element.attribute('qualifier')?.value.split(/\s+/).filter(Boolean) ?? []

const isBirth = (element: XmlElement): boolean => qualifiers(element).includes('BR')

const parts = (patient: XmlElement | undefined, local: string): readonly XmlElement[] =>
  (patient?.childrenNamed(HL7, 'name') ?? [])
    .flatMap(name => name.childrenNamed(HL7, local))
    .filter(element => element.text.trim() !== '')

export default defineRule({
  id: 'DOC-011',
  name: 'patient-ins-first-with-traits',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-STRUCMIN-3.5.5.12', 'EX_GEN-1250'],
  evidence: 'official',
  inputs: { document: each('document'), exchange: optional('exchange') },
  messages: {
    notIns: {
      en: "The first identifier of the patient has the root '{root}', which is not an OID of the INS.",
      fr: 'Le premier identifiant du patient a la racine « {root} », qui n’est pas un OID de l’INS.',
    },
    matricule: {
      en: 'The INS of the patient is not a number of 13 characters followed by its key of two digits.',
      fr: 'L’INS du patient n’est pas un matricule de 13 caractères suivi de sa clé de deux chiffres.',
    },
    trait: {
      en: 'The header lacks a trait of the patient: {trait}.',
      fr: 'Il manque à l’en-tête un trait du patient : {trait}.',
    },
    oldQualifier: {
      en: 'A family name of the patient has the qualifier SP of former versions: the birth name has BR, the name in use CL.',
      fr: 'Un nom du patient a le qualifier SP des anciennes versions : le nom de naissance a BR, le nom utilisé CL.',
    },
  },
  docs: {
    en: {
      title: 'The patient is named by the INS, first of the identifiers, and by the traits of the INS.',
      why: 'The DMP is found by the INS, and the minimal structure of the CI-SIS puts it first in patientRole, with birth name, first names, sex, birth date and code of the birth place. A document without them cannot be checked against the identity of the patient.',
      fix: 'Write the INS (number and key) as first patientRole/id, the birth name with qualifier BR, the birth first names without qualifier, the first of them with qualifier BR, and county under birthplace/place/addr (99999 for an unknown place).',
    },
    fr: {
      title: 'Le patient est désigné par l’INS, premier des identifiants, et par les traits de l’INS.',
      why: 'Le DMP est trouvé par l’INS, et la structure minimale du CI-SIS le place en tête de patientRole, avec nom et prénoms de naissance, sexe, date de naissance et code du lieu de naissance. Un document sans eux ne peut être rapproché de l’identité du patient.',
      fix: 'Écrire l’INS (matricule et clé) en premier patientRole/id, le nom de naissance avec le qualifier BR, les prénoms de naissance sans qualifier, le premier d’entre eux avec le qualifier BR, et county sous birthplace/place/addr (99999 pour un lieu inconnu).',
    },
  },
  *check({ document, exchange }) {
    const { element: role, ids, birthTime, gender, birthplaceCode } = document.patient
    // An absent recordTarget or id is left to DOC-001.
    if (!role || isForMail(exchange)) return notApplicable
    const [first] = ids
    const root = first?.root
    if (first && !first.element.attribute('nullFlavor')) {
      if (!INS_AUTHORITIES.includes(root?.value ?? ''))
        yield { message: 'notIns', at: root?.at ?? first.element.at, data: { root: root?.value ?? '' }, actual: root }
      else if (!isMatricule(first.extension?.value ?? ''))
        yield { message: 'matricule', at: first.extension?.at ?? first.element.at }
    }

    const patient = role.child(HL7, 'patient')
    const families = parts(patient, 'family')
    const givens = parts(patient, 'given')
    const old = families.filter(family => qualifiers(family).includes('SP'))
    const hasBirthName = families.some(isBirth)
    for (const family of old)
      yield { message: 'oldQualifier', at: family.at, ...(hasBirthName ? { level: 'warning' as const } : {}) }

    const traits: readonly (readonly [Text, boolean])[] = [
      [{ en: 'the birth name', fr: 'le nom de naissance' }, hasBirthName || old.length > 0],
      [
        {
          en: 'the birth first names (given without qualifier)',
          fr: 'les prénoms de naissance (given sans qualifier)',
        },
        givens.some(given => qualifiers(given).length === 0),
      ],
      [
        { en: 'the first of the birth first names (given BR)', fr: 'le premier prénom de naissance (given BR)' },
        givens.some(isBirth),
      ],
      [{ en: 'the sex', fr: 'le sexe' }, gender?.code !== undefined],
      [{ en: 'the birth date', fr: 'la date de naissance' }, birthTime !== undefined],
      [
        { en: 'the code of the birth place', fr: 'le code du lieu de naissance' },
        birthplaceCode !== undefined && birthplaceCode.value.trim() !== '',
      ],
    ]
    for (const [trait, given] of traits)
      if (!given) yield { message: 'trait', at: (patient ?? role).at, data: { trait } }
  },
})
