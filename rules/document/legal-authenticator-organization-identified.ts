import type { CdaActor } from '../../src/artifacts/cda.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseStructureId } from '../../src/identifiers/index.ts'
import { isFilled } from '../shared/metadata.ts'
import { PERSON_AUTHORITY, STRUCTURE_AUTHORITY } from '../shared/people.ts'

/** What identifies a professional and the practice: the element, and whether it is there. */
const NEEDED: Readonly<Record<string, (actor: CdaActor) => boolean>> = {
  'assignedEntity/code': ({ code }) => isFilled(code?.code),
  'assignedEntity/assignedPerson/name/family': ({ families }) => families.some(isFilled),
  'assignedEntity/assignedPerson/name/given': ({ givens }) => givens.some(isFilled),
  'assignedEntity/representedOrganization': ({ organization }) => organization !== undefined,
}

export default defineRule({
  id: 'DOC-009',
  name: 'legal-authenticator-organization-identified',
  level: 'error',
  priority: 1,
  requirements: ['FAQ-02', 'CISIS-STRUCMIN-3.5.5.18', 'DB.SO.19', 'DB.SO.89'],
  evidence: 'official',
  inputs: { document: each('document') },
  messages: {
    missing: {
      en: "The legalAuthenticator lacks '{element}'.",
      fr: 'Il manque « {element} » au legalAuthenticator.',
    },
    noStructureId: {
      en: 'The organization of the legalAuthenticator has no id under the national authority of structures.',
      fr: 'L’organisation du legalAuthenticator n’a pas d’id sous l’autorité nationale des structures.',
    },
    malformed: {
      en: "The organization of the legalAuthenticator is '{id}', which is not a Struct_IdNat.",
      fr: 'L’organisation du legalAuthenticator est « {id} », qui n’est pas un Struct_IdNat.',
    },
  },
  docs: {
    en: {
      title: 'The legalAuthenticator names the doctor and, by its Struct_IdNat, the structure of practice.',
      why: 'The DRIMbox chooses the certificates of the KOS by legalAuthenticator/assignedEntity/representedOrganization (FAQ of the ANS; DB.SO.19 and DB.SO.89, draft of 2023). Without it no certificate can be chosen, and the images are not referenced in the DMP.',
      fix: 'Fill code, family name, given name and representedOrganization of the legalAuthenticator; its id has root 1.2.250.1.71.4.2.2 and the Struct_IdNat with its type digit (1 FINESS, 3 SIRET, 4 RPPS-rang).',
    },
    fr: {
      title: 'Le legalAuthenticator désigne le médecin et, par son Struct_IdNat, la structure d’exercice.',
      why: 'La DRIMbox choisit les certificats du KOS d’après legalAuthenticator/assignedEntity/representedOrganization (FAQ de l’ANS ; DB.SO.19 et DB.SO.89, projet de 2023). Sans lui, aucun certificat ne peut être choisi, et les images ne sont pas référencées dans le DMP.',
      fix: 'Renseigner code, nom, prénom et representedOrganization du legalAuthenticator ; son id a la racine 1.2.250.1.71.4.2.2 et le Struct_IdNat avec son chiffre de type (1 FINESS, 3 SIRET, 4 RPPS-rang).',
    },
  },
  *check({ document }) {
    const actor = document.legalAuthenticator
    // Patients, referenced services and the Dossier Pharmaceutique have identifiers of other authorities.
    const professional = document.isImagingReport || actor?.ids.some(({ root }) => root?.value === PERSON_AUTHORITY)
    if (!actor || !professional) return notApplicable
    for (const [element, isThere] of Object.entries(NEEDED))
      if (!isThere(actor)) yield { message: 'missing', at: actor.element.at, data: { element } }
    const { organization } = actor
    if (!organization) return
    const id = organization.nationalId
    if (!id) {
      const root = organization.ids[0]?.root
      const at = root?.at ?? organization.element.at
      yield { message: 'noStructureId', at, expected: STRUCTURE_AUTHORITY, actual: root }
    } else if (parseStructureId(id.value).kind === 'invalid')
      yield { message: 'malformed', at: id.at, data: { id }, actual: id }
  },
})
