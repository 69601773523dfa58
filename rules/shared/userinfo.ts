import type { UserInfo } from '../../src/artifacts/userinfo.ts'
import type { Vihf } from '../../src/artifacts/vihf.ts'
import { notApplicable, notEvaluated, type Verdict } from '../../src/engine/rule.ts'
import { isAir } from './mode.ts'

/** PS_IdNat of the person who authenticated. */
export const subjectOf = (info: UserInfo): string | undefined => (info.subjectNameId ?? info.preferredUsername)?.value

/**
 * The UserInfo behind a token: the only one beside it in its folder, else the one of the person of its NameID.
 */
export function userInfoOf(token: Vihf, infos: readonly UserInfo[]): UserInfo | undefined {
  const folder = folderOf(token.source.uri)
  const beside = infos.filter(info => folderOf(info.source.uri) === folder)
  if (beside.length === 1) return beside[0]
  return infos.find(info => subjectOf(info) !== undefined && subjectOf(info) === token.nameId?.value)
}

/** Only a token of the connected user (AIR) is made from a UserInfo; without one it cannot be judged. */
export const withoutUserInfo = (token: Vihf): Verdict =>
  isAir(token)
    ? notEvaluated({
        en: 'no UserInfo of the person of this token: put the JSON answer of Pro Santé Connect beside it',
        fr: 'pas de UserInfo de la personne de ce jeton : joindre la réponse JSON de Pro Santé Connect',
      })
    : notApplicable

/** Mode INDIRECTE may send for another person: the doctor responsible of an automatic feeding. */
export const isOfAnotherPerson = (token: Vihf, info: UserInfo): boolean =>
  !isAir(token) && token.nameId?.value !== subjectOf(info)

function folderOf(uri: string): string {
  const path = uri.split('!/')[0] as string
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
