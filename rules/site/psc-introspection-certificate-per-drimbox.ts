import type { System } from '../../src/artifacts/site.ts'
import { all, defineRule, each, notApplicable, notEvaluated, type Text } from '../../src/engine/rule.ts'
import {
  certificateUnread,
  entryServes,
  type Installation,
  installations,
  serves,
  unreadEntries,
} from '../shared/installations.ts'

const UNSAID: Text = {
  en: 'a DRIMbox of dmplint.yaml does not say introspection: direct, proxy or none',
  fr: 'une DRIMbox de dmplint.yaml ne dit pas introspection : direct, proxy ou none',
}

export default defineRule({
  id: 'SITE-021',
  name: 'psc-introspection-certificate-per-drimbox',
  level: 'warning',
  priority: 2,
  requirements: ['FAQ-04', 'DB.SO.33'],
  evidence: 'official',
  inputs: { site: each('site'), certificates: all('certificate', { role: 'psc-introspection' }) },
  messages: {
    missing: {
      en: "DRIMbox '{system}' calls the introspection endpoint itself, but has no certificate declared psc-introspection.",
      fr: 'La DRIMbox « {system} » appelle elle-même l’introspection, mais n’a aucun certificat déclaré psc-introspection.',
    },
    shared: {
      en: "DRIMbox '{system}' shares its psc-introspection certificate with '{others}'.",
      fr: 'La DRIMbox « {system} » partage son certificat psc-introspection avec « {others} ».',
    },
  },
  docs: {
    en: {
      title: 'A DRIMbox that calls the introspection of Pro Santé Connect itself has a certificate for it.',
      why: 'The FAQ of the ANS (FAQ-04) wants one ORG AUTH_CLI for each DRIMbox that calls Pro Santé Connect directly, beside the one of the proxy; the guide of December 2025 shows only the latter, hence a warning. Without introspection the DRIMbox cannot check who asks for images (DB.SO.33).',
      fix: 'Order an ORG AUTH_CLI with CN = Client_ID and OU = 3 and the SIRET of the operator for each such DRIMbox, or say introspection: proxy.',
    },
    fr: {
      title: "Une DRIMbox qui appelle elle-même l'introspection de Pro Santé Connect a un certificat pour cela.",
      why: "La FAQ de l'ANS (FAQ-04) veut un ORG AUTH_CLI par DRIMbox qui appelle directement Pro Santé Connect, à côté de celui du proxy ; le guide de décembre 2025 ne montre que ce dernier, d'où un avertissement. Sans introspection, la DRIMbox ne peut pas vérifier qui demande des images (DB.SO.33).",
      fix: "Commander un ORG AUTH_CLI avec CN = Client_ID et OU = 3 suivi du SIRET de l'opérateur pour chacune de ces DRIMbox, ou dire introspection: proxy.",
    },
  },
  *check({ site, certificates }) {
    const boxes = site.systems.filter(({ kind }) => kind.value === 'drimbox')
    const direct = boxes.filter(({ introspection }) => introspection?.value === 'direct')
    const all = installations(certificates, 'psc-introspection')
    const unread = unreadEntries(site, certificates, 'psc-introspection')
    let unknown = false
    for (const system of direct) {
      const own = all.filter(({ use }) => serves(use, system))
      const at = system.introspection?.at ?? system.key.at
      if (own.length === 0) {
        if (unread.some(entry => entryServes(entry, system))) unknown = true
        else yield { message: 'missing', at, data: { system: system.key } }
        continue
      }
      const others = boxes.filter(other => other !== system && own.every(one => isSharedWith(other, one, all)))
      if (others.length > 0)
        yield {
          message: 'shared',
          at,
          data: { system: system.key, others: others.map(({ key }) => key.value).join(', ') },
          related: own.map(({ use }) => ({
            at: use.entry.at,
            text: { en: 'the entry of the certificate', fr: 'la déclaration du certificat' },
          })),
        }
    }
    if (unknown) return certificateUnread
    if (boxes.some(({ introspection }) => !introspection)) return notEvaluated(UNSAID)
    return direct.length === 0 ? notApplicable : undefined
  },
})

/** Over two servers it is a copy, which SITE-002 reports. */
const isSharedWith = (other: System, { certificate, use }: Installation, all: readonly Installation[]): boolean =>
  all.some(
    one => one.certificate.sha256 === certificate.sha256 && serves(one.use, other) && one.use.server === use.server,
  )
