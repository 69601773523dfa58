import type { Located, Location } from '../engine/location.ts'
import type { Artifact } from '../engine/rule.ts'
import { type JsonNode, parseJson } from '../sources/json.ts'
import type { Limits } from '../sources/limits.ts'
import type { Source } from '../sources/source.ts'

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    userinfo: UserInfo
  }
}

/** An activity of the professional, in file order; an empty string of the file is absent here. */
export interface Activity {
  readonly at: Location
  /** `ancienIdentifiantDeLaStructure`: the Struct_IdNat. */
  readonly structureId: Located<string> | undefined
  /** `identifiantTechniqueDeLaStructure`: `R…`, `F…`, `C…`; no Struct_IdNat. */
  readonly technicalId: Located<string> | undefined
  readonly siret: Located<string> | undefined
  readonly siren: Located<string> | undefined
  readonly finessSite: Located<string> | undefined
  /** `numeroFinessetablissementJuridique`, misspelt so in the interface; the right spelling is read too. */
  readonly finessLegal: Located<string> | undefined
  /** `codeSecteurDactivite`: `SA07`. */
  readonly sectorCode: Located<string> | undefined
  /** `codeModeExercice`: `L`, `S`. */
  readonly mode: Located<string> | undefined
  readonly raisonSociale: Located<string> | undefined
  /** Of the exercice that holds the activity. */
  readonly professionCode: Located<string> | undefined
  readonly savoirFaire: Located<string> | undefined
}

/** What Pro Santé Connect answers about an authenticated professional (UserInfo). */
export interface UserInfo extends Artifact {
  readonly kind: 'userinfo'
  readonly source: Source
  readonly root: JsonNode
  /** PS_IdNat of the person. */
  readonly subjectNameId: Located<string> | undefined
  readonly preferredUsername: Located<string> | undefined
  /** A technical identifier, no Struct_IdNat. */
  readonly subjectOrganizationId: Located<string> | undefined
  readonly subjectOrganization: Located<string> | undefined
  /** `Secteur_Activite`: code, `^` and OID. */
  readonly sector: Located<string> | undefined
  /** `SubjectRole`: code, `^` and OID each. */
  readonly subjectRoles: readonly Located<string>[]
  readonly activities: readonly Activity[]
}

const MARKS = ['SubjectRefPro', 'SubjectNameID', 'SubjectOrganizationID', 'preferred_username']

/** The head of a JSON file names something that only a UserInfo has: other JSON is none of our business, broken or not. */
export const looksLikeUserInfo = (head: string): boolean =>
  /^(\uFEFF|ï»¿)?\s*\{/.test(head) && MARKS.some(name => head.includes(`"${name}"`))

/**
 * Reads a UserInfo answer.
 * @returns `undefined` for JSON that is something else
 * @throws {SourceError} `malformed` or `limit`
 */
export function readUserInfo(source: Source, limits: Limits): UserInfo | undefined {
  const root = parseJson(source, limits)
  if (MARKS.filter(name => root.members.has(name)).length < 2) return undefined
  return {
    kind: 'userinfo',
    at: root.at,
    source,
    root,
    subjectNameId: filled(root, 'SubjectNameID'),
    preferredUsername: filled(root, 'preferred_username'),
    subjectOrganizationId: filled(root, 'SubjectOrganizationID'),
    subjectOrganization: filled(root, 'SubjectOrganization'),
    sector: filled(root, 'Secteur_Activite'),
    subjectRoles: (root.get('SubjectRole')?.items ?? []).flatMap(node =>
      node.type === 'string' ? [{ value: node.value as string, at: node.at }] : [],
    ),
    activities: (root.get('SubjectRefPro')?.get('exercices')?.items ?? []).flatMap(practice =>
      (practice.get('activities')?.items ?? [])
        .filter(node => node.type === 'object')
        .map(node => activity(node, practice)),
    ),
  }
}

function activity(node: JsonNode, practice: JsonNode): Activity {
  return {
    at: node.at,
    structureId: filled(node, 'ancienIdentifiantDeLaStructure'),
    technicalId: filled(node, 'identifiantTechniqueDeLaStructure'),
    siret: filled(node, 'numeroSiretSite'),
    siren: filled(node, 'numeroSirenSite'),
    finessSite: filled(node, 'numeroFinessSite'),
    finessLegal:
      filled(node, 'numeroFinessetablissementJuridique') ?? filled(node, 'numeroFinessEtablissementJuridique'),
    sectorCode: filled(node, 'codeSecteurDactivite'),
    mode: filled(node, 'codeModeExercice'),
    raisonSociale: filled(node, 'raisonSocialeSite'),
    professionCode: filled(practice, 'codeProfession'),
    savoirFaire: filled(practice, 'codeSavoirFaire'),
  }
}

function filled(node: JsonNode, name: string): Located<string> | undefined {
  const found = node.string(name)
  return found && found.value.trim() !== '' ? found : undefined
}
