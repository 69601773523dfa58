import { type Doctor, SECTORS, type Structure } from '../facts.ts'
import { userInfo } from '../userinfo.ts'
import type { World } from '../world.ts'
import { TERRIEN, VALMONT } from './people.ts'
import { selarl } from './selarl.ts'

/** The hospital where the doctor of the company also practises. */
export const OTHER_PRACTICE: Structure = {
  id: '1990000118',
  name: 'CH DE VALBOURG',
  sector: SECTORS.SA01,
  practiceSetting: { code: 'ETABLISSEMENT', system: '1.2.250.1.213.1.1.4.9', label: 'Etablissement de santé' },
}

export type UserInfoContent = ReturnType<typeof userInfo>

/**
 * The SELARL with a doctor who is connected through Pro Santé Connect (AIR): the UserInfo lies beside the message. The
 * company is the second of two practices.
 */
export function connectedDoctor(edit: (info: UserInfoContent) => void = () => {}, doctor: Doctor = VALMONT): World {
  const world = selarl()
  const { id, name = '' } = world.structure
  const company = { ...OTHER_PRACTICE, id, name, sector: SECTORS.SA09 }
  world.system('ris-1').authentication = 'air'
  world.token.mode('INDIRECTE_RENFORCEE')
  const info = userInfo(doctor, [{ structure: OTHER_PRACTICE }, { structure: company }])
  edit(info)
  world.extraFiles.set('messages/1/userinfo.json', JSON.stringify(info, null, 2))
  return world
}

export { TERRIEN, VALMONT }
