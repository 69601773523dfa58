import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readUserInfo, type UserInfo } from '../../src/artifacts/userinfo.ts'
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts'
import { SourceError } from '../../src/sources/problem.ts'
import { Source } from '../../src/sources/source.ts'

const ANSWER = {
  SubjectNameID: '810001234567',
  preferred_username: '810001234567',
  SubjectOrganizationID: 'R12345',
  SubjectOrganization: 'CABINET EXEMPLE',
  Secteur_Activite: 'SA07^1.2.250.1.71.4.2.4',
  SubjectRole: ['10^1.2.250.1.213.1.1.5.5'],
  SubjectRefPro: {
    exercices: [
      {
        codeProfession: '10',
        codeSavoirFaire: 'SM44',
        activities: [
          { ancienIdentifiantDeLaStructure: '410001234567003', codeSecteurDactivite: 'SA07', numeroSiretSite: '' },
          {
            ancienIdentifiantDeLaStructure: '1690000001',
            numeroFinessetablissementJuridique: '690000002',
            identifiantTechniqueDeLaStructure: 'F1',
            codeModeExercice: 'S',
          },
        ],
      },
      { codeProfession: '10', activities: [] },
    ],
  },
}

const read = (text: string): UserInfo | undefined =>
  readUserInfo(new Source({ uri: 'u.json', bytes: Buffer.from(text) }), DEFAULT_LIMITS)

it('reads identity and activities with their places', () => {
  const text = JSON.stringify(ANSWER, null, 2)
  const info = read(text)
  expect(info?.subjectNameId?.value).toBe('810001234567')
  expect(info?.subjectOrganizationId?.value).toBe('R12345')
  expect(info?.subjectRoles.map(r => r.value)).toEqual(['10^1.2.250.1.213.1.1.5.5'])
  const [first, second] = info!.activities
  expect(first).toMatchObject({ structureId: { value: '410001234567003' }, professionCode: { value: '10' } })
  expect(first?.siret).toBeUndefined()
  expect(second).toMatchObject({ finessLegal: { value: '690000002' }, mode: { value: 'S' } })
  const { offset, length, path } = second!.structureId!.at
  expect(text.slice(offset, offset + length)).toBe('1690000001')
  expect(path).toBe('/SubjectRefPro/exercices/0/activities/1/ancienIdentifiantDeLaStructure')
})

it('leaves other JSON alone', () => {
  for (const text of ['{}', '[]', '"x"', '{"SubjectNameID": "1"}', '{"resourceType": "Bundle"}'])
    expect(read(text)).toBeUndefined()
})

it('survives members of any type, and damage', () => {
  const values = fc.constantFrom('null', '1', '"x"', '[]', '{}', '[[]]', '[{"activities": 1}]', '{"exercices": 2}')
  fc.assert(
    fc.property(values, values, values, (a, b, c) => {
      read(`{"SubjectNameID": ${a}, "SubjectRefPro": ${b}, "SubjectRole": ${c}}`)
    }),
  )
  const text = JSON.stringify(ANSWER)
  fc.assert(
    fc.property(fc.nat(text.length), fc.string({ maxLength: 3 }), (at, piece) => {
      try {
        read(text.slice(0, at) + piece + text.slice(at + 1))
      } catch (error) {
        expect(error).toBeInstanceOf(SourceError)
      }
    }),
  )
})
