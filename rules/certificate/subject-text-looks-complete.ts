import { ATTRIBUTE } from '../../src/artifacts/x509.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

/** Where the authority cuts a raison sociale. */
const CUT = 40
const DEPARTMENT = /^.+ \([0-9AB]{2,3}\)$/

export default defineRule({
  id: 'CERT-017',
  name: 'subject-text-looks-complete',
  level: 'note',
  priority: 3,
  requirements: ['G-06'],
  evidence: 'measured',
  inputs: { certificate: each('certificate') },
  messages: {
    cut: {
      en: "O '{o}' is exactly 40 characters long: the authority has probably cut the name.",
      fr: "O « {o} » fait exactement 40 caractères : l'autorité a sans doute coupé le nom.",
    },
    department: {
      en: "ST '{st}' is not written as a department with its number, such as Paris (75).",
      fr: "ST « {st} » n'est pas écrit comme un département et son numéro, tel que Paris (75).",
    },
  },
  docs: {
    en: {
      title: 'O of a structure or server certificate is not cut, and ST is a department and its number.',
      why: 'Both go into the DN of the token and of the white list (G-06 names the fields). The authority cuts O at 40 characters and writes ST as « Paris (75) »: whoever compares names must know it. Information only, since the authority writes both.',
      fix: 'Copy the subject from the certificate rather than from the order.',
    },
    fr: {
      title: "O d'un certificat de structure ou de serveur n'est pas coupé, et ST est un département et son numéro.",
      why: "Les deux passent dans le DN du jeton et de la liste blanche (G-06 nomme les champs). L'autorité coupe O à 40 caractères et écrit ST comme « Paris (75) » : qui compare des noms doit le savoir. Simple information, car l'autorité écrit les deux.",
      fix: 'Copier le sujet depuis le certificat plutôt que depuis la commande.',
    },
  },
  *check({ certificate }) {
    if (!certificate.isOrganisationLeaf) return notApplicable
    const o = certificate.subject.o
    const [st] = certificate.subject.all(ATTRIBUTE.state)
    if (o && [...o.value].length === CUT) yield { message: 'cut', at: o.at, data: { o } }
    if (st && !DEPARTMENT.test(st.value)) yield { message: 'department', at: st.at, data: { st }, actual: st }
  },
})
