import type { YamlNode } from '../sources/yaml.ts'
import { nearest, shown } from './schema-defects.ts'
import type { SiteDefect } from './site.ts'

/** Names of `dmplint.yaml` that are used but not defined, or defined twice. The YAML mappings' own keys: see the schema. */
export function referenceDefects(root: YamlNode): SiteDefect[] {
  const defects: SiteDefect[] = []
  const operators = keys(root.get('operators'))
  const proxies = keys(root.get('proxies'))
  const systems = keys(root.get('systems'))
  const structures = names(root.get('structures'), 'id')

  const use = (what: What, known: ReadonlySet<string>, node: YamlNode | undefined): void => {
    for (const one of written(node)) if (!known.has(one.text)) defects.push(undefinedName(what, one, known))
  }
  twice(defects, root.get('structures'), 'id')
  twice(defects, root.get('exchanges'), 'submission')

  for (const proxy of values(root.get('proxies'))) {
    use('operator', operators, proxy.get('operator'))
    use('system', systems, proxy.get('serves'))
  }
  const pacsOf = new Map<string, ReadonlySet<string>>()
  for (const [key, system] of root.get('systems')?.entries ?? []) {
    use('operator', operators, system.get('operator'))
    use('proxy', proxies, system.get('proxy'))
    use('structure', structures, system.get('structures'))
    twice(defects, system.get('pacs'), 'name')
    pacsOf.set(key, names(system.get('pacs'), 'name'))
  }
  for (const entry of root.get('certificates')?.items ?? []) {
    use('system', systems, entry.get('system'))
    const system = written(entry.get('system'))[0]?.text
    const ofSystem = system === undefined ? undefined : pacsOf.get(system)
    use('pacs', ofSystem ?? new Set([...pacsOf.values()].flatMap(pacs => [...pacs])), entry.get('pacs'))
    if (system === undefined) ambiguousPacs(defects, pacsOf, entry.get('pacs'))
  }
  for (const exchange of root.get('exchanges')?.items ?? []) {
    use('system', systems, exchange.get('system'))
    use('structure', structures, exchange.get('structure'))
  }
  return defects
}

const WORDS = {
  operator: { en: 'operator', fr: 'aucun opérateur', section: 'operators' },
  proxy: { en: 'proxy', fr: 'aucun proxy', section: 'proxies' },
  system: { en: 'system', fr: 'aucun système', section: 'systems' },
  structure: { en: 'structure', fr: 'aucune structure', section: 'structures' },
  pacs: { en: 'PACS', fr: 'aucun PACS', section: 'pacs' },
} as const
type What = keyof typeof WORDS

function undefinedName(what: What, node: YamlNode, known: ReadonlySet<string>): SiteDefect {
  const { en, fr, section } = WORDS[what]
  const name = shown(node.text)
  const suggestion = nearest(node.text, known)
  return {
    at: node.at,
    detail: {
      en: `The ${en} '${name}' is not defined under ${section}.`,
      fr: `Il n'y a ${fr} « ${name} » sous ${section}.`,
    },
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}

function twice(defects: SiteDefect[], list: YamlNode | undefined, key: string): void {
  const seen = new Set<string>()
  for (const item of list?.items ?? [])
    for (const node of written(item.get(key))) {
      const name = shown(node.text)
      if (seen.has(node.text))
        defects.push({
          at: node.at,
          detail: {
            en: `'${name}' is given twice in this list.`,
            fr: `« ${name} » figure deux fois dans cette liste.`,
          },
        })
      seen.add(node.text)
    }
}

function ambiguousPacs(
  defects: SiteDefect[],
  pacsOf: ReadonlyMap<string, ReadonlySet<string>>,
  node: YamlNode | undefined,
): void {
  for (const one of written(node)) {
    if ([...pacsOf.values()].filter(pacs => pacs.has(one.text)).length < 2) continue
    const name = shown(one.text)
    defects.push({
      at: one.at,
      detail: {
        en: `Several systems have a PACS '${name}': say which one with the key 'system'.`,
        fr: `Plusieurs systèmes ont un PACS « ${name} » : dites lequel par la clé « system ».`,
      },
    })
  }
}

/** Scalars that name something: the node itself or the items of a list. */
function written(node: YamlNode | undefined): readonly YamlNode[] {
  const list = node?.kind === 'sequence' ? node.items : node ? [node] : []
  return list.filter(one => typeof one.value === 'string' || typeof one.value === 'number')
}

function keys(section: YamlNode | undefined): ReadonlySet<string> {
  return new Set(section?.entries.keys())
}

function values(section: YamlNode | undefined): readonly YamlNode[] {
  return [...(section?.entries.values() ?? [])]
}

function names(list: YamlNode | undefined, key: string): ReadonlySet<string> {
  return new Set((list?.items ?? []).flatMap(item => written(item.get(key)).map(node => node.text)))
}
