import { defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { normaliseStructureId, parsePersonId, parseStructureId, parseXcn } from '../../src/identifiers/index.ts'
import { declaredStructures, practisesInOne } from '../shared/declared-structures.ts'
import { clinicalEntries, isRequest } from '../shared/metadata.ts'

/** An RPPS-rang begins with the RPPS of the holder of the practice. */
const RPPS_LENGTH = 11

export default defineRule({
  id: 'XCHG-012',
  name: 'rpps-rang-belongs-to-validator',
  level: 'warning',
  priority: 1,
  requirements: ['AUTH/va1.01', 'G-32', 'G-33'],
  evidence: 'official',
  inputs: {
    token: each('vihf'),
    submission: one('submission'),
    site: optional('site'),
    directory: optional('directory'),
  },
  messages: {
    otherHolder: {
      en: "The token names the practice of RPPS '{holder}', but the document is validated by '{validator}', who is not declared there.",
      fr: 'Le jeton désigne le cabinet du RPPS « {holder} », mais le document est validé par « {validator} », qui n’y est pas déclaré.',
    },
  },
  docs: {
    en: {
      title: 'The RPPS-rang of the token is that of the doctor who validates.',
      why: 'In an SCM each doctor has a practice and certificates of their own; the system holds a pool and takes the one of the radiologist who validates (AUTH/va1.01; guide of December 2025, G-32 and G-33). With the practice of a colleague, the feeding is imputed to the wrong one.',
      fix: 'Select the certificates by the legalAuthenticator. When the doctor is a replacement or a collaborator of the holder, add the RPPS to practitioners of that structure in dmplint.yaml.',
    },
    fr: {
      title: 'Le RPPS-rang du jeton est celui du médecin qui valide.',
      why: 'Dans une SCM, chaque médecin a son cabinet et ses certificats ; le système en tient une réserve et prend ceux du radiologue qui valide (AUTH/va1.01 ; guide de décembre 2025, G-32 et G-33). Avec le cabinet d’un confrère, l’alimentation est imputée au mauvais médecin.',
      fix: 'Choisir les certificats d’après le legalAuthenticator. Quand le médecin est remplaçant ou collaborateur du titulaire, ajouter son RPPS aux practitioners de cette structure dans dmplint.yaml.',
    },
  },
  *check({ token, submission, site, directory }) {
    const { structure } = token
    if (!structure || !isRequest(submission)) return notApplicable
    const id = parseStructureId(normaliseStructureId(structure.value))
    if (id.kind !== 'rpps-rang') return notApplicable
    const holder = id.bare.slice(0, RPPS_LENGTH)
    const validators = clinicalEntries(submission)
      .flatMap(entry => entry.legalAuthenticators)
      .flatMap(({ value, at }) => {
        const person = parsePersonId(parseXcn(value).id.value)
        return person.kind === 'rpps' ? [{ person, at }] : []
      })
    if (validators.length === 0) return notApplicable
    const declared = declaredStructures(structure.value, site, directory)
    const told = new Set<string>()
    for (const { person, at } of validators) {
      if (person.bare === holder || told.has(person.bare) || practisesInOne(declared, person.text)) continue
      told.add(person.bare)
      yield {
        message: 'otherHolder',
        at,
        data: { holder, validator: person.bare },
        expected: holder,
        actual: person.bare,
        related: [{ at: structure.at, text: { en: 'the structure of the token', fr: 'la structure du jeton' } }],
      }
    }
  },
})
