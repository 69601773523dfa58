import { parsePersonId } from '../identifiers/index.ts'
import type { SourceKind } from './directory.ts'
import type { Gatherer } from './gather.ts'

/**
 * Reads the directory's JSON forms: UserInfo of Pro Santé Connect, and FHIR resources of the Annuaire API (v2, and v1
 * as far as its identifiers tell), as a Bundle, a list, one resource or a bare entry of a bundle.
 */

type Json = Readonly<Record<string, unknown>>

export interface ResourcesResult {
  readonly kind: SourceKind
  rows: number
  badRows: number
  extracted?: string
  /** No JSON at all. */
  readonly malformed?: true
}

const object = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const objects = (value: unknown): readonly Json[] =>
  list(value)
    .map(object)
    .filter(item => item !== undefined)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Published examples have commas before a closing bracket. */
const withoutStrayCommas = (json: string): string => json.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, '$1')

export function parseLeniently(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return JSON.parse(withoutStrayCommas(json))
  }
}

interface Organization {
  readonly id: string
  readonly cells: Readonly<Record<'structure' | 'siret' | 'siren' | 'finessSite' | 'finessLegal', string>>
  readonly sectors: readonly string[]
  readonly partOf: string
  readonly name: string
}

interface Role {
  readonly practitioner: string
  readonly organization: string
  readonly organizationIdentifier: string
  readonly profession: string
  readonly specialties: readonly string[]
  readonly mode: string
  readonly role: string
}

/** Roles name persons and structures by references that any file of the same import may resolve: held until `finish`. */
export class ResourceReader {
  readonly #gatherer: Gatherer
  readonly #practitioners = new Map<string, string>()
  readonly #organizations = new Map<string, Organization>()
  readonly #roles: Role[] = []

  constructor(gatherer: Gatherer) {
    this.#gatherer = gatherer
  }

  read(json: string): ResourcesResult {
    let root: unknown
    try {
      root = parseLeniently(json)
    } catch {
      return { kind: 'fhir', rows: 1, badRows: 1, malformed: true }
    }
    const userInfo = object(root)
    if (userInfo && 'SubjectRefPro' in userInfo) return this.#userInfo(userInfo)
    const result: ResourcesResult = { kind: 'fhir', rows: 0, badRows: 0 }
    const updated = text(object(userInfo?.meta)?.lastUpdated).slice(0, 10)
    if (/^\d{4}-\d{2}-\d{2}$/.test(updated)) result.extracted = updated
    for (const item of Array.isArray(root) ? objects(root) : [userInfo ?? {}]) {
      if (item.resourceType === 'Bundle') for (const entry of objects(item.entry)) this.#resource(entry, result)
      else this.#resource(item, result)
    }
    return result
  }

  /** Adds the roles, now that every resource is known. */
  finish(): void {
    for (const organization of this.#organizations.values()) {
      const legal = organization.cells.finessLegal || this.#organizations.get(organization.partOf)?.cells.finessLegal
      const cells = { ...organization.cells, finessLegal: legal ?? '', structureName: organization.name }
      for (const sector of organization.sectors.length > 0 ? organization.sectors : ['']) {
        this.#gatherer.addCells({ ...cells, sector })
      }
    }
    for (const role of this.#roles) {
      const person = this.#practitioners.get(role.practitioner)
      if (person === undefined) continue
      const organization = this.#organizations.get(role.organization)
      const cells = organization?.cells ?? { structure: role.organizationIdentifier }
      const { profession, mode } = role
      for (const sector of organization && organization.sectors.length > 0 ? organization.sectors : ['']) {
        for (const specialty of role.specialties.length > 0 ? role.specialties : ['']) {
          this.#gatherer.addCells({ ...cells, person, profession, specialty, mode, sector, role: role.role })
        }
      }
    }
  }

