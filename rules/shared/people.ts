import type { Author, DocumentEntry, Submission } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import type { Text } from '../../src/engine/rule.ts'
import { isOid, parsePersonId, parseStructureId, parseXcn, type Xcn, type Xon } from '../../src/identifiers/index.ts'
import { isFilled } from './metadata.ts'
import { oncePer } from './once.ts'

/** Authority of PS_IdNat and of the identifiers of systems. */
export const PERSON_AUTHORITY = '1.2.250.1.71.4.2.1'
/** Authority of Struct_IdNat. */
export const STRUCTURE_AUTHORITY = '1.2.250.1.71.4.2.2'
/** Authority of SIREN and SIRET (ISO 6523). */
export const SIREN_AUTHORITY = '1.3.2'
/** Authorities of the INS: NIR, NIA, NIR test, demonstration. */
export const INS_AUTHORITIES: readonly string[] = ['8', '9', '10', '11'].map(n => `1.2.250.1.213.1.4.${n}`)

/**
 * Who an XCN names. `service`: a service numérique référencé, known by its editor. `legal-person`: the structure that
 * RG_2230 lets stand beside an author who left the RPPS.
 */
export type Actor = 'professional' | 'system' | 'patient' | 'service' | 'legal-person'

export interface Person {
  readonly metadata: 'authorPerson' | 'legalAuthenticator'
  readonly value: Located<string>
  readonly xcn: Xcn
  readonly actor: Actor
  /** `undefined` for an author of the submission set. */
  readonly entry: DocumentEntry | undefined
}

/** Every authorInstitution of a submission that is not empty. */
export const institutionsOf = oncePer((submission: Submission): readonly Located<string>[] =>
  [...submission.submissionSets, ...submission.entries]
    .flatMap(object => object.authors.flatMap(author => author.institutions))
    .filter(isFilled),
)

/** The editor of a service numérique référencé, known by its SIREN alone. */
export const isService = (xon: Xon): boolean =>
  xon.idType.value === 'SIREN' || xon.authority.universalId.value === SIREN_AUTHORITY

/** Every authorPerson and legalAuthenticator of a submission that is not empty. */
export const personsOf = oncePer((submission: Submission): readonly Person[] => [
  ...submission.submissionSets.flatMap(set => authorsOf(set.authors, undefined)),
  ...submission.entries.flatMap(entry => [
    ...authorsOf(entry.authors, entry),
    ...entry.legalAuthenticators.filter(isFilled).map(value => personOf('legalAuthenticator', value, entry)),
  ]),
])

/** The legalAuthenticator of an imaging report or a KOS, which XDS-001 judges alone. */
export const isImagingAuthenticator = ({ metadata, entry }: Person): boolean =>
  metadata === 'legalAuthenticator' && entry?.isImaging === true

/** Whom an XCN names; legal persons are told by their company, see {@link personsOf}. */
export function actorOf(xcn: Xcn): Exclude<Actor, 'legal-person'> {
  const id = parsePersonId(xcn.id.value)
  if (id.kind === 'rpps' || id.kind === 'adeli') return 'professional'
  const authority = xcn.authority.universalId.value
  if (xcn.idType.value === 'NH' || INS_AUTHORITIES.includes(authority)) return 'patient'
  if (xcn.idType.value !== 'RI' && xcn.nameType.value !== 'U') return 'professional'
  return authority === PERSON_AUTHORITY || xcn.id.value.includes('/') ? 'system' : 'service'
}

/** @return the persons of the authors of one object */
function authorsOf(authors: readonly Author[], entry: DocumentEntry | undefined): readonly Person[] {
  const persons = authors
    .flatMap(author => author.persons)
    .filter(isFilled)
    .map(value => personOf('authorPerson', value, entry))
  const named = persons.filter(person => !namesStructure(person.xcn))
  if (named.length === 0) return persons
  return persons.map(person => (named.includes(person) ? person : { ...person, actor: 'legal-person' }))
}

function personOf(metadata: Person['metadata'], value: Located<string>, entry: DocumentEntry | undefined): Person {
  const xcn = parseXcn(value.value)
  return { metadata, value, xcn, actor: actorOf(xcn), entry }
}

