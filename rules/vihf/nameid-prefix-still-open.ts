import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { lookup } from '../../src/nomenclatures/index.ts'
import { isAir } from '../shared/mode.ts'
import { personOf } from '../shared/vihf.ts'

export default defineRule({
  id: 'VIHF-003',
  name: 'nameid-prefix-still-open',
  level: 'warning',
  priority: 2,
  requirements: ['G-63', 'NOS-TRE_G08'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    closed: {
      en: "The NameID '{nameId}' starts with {prefix}, a type that TRE_G08 closed on {date}.",
      fr: 'Le NameID « {nameId} » commence par {prefix}, un type que TRE_G08 a fermé le {date}.',
    },
  },
  docs: {
    en: {
      title: 'The type digit of the NameID is still open in TRE_G08.',
      why: 'TRE_G08 closed the types 2 (DRASS) and 9 (student) on 2020-05-29, although the guide of December 2025 (G-63) still lists them: no directory holds such numbers any more.',
      fix: 'Use the RPPS of the person with the digit 8, or structure/internal-id for a person without a national number.',
    },
    fr: {
      title: 'Le chiffre de type du NameID est encore ouvert dans TRE_G08.',
      why: 'TRE_G08 a fermé les types 2 (DRASS) et 9 (étudiant) le 2020-05-29, bien que le guide de décembre 2025 (G-63) les liste encore : aucun répertoire ne contient plus de tels numéros.',
      fix: 'Utiliser le RPPS de la personne précédé du chiffre 8, ou structure/identifiant interne pour une personne sans numéro national.',
    },
  },
  *check({ token }) {
    const { nameId } = token
    const id = personOf(token)
    // AIR takes national identifiers only: VIHF-037 reports the others.
    if (!nameId || !id || nameId.value.includes('/') || isAir(token)) return notApplicable
    if (id.kind !== 'drass' && id.kind !== 'etudiant') return
    const prefix = id.text.charAt(0)
    const type = lookup('TRE_G08', prefix)
    const date = type.status === 'absent' ? undefined : type.to
    yield { message: 'closed', at: nameId.at, data: { nameId, prefix, date }, actual: nameId }
  },
})
