import type { Site } from '../../src/artifacts/site.ts'
import { all, defineRule, each, notApplicable, notEvaluated, optional } from '../../src/engine/rule.ts'
import { parseDn, parseStructureId } from '../../src/identifiers/index.ts'
import {
  certificatesOf,
  entryOf,
  type NamedPacs,
  pacsOf,
  sameAttributes,
  sameHost,
  unusable,
} from '../shared/whitelist.ts'

const CN = '2.5.4.3'
const ST = '2.5.4.8'
const OU = '2.5.4.11'

/** `Rhône (69)`, `Corse-du-Sud (2A)`, `Guadeloupe (971)`. */
const DEPARTMENT = /^\S.* \([0-9][0-9AB][0-9]?\)$/

export default defineRule({
  id: 'WLD-007',
  name: 'white-list-entry-is-coherent',
  level: 'note',
  priority: 3,
  requirements: ['FAQ-08', 'G-15'],
  evidence: 'measured',
  inputs: {
    site: each('site'),
    whitelist: optional('whitelist'),
    signatures: all('signature'),
    certificates: all('certificate', { role: 'drimbox-ssl' }),
  },
  messages: {
    cn: {
      en: "The DN enrolled for the host '{db}' has the CN '{found}'.",
      fr: "Le DN inscrit pour l'hôte « {db} » a le CN « {found} ».",
    },
    ou: {
      en: "The DN enrolled for the host '{db}' has the OU '{found}', which is not 3 and a SIRET.",
      fr: "Le DN inscrit pour l'hôte « {db} » a l'OU « {found} », qui n'est pas 3 suivi d'un SIRET.",
    },
    st: {
      en: "The DN enrolled for the host '{db}' has the ST '{found}', not of the form Name (department).",
      fr: "Le DN inscrit pour l'hôte « {db} » a le ST « {found} », qui n'est pas de la forme Nom (département).",
    },
    twice: {
      en: "The host '{db}' stands in several entries of the white list.",
      fr: "L'hôte « {db} » figure dans plusieurs entrées de la liste blanche.",
    },
  },
  docs: {
    en: {
      title: 'The white list entry of a PACS names its host, the SIRET of its operator and its department, once.',
      why: 'FAQ-08 and the guide (G-15) build the DN of a DRIMbox from its host (CN), 3 and the SIRET of its operator (OU) and its department (ST). Entries of the TEST list depart from it: a note, since ANS writes the list.',
      fix: 'Ask ANS to correct the entry, with the DN of the SERV SSL certificate.',
    },
    fr: {
      title:
        "L'entrée d'un PACS dans la liste blanche nomme son hôte, le SIRET de son exploitant et son département, une seule fois.",
      why: "La FAQ-08 et le guide (G-15) forment le DN d'une DRIMbox de son hôte (CN), de 3 suivi du SIRET de son exploitant (OU) et de son département (ST). Des entrées de la liste de TEST s'en écartent : une note, puisque c'est l'ANS qui écrit la liste.",
      fix: "Demander à l'ANS de corriger l'entrée, avec le DN du certificat SERV SSL.",
    },
  },
  *check({ site, whitelist, signatures, certificates }) {
    const declared = pacsOf(site)
    if (declared.length === 0) return notApplicable
    const reason = unusable(whitelist, signatures, site)
    if (!whitelist || reason) return reason && notEvaluated(reason)
    const test = site.environment?.value === 'test'
    let judged = false
    for (const pacs of declared) {
      const entry = entryOf(whitelist, pacs)
      const db = entry?.db
      if (!entry || !db) continue
      judged = true
      const other = whitelist.entries.find(one => one !== entry && one.db && sameHost(one.db.value, db.value))
      if (other?.db)
        yield {
          message: 'twice',
          at: other.db.at,
          data: { db },
          related: [{ at: db.at, text: { en: 'the first entry', fr: 'la première entrée' } }],
        }
      const dn = entry.operatorDn && parseDn(entry.operatorDn.value)
      const installed = certificatesOf(pacs, certificates)
      const enrolled = installed.some(({ subject }) => dn && sameAttributes(dn, subject.attributes))
      // A DN that is not that of the certificate is WLD-005's; there the rest follows from it.
      if (!dn || !entry.operatorDn || (installed.length > 0 && !enrolled)) continue
      const { at } = entry.operatorDn
      const first = (type: string): string => dn.find(attribute => attribute.type === type)?.value ?? ''
      const [cn, ou, st] = [first(CN), first(OU), first(ST)]
      if (!sameHost(cn, db.value)) yield { message: 'cn', at, data: { db, found: cn }, expected: db, actual: cn }
      // SITE-017 holds the OU of an installed certificate against the SIRET of its operator, but in TEST.
      const judgedBySite = enrolled && !test && operatorSiretOf(site, pacs) !== undefined
      if (!judgedBySite && parseStructureId(ou).kind !== 'siret')
        yield { message: 'ou', at, data: { db, found: ou }, actual: ou }
      if (!DEPARTMENT.test(st)) yield { message: 'st', at, data: { db, found: st }, actual: st }
    }
    if (!judged) return notApplicable
  },
})

function operatorSiretOf(site: Site, pacs: NamedPacs): string | undefined {
  const system = site.systems.find(one => one.pacs.some(({ at }) => at === pacs.at))
  return site.operators.find(({ key }) => key.value === system?.operator?.value)?.siret?.value
}
