import { defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import type { PersonIdReason } from '../../src/identifiers/index.ts'
import { isAir } from '../shared/mode.ts'
import { personOf } from '../shared/vihf.ts'

type Message = 'malformed' | 'missingPrefix' | 'address' | 'prefix7'

/** Reasons with a message of their own; the others say "malformed". */
const MESSAGE: Partial<Record<PersonIdReason, Message>> = {
  'missing-prefix': 'missingPrefix',
  mssante: 'address',
  'prefix-7': 'prefix7',
}

export default defineRule({
  id: 'VIHF-001',
  name: 'nameid-mos-prefixed',
  level: 'error',
  priority: 1,
  requirements: ['G-63', 'G-64', 'EX_2.1-2035', 'EX_GEN-1320'],
  evidence: 'official',
  inputs: { token: each('vihf'), site: optional('site') },
  messages: {
    malformed: {
      en: "The NameID '{nameId}' is neither a MOS-prefixed national identifier nor structure/internal-id.",
      fr: "Le NameID « {nameId} » n'est ni un identifiant national préfixé selon le MOS, ni structure/identifiant interne.",
    },
    missingPrefix: {
      en: "The NameID '{nameId}' is a bare number: the type digit of the MOS is missing (8 before an RPPS).",
      fr: 'Le NameID « {nameId} » est un numéro nu : il manque le chiffre de type du MOS (8 devant un RPPS).',
    },
    address: {
      en: "The NameID '{nameId}' is an MSSanté address, not an identifier that the DMP accepts.",
      fr: 'Le NameID « {nameId} » est une adresse MSSanté, pas un identifiant que le DMP accepte.',
    },
    prefix7: {
      en: "The NameID '{nameId}' starts with 7, which no table of the MOS defines.",
      fr: "Le NameID « {nameId} » commence par 7, qu'aucune table du MOS ne définit.",
    },
  },
  docs: {
    en: {
      title: 'The NameID of the VIHF is a MOS-prefixed national identifier or structure/internal-id.',
      why: 'The guide of December 2025 (G-63, G-64) and requirement EX_2.1-2035 make the DMP server check the form of PS_IdNat: one type digit of TRE_G08, then the number. A feeding whose NameID cannot be read is refused, and does not count for the forfait structure of the doctor.',
      fix: 'Write 8 and the 11 digits of the RPPS of the doctor, or the identifier of the structure with its person digit (3 FINESS, 5 SIRET, 6 RPPS-rang), a slash and the internal identifier of the user.',
    },
    fr: {
      title: 'Le NameID du VIHF est un identifiant national préfixé selon le MOS, ou structure/identifiant interne.',
      why: "Le guide de décembre 2025 (G-63, G-64) et l'exigence EX_2.1-2035 font contrôler par le serveur DMP la forme du PS_IdNat : un chiffre de type de TRE_G08, puis le numéro. Une alimentation dont le NameID est illisible est refusée, et ne compte pas pour le forfait structure du médecin.",
      fix: "Écrire 8 suivi des 11 chiffres du RPPS du médecin, ou l'identifiant de la structure avec son chiffre de personne (3 FINESS, 5 SIRET, 6 RPPS-rang), une barre oblique et l'identifiant interne de l'utilisateur.",
    },
  },
  *check({ token, site }) {
    const { nameId } = token
    const id = personOf(token)
    if (!nameId || !id) return notApplicable
    if (id.kind !== 'invalid' || id.reason === 'structure-prefix') return
    if (id.reason === 'editor-test-identity' && site?.environment?.value === 'test') return
    // AIR takes national identifiers only: VIHF-037 says what is wrong there.
    if (isAir(token)) return notApplicable
    yield { message: MESSAGE[id.reason] ?? 'malformed', at: nameId.at, data: { nameId }, actual: nameId }
  },
})
