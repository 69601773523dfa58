import { defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { isAir } from '../shared/mode.ts'
import { personOf } from '../shared/vihf.ts'

export default defineRule({
  id: 'VIHF-037',
  name: 'air-nameid-is-national',
  level: 'error',
  priority: 1,
  requirements: ['EX_AIR-020', 'DMP/AIRS.06'],
  evidence: 'official',
  inputs: { token: each('vihf'), site: optional('site') },
  messages: {
    internal: {
      en: "The NameID '{nameId}' is an internal identifier of a structure; in INDIRECTE_RENFORCEE it must be the RPPS or ADELI of the user.",
      fr: "Le NameID « {nameId} » est un identifiant interne d'une structure ; en INDIRECTE_RENFORCEE, il doit être le RPPS ou l'ADELI de l'utilisateur.",
    },
    notNational: {
      en: "The NameID '{nameId}' is neither 8 and an RPPS nor 0 and an ADELI, as INDIRECTE_RENFORCEE requires.",
      fr: "Le NameID « {nameId} » n'est ni 8 suivi d'un RPPS, ni 0 suivi d'un ADELI, comme l'exige INDIRECTE_RENFORCEE.",
    },
  },
  docs: {
    en: {
      title: 'In AIR the NameID is the national identifier of the user.',
      why: 'EX_AIR-020 reserves AIR for professionals of a national directory, and DMP/AIRS.06 wants the national identifier, not a generic one, of the authenticated user in the VIHF.',
      fix: 'Put 8 and the RPPS of the user into the NameID, as Pro Santé Connect gives it in SubjectNameID; whoever has none works in INDIRECTE.',
    },
    fr: {
      title: "En AIR, le NameID est l'identifiant national de l'utilisateur.",
      why: "EX_AIR-020 réserve l'AIR aux professionnels d'un répertoire national, et DMP/AIRS.06 veut dans le VIHF l'identifiant national, non générique, de l'utilisateur authentifié.",
      fix: "Mettre dans le NameID 8 suivi du RPPS de l'utilisateur, comme Pro Santé Connect le donne dans SubjectNameID ; qui n'en a pas travaille en INDIRECTE.",
    },
  },
  *check({ token, site }) {
    const { nameId } = token
    const id = personOf(token)
    if (!nameId || !id || !isAir(token)) return notApplicable
    if (id.kind === 'rpps' || id.kind === 'adeli') return
    if (id.kind === 'invalid' && id.reason === 'editor-test-identity' && site?.environment?.value === 'test') return
    const message = nameId.value.includes('/') ? 'internal' : 'notNational'
    yield { message, at: nameId.at, data: { nameId }, actual: nameId }
  },
})