  #userInfo(info: Json): ResourcesResult {
    const result: ResourcesResult = { kind: 'userinfo', rows: 0, badRows: 0 }
    const person = userInfoPerson(info)
    for (const exercice of objects(object(info.SubjectRefPro)?.exercices)) {
      const activities = objects(exercice.activities)
      for (const activity of activities.length > 0 ? activities : [{} as Json]) {
        result.rows++
        const defect = this.#gatherer.addCells({
          person,
          profession: text(exercice.codeProfession),
          specialty: text(exercice.codeSavoirFaire),
          familyName: text(exercice.nomDexercice),
          givenName: text(exercice.prenomDexercice),
          mode: text(activity.codeModeExercice),
          sector: text(activity.codeSecteurDactivite),
          role: text(activity.codeRole),
          structure: text(activity.ancienIdentifiantDeLaStructure),
          siret: text(activity.numeroSiretSite),
          siren: text(activity.numeroSirenSite),
          finessSite: text(activity.numeroFinessSite),
          // The claim is misspelt so in the real answers.
          finessLegal: text(activity.numeroFinessetablissementJuridique ?? activity.numeroFinessEtablissementJuridique),
          structureName: text(activity.raisonSocialeSite),
        })
        if (defect !== undefined) result.badRows++
      }
    }
    return result
  }

  #resource(entry: Json, result: ResourcesResult): void {
    const resource = object(entry.resource) ?? entry
    result.rows++
    const updated = text(object(resource.meta)?.lastUpdated).slice(0, 10)
    let known = true
    if (resource.resourceType === 'Organization') known = this.#organization(resource, updated)
    else if (resource.resourceType === 'Practitioner') known = this.#practitioner(resource, updated)
    else if (resource.resourceType === 'PractitionerRole') this.#role(resource)
    else known = false
    if (!known) result.badRows++
  }

  #organization(resource: Json, updated: string): boolean {
    const cells = { structure: '', siret: '', siren: '', finessSite: '', finessLegal: '' }
    for (const identifier of objects(resource.identifier)) {
      const value = text(identifier.value).trim()
      const system = text(identifier.system)
      const types = codings(identifier.type).map(coding => coding.code)
      if (types.includes('IDNST') || system === 'urn:oid:1.2.250.1.71.4.2.2') cells.structure ||= value
      else if (types.includes('FINEG')) cells.finessSite ||= value
      else if (types.includes('FINEJ')) cells.finessLegal ||= value
      else if (types.includes('SIRET')) cells.siret ||= value
      else if (types.includes('SIREN')) cells.siren ||= value
      // RPPS-rang: both documented systems, and the type code 4 of v1; the length decides.
      else if (/^[0-9]{14}$/.test(value) && (/rpps/i.test(system) || types.includes('RPPSRG') || types.includes('4')))
        cells.structure ||= `4${value}`
    }
    const sectors = objects(resource.type)
      .flatMap(type => codings(type))
      .flatMap(({ code }) => (/^SA[0-9]{2}$/.test(code) ? [code] : []))
    const id = text(resource.id)
    const organization: Organization = {
      id,
      cells,
      sectors,
      partOf: reference(resource.partOf, 'Organization'),
      name: text(resource.name),
    }
    const own =
      cells.structure ||
      (cells.finessSite && `1${cells.finessSite}`) ||
      (cells.finessLegal && `1${cells.finessLegal}`) ||
      (cells.siret && `3${cells.siret}`)
    this.#organizations.set(id === '' ? own : id, organization)
    if (own === '') return false
    if (resource.active === false) this.#gatherer.close(own, updated)
    return true
  }

  #practitioner(resource: Json, updated: string): boolean {
    let person = ''
    for (const identifier of objects(resource.identifier)) {
      const value = text(identifier.value).trim()
      const types = codings(identifier.type).map(coding => coding.code)
      if (types.includes('IDNPS') || identifier.system === 'urn:oid:1.2.250.1.71.4.2.1') person = value
      else if (types.includes('RPPS')) person ||= `8${value}`
      else if (types.includes('ADELI')) person ||= `0${value}`
    }
    if (person === '') return false
    this.#practitioners.set(text(resource.id), person)
    const qualifications = objects(resource.qualification).flatMap(({ code }) => codings(code))
    const profession = qualifications.find(isProfession)?.code ?? ''
    const specialties = qualifications.filter(isSpecialty).map(({ code }) => code)
    const name = objects(resource.name)[0]
    const cells = {
      person,
      profession,
      familyName: text(name?.family),
      givenName: list(name?.given).map(text).join(' '),
    }
    for (const specialty of specialties.length > 0 ? specialties : [''])
      this.#gatherer.addCells({ ...cells, specialty })
    if (resource.active === false) this.#gatherer.close(person, updated)
    return true
  }

  #role(resource: Json): void {
    // A role that has ended says nothing of who practises where today.
    if (resource.active === false) return
    const codes = objects(resource.code).flatMap(code => codings(code))
    const specialties = objects(resource.specialty).flatMap(specialty => codings(specialty))
    this.#roles.push({
      practitioner: reference(resource.practitioner, 'Practitioner'),
      organization: reference(resource.organization, 'Organization'),
      organizationIdentifier: text(object(object(resource.organization)?.identifier)?.value),
      profession: codes.find(isProfession)?.code ?? '',
      specialties: [...codes, ...specialties].filter(isSpecialty).map(({ code }) => code),
      mode: codes.find(({ system }) => /TRE_R23|1\.2\.250\.1\.213\.1\.6\.1\.18$/.test(system))?.code ?? '',
      role: codes.find(({ code }) => code.startsWith('FON-'))?.code ?? '',
    })
  }
}

interface Coding {
  readonly system: string
  readonly code: string
}

const codings = (concept: unknown): readonly Coding[] =>
  objects(object(concept)?.coding).map(({ system, code }) => ({ system: text(system), code: text(code) }))

const isProfession = ({ system, code }: Coding): boolean => code !== '' && /TRE_G15/.test(system)

/** Savoir-faire: ordinal specialties (TRE_R38, `SM…`), capacities (`C…`), complementary diplomas (`DSM…`). */
const isSpecialty = ({ system, code }: Coding): boolean =>
  code !== '' &&
  (/TRE_R(3[89]|4[0-5])\b|TRE_R(3[89]|4[0-5])-/.test(system) ||
    /^1?(urn:oid:)?1\.2\.250\.1\.213\.2\.(28|29|32)$/.test(system) ||
    /^SM[0-9]{2,3}$/.test(code))

/** The id at the end of `Organization/123`, or of a URL that ends so. */
function reference(value: unknown, type: string): string {
  const parts = text(object(value)?.reference).split('/')
  return parts.at(-2) === type ? (parts.at(-1) ?? '') : ''
}

/** PS_IdNat of a UserInfo; a test identity of an editor has none and goes by its own name. */
export function userInfoPerson(userInfo: unknown): string {
  const info = object(userInfo) ?? {}
  const named = [info.SubjectNameID, info.preferred_username, text(info.sub).split(':').at(-1)].map(text)
  const national = named.find(id => ['rpps', 'adeli'].includes(parsePersonId(id).kind))
  return national ?? named.find(id => id !== '') ?? ''
}
