import type { Author, Submission } from '../../src/artifacts/submission.ts'
import type { Vihf } from '../../src/artifacts/vihf.ts'
import { defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { parseCodedSpecialty, parseXcn } from '../../src/identifiers/index.ts'
import { clinicalEntries, isRequest } from '../shared/metadata.ts'
import { samePersonId } from '../shared/same-person.ts'
import { ROLE_SYSTEM, sectorOf } from '../shared/vihf.ts'

const SECTOR = /^SA[0-9]{2}$/

export default defineRule({
  id: 'XCHG-015',
  name: 'sector-and-role-agree-with-metadata',
  level: 'warning',
  priority: 2,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF', 'CISIS-HL7V2-MAPPING-XDS'],
  evidence: 'official',
  inputs: { token: each('vihf'), submission: one('submission') },
  messages: {
    sector: {
      en: "The token says sector '{token}', but the healthcareFacilityTypeCode of a document is '{metadata}'.",
      fr: "Le secteur du jeton est « {token} », mais le healthcareFacilityTypeCode d'un document est « {metadata} ».",
    },
    specialty: {
      en: "The roles of the token say '{token}', but the authorSpecialty of the same person is '{metadata}'.",
      fr: "Les rôles du jeton donnent « {token} », mais l'authorSpecialty de la même personne est « {metadata} ».",
    },
  },
  docs: {
    en: {
      title: 'Sector and specialty of the token are those of the metadata.',
      why: 'Token and metadata describe one sender and one place of practice (CI-SIS mappings to the VIHF and to the XDS metadata). A patient may be treated in another place than that of the sender, hence a warning; most of the time a constant was left somewhere.',
      fix: 'Take the sector of the structure of practice for Secteur_Activite and healthcareFacilityTypeCode, and the profession and specialty of the sender for the roles and authorSpecialty.',
    },
    fr: {
      title: 'Le secteur et la spécialité du jeton sont ceux des métadonnées.',
      why: "Le jeton et les métadonnées décrivent un même émetteur et un même lieu d'exercice (correspondances CI-SIS vers le VIHF et vers les métadonnées XDS). Un patient peut être pris en charge ailleurs que chez l'émetteur, d'où un simple avertissement ; le plus souvent, une constante est restée quelque part.",
      fix: "Prendre le secteur de la structure d'exercice pour Secteur_Activite et healthcareFacilityTypeCode, et la profession et la spécialité de l'émetteur pour les rôles et l'authorSpecialty.",
    },
  },
  *check({ token, submission }) {
    if (!isRequest(submission)) return notApplicable
    const sector = sectorOf(token)
    const told = new Set<string>()
    for (const { healthcareFacilityTypeCode } of sector ? clinicalEntries(submission) : []) {
      const code = healthcareFacilityTypeCode?.code
      if (!sector || !code || !SECTOR.test(code.value) || code.value === sector || told.has(code.value)) continue
      told.add(code.value)
      yield {
        message: 'sector',
        at: code.at,
        data: { token: sector, metadata: code },
        expected: sector,
        actual: code,
        ...(token.sector && {
          related: [{ at: token.sector.at, text: { en: 'the sector of the token', fr: 'le secteur du jeton' } }],
        }),
      }
    }
    const role = roleOf(token)
    const specialties = role === undefined ? [] : authorsNamed(token, submission).flatMap(author => author.specialties)
    const coded = specialties
      .map(({ value, at }) => ({ code: parseCodedSpecialty(value).code.value, at }))
      .filter(({ code }) => code.startsWith('G15_'))
    const [first] = coded
    if (role === undefined || !first || coded.some(({ code }) => code === role)) return
    yield {
      message: 'specialty',
      at: first.at,
      data: { token: role, metadata: first.code },
      expected: role,
      actual: first.code,
    }
  },
})

/**
 * Profession and specialty of the roles as authorSpecialty writes them (`G15_10/SM44`); `undefined` for software and for
 * professionals who are characterised by their role.
 */
function roleOf({ subjectRoles }: Vihf): string | undefined {
  const code = (...systems: readonly string[]) =>
    subjectRoles.find(({ codeSystem }) => systems.includes(codeSystem?.value ?? ''))?.code?.value
  const profession = code(ROLE_SYSTEM.profession)
  const skill = code(ROLE_SYSTEM.doctorSkill, ROLE_SYSTEM.pharmacistSection)
  return profession && skill ? `G15_${profession}/${skill}` : undefined
}

const authorsNamed = ({ nameId }: Vihf, submission: Submission): readonly Author[] =>
  [...submission.submissionSets, ...clinicalEntries(submission)]
    .flatMap(({ authors }) => authors)
    .filter(({ persons }) =>
      persons.some(({ value }) => nameId !== undefined && samePersonId(parseXcn(value).id.value, nameId.value)),
    )
