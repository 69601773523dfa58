import type { Site, System } from '../../src/artifacts/site.ts'
import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable, notEvaluated, one, optional } from '../../src/engine/rule.ts'
import { hostKey } from '../shared/hosts.ts'
import { isKeyObject } from '../shared/kos.ts'

export default defineRule({
  id: 'KOS-012',
  name: 'kos-retrieve-host-declared',
  level: 'warning',
  priority: 3,
  requirements: ['DB.SO.31', 'FAQ-08'],
  evidence: 'inferred',
  inputs: { kos: each('kos'), site: one('site'), exchange: optional('exchange') },
  messages: {
    undeclared: {
      en: "The images of the KOS are fetched from '{host}', which is not the FQDN of a PACS of the site.",
      fr: 'Les images du KOS sont cherchées sur « {host} », qui n’est pas le FQDN d’un PACS du site.',
    },
    notAUrl: {
      en: "The Retrieve URL '{url}' of the KOS cannot be read.",
      fr: 'La Retrieve URL « {url} » du KOS est illisible.',
    },
  },
  docs: {
    en: {
      title: 'The Retrieve URLs of a KOS name a PACS that the DRIMbox serves.',
      why: 'A consumer fetches the images at that host, which must show a certificate of the white list of the ANS (FAQ). After a move the KOS have to be updated (DB.SO.31, draft of 2023): the host of a test bench, or the former one, leads nowhere.',
      fix: 'Write the declared FQDN in Retrieve URL, or declare the host under pacs: of the DRIMbox in dmplint.yaml.',
    },
    fr: {
      title: 'Les Retrieve URL d’un KOS désignent un PACS que la DRIMbox dessert.',
      why: 'Un consommateur cherche les images sur cet hôte, qui doit présenter un certificat de la liste blanche de l’ANS (FAQ). Après un déménagement, les KOS sont à mettre à jour (DB.SO.31, projet de 2023) : l’hôte d’un banc de test, ou l’ancien, ne mène nulle part.',
      fix: 'Écrire le FQDN déclaré dans Retrieve URL, ou déclarer l’hôte sous pacs: de la DRIMbox dans dmplint.yaml.',
    },
  },
  *check({ kos, site, exchange }) {
    const urls = kos.evidence.flatMap(study => study.series).flatMap(series => series.retrieveUrl ?? [])
    if (!isKeyObject(kos) || urls.length === 0) return notApplicable
    const hosts = hostsOf(site, exchange?.system)
    if (hosts.size === 0)
      return notEvaluated({
        en: 'no FQDN of a PACS: write it under pacs: of the DRIMbox in dmplint.yaml',
        fr: 'pas de FQDN de PACS : l’écrire sous pacs: de la DRIMbox dans dmplint.yaml',
      })
    const told = new Set<string>()
    for (const url of urls) {
      const host = hostOf(url)
      if (told.has(host ?? url.value) || (host !== undefined && hosts.has(host))) continue
      told.add(host ?? url.value)
      if (host === undefined) yield { message: 'notAUrl', at: url.at, data: { url }, actual: url }
      else yield { message: 'undeclared', at: url.at, data: { host }, expected: [...hosts].join(', '), actual: host }
    }
  },
})

/** FQDNs of the PACS of the DRIMbox that sent the KOS, or else of every DRIMbox of the site. */
function hostsOf(site: Site, system: System | undefined): ReadonlySet<string> {
  const boxes = system?.kind.value === 'drimbox' ? [system] : site.systems.filter(one => one.kind.value === 'drimbox')
  return new Set(boxes.flatMap(box => box.pacs.flatMap(({ fqdn }) => (fqdn ? [hostKey(fqdn.value)] : []))))
}

function hostOf({ value }: Located<string>): string | undefined {
  if (!URL.canParse(value)) return undefined
  const { hostname } = new URL(value)
  return hostname === '' ? undefined : hostKey(hostname)
}
