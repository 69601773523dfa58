import { CERTIFICATE_USAGES } from '../../src/artifacts/site.ts'
import { all, defineRule, each, notApplicable, notEvaluated, type Text } from '../../src/engine/rule.ts'
import { certificateUnread, type Installation, installations, unreadEntries } from '../shared/installations.ts'

const NO_SERVER: Text = {
  en: 'an entry under certificates: in dmplint.yaml has no server',
  fr: 'une déclaration sous certificates: dans dmplint.yaml n’a pas de server',
}

export default defineRule({
  id: 'SITE-002',
  name: 'same-certificate-on-two-servers',
  level: 'error',
  priority: 1,
  requirements: ['G-70'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate') },
  messages: {
    certificate: {
      en: "The same certificate is installed on several servers: '{servers}'.",
      fr: 'Le même certificat est installé sur plusieurs serveurs : « {servers} ».',
    },
    key: {
      en: "Another certificate with the same public key is installed on another server: '{servers}'.",
      fr: 'Un autre certificat de même clé publique est installé sur un autre serveur : « {servers} ».',
    },
  },
  docs: {
    en: {
      title: 'No certificate and no key is installed on two servers.',
      why: 'The guide of December 2025 (G-70) forbids to copy a certificate to a second server: a private key that travels is no longer under control, and a revocation stops both servers. The habilitation obtained for one server serves to draw a second certificate of the same type.',
      fix: 'Draw a certificate with a key of its own for each server, and delete the copy.',
    },
    fr: {
      title: "Aucun certificat ni aucune clé n'est installé sur deux serveurs.",
      why: "Le guide de décembre 2025 (G-70) interdit de copier un certificat sur un second serveur : une clé privée qui voyage n'est plus maîtrisée, et une révocation arrête les deux serveurs. L'habilitation obtenue pour un serveur permet de retirer un second certificat du même type.",
      fix: 'Commander un certificat avec sa propre clé pour chaque serveur, et supprimer la copie.',
    },
  },
  *check({ site, certificates }) {
    const leaves = installations(certificates, ...CERTIFICATE_USAGES).filter(({ certificate }) => !certificate.isCa)
    const placed = leaves.filter(({ use }) => use.server !== undefined)
    for (const sameKey of groups(placed, ({ certificate }) => certificate.publicKeySha256)) {
      const [first, ...renewed] = groups(sameKey, ({ certificate }) => certificate.sha256)
      for (const same of [first, ...renewed])
        if (same) yield* found('certificate', same, elsewhere(same, serversOf(same.slice(0, 1))))
      for (const other of renewed)
        if (first) yield* found('key', [...first, ...other], elsewhere(other, serversOf(first)))
    }
    if (placed.length < leaves.length) return notEvaluated(NO_SERVER)
    if (unreadEntries(site, certificates, ...CERTIFICATE_USAGES).length > 0) return certificateUnread
    return leaves.length === 0 ? notApplicable : undefined
  },
})

function* found(message: 'certificate' | 'key', group: readonly Installation[], other: Installation | undefined) {
  const [first] = group
  const server = other?.use.entry.server
  if (!first || !server) return
  const text = { en: 'the first entry', fr: 'la première déclaration' }
  const servers = [...serversOf(group)].join(', ')
  yield { message, at: server.at, data: { servers }, actual: server, related: [{ at: first.use.entry.at, text }] }
}

/** Host names do not tell case apart. */
const serverOf = ({ use }: Installation): string => use.server?.trim().toLowerCase() ?? ''

const serversOf = (some: readonly Installation[]): ReadonlySet<string> => new Set(some.map(serverOf))

const elsewhere = (some: readonly Installation[], servers: ReadonlySet<string>): Installation | undefined =>
  some.find(one => !servers.has(serverOf(one)))

function groups<T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] {
  const byKey = new Map<string, T[]>()
  for (const item of items) {
    const group = byKey.get(key(item))
    if (group) group.push(item)
    else byKey.set(key(item), [item])
  }
  return [...byKey.values()]
}