/** A Struct_IdNat in the place of a person; prefix 2 is a SIREN here and a closed prefix of persons. */
function namesStructure(xcn: Xcn): boolean {
  const person = parsePersonId(xcn.id.value)
  if (person.kind !== 'invalid' && person.kind !== 'drass') return false
  return parseStructureId(xcn.id.value).kind !== 'invalid'
}

/** One component that does not hold what the profile says. */
export interface XcnDefect {
  /** `XCN.9.2`, or words for the whole. */
  readonly component: string | Text
  readonly expected: string | Text
  readonly actual: string
}

const NOTHING: Text = { en: 'nothing', fr: 'rien' }
const INS_OID: Text = { en: 'an OID of the INS', fr: "un OID de l'INS" }
const AN_OID: Text = { en: 'an OID', fr: 'un OID' }

/** XCN.9.2, XCN.10 and XCN.13 by kind of actor (CI-SIS mapping of authorPerson and legalAuthenticator). */
const FORMS: Readonly<
  Record<
    Exclude<Actor, 'legal-person'>,
    {
      readonly authority: (oid: string) => boolean
      readonly oid: string | Text
      readonly name: string
      readonly id: string
    }
  >
> = {
  professional: { authority: oid => oid === PERSON_AUTHORITY, oid: PERSON_AUTHORITY, name: 'D', id: 'IDNPS' },
  system: { authority: oid => oid === PERSON_AUTHORITY, oid: PERSON_AUTHORITY, name: 'U', id: 'RI' },
  patient: { authority: oid => INS_AUTHORITIES.includes(oid), oid: INS_OID, name: 'D', id: 'NH' },
  service: { authority: isOid, oid: AN_OID, name: 'U', id: 'RI' },
}

/** Components of the French profile of XCN, and those it leaves empty. */
const XCN_COMPONENTS = 13
const EMPTY = [4, 5, 6, 7, 8, 11, 12]

/**
 * What is wrong in the form of an XCN, XCN.1 to XCN.3 apart. A value with too few or too many components is told by their
 * number alone: the others then stand at the wrong place.
 */
export function xcnDefects(xcn: Xcn, actor: Exclude<Actor, 'legal-person'>): readonly XcnDefect[] {
  const { components, authority } = xcn
  const filled = components.findLastIndex(component => component.length > 0) + 1
  if (components.length < XCN_COMPONENTS || filled > XCN_COMPONENTS)
    return [
      {
        component: { en: 'the number of components', fr: 'le nombre de composants' },
        expected: String(XCN_COMPONENTS),
        actual: String(components.length),
      },
    ]
  const form = FORMS[actor]
  const defects: XcnDefect[] = []
  const want = (holds: boolean, component: string, expected: string | Text, actual: string): void => {
    if (!holds) defects.push({ component, expected, actual })
  }
  for (const number of EMPTY) {
    const component = components[number - 1]
    want(!component || component.length === 0, `XCN.${number}`, NOTHING, component?.value ?? '')
  }
  want(authority.namespaceId.length === 0, 'XCN.9.1', NOTHING, authority.namespaceId.value)
  want(form.authority(authority.universalId.value), 'XCN.9.2', form.oid, authority.universalId.value)
  want(authority.universalIdType.value === 'ISO', 'XCN.9.3', 'ISO', authority.universalIdType.value)
  want(xcn.nameType.value === form.name, 'XCN.10', form.name, xcn.nameType.value)
  // EI is the older form for an internal identifier: XDS-026 tells it.
  const older = actor === 'professional' && xcn.idType.value === 'EI' && xcn.id.value.includes('/')
  want(older || xcn.idType.value === form.id, 'XCN.13', form.id, xcn.idType.value)
  for (const { code, text } of xcn.defects) {
    if (code === 'bad-escape')
      want(
        false,
        `XCN`,
        { en: 'the escape \\E\\ for a backslash', fr: "l'échappement \\E\\ pour une barre inverse" },
        text,
      )
    if (code === 'unexpected-subcomponent')
      want(
        false,
        `XCN`,
        { en: 'the escape \\T\\ for an ampersand', fr: "l'échappement \\T\\ pour une esperluette" },
        text,
      )
  }
  return defects
}
