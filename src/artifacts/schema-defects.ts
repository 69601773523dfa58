import type { ErrorObject } from 'ajv'
import type { Location } from '../engine/location.ts'
import type { Text } from '../engine/rule.ts'
import type { YamlNode } from '../sources/yaml.ts'
import { type SchemaName, schemaValidator } from './schema-validators.ts'
import type { SiteDefect } from './site.ts'

/**
 * What a published JSON Schema refuses in a YAML file, each defect at its exact place, in French and English, with the
 * known name that the wrong one may mean. Values are never shown: one of them may be a password.
 */

export async function schemaDefects(root: YamlNode, schema: SchemaName): Promise<SiteDefect[]> {
  const validate = await schemaValidator(schema)
  const defects = duplicateKeys(root)
  if (!validate(root.value)) {
    for (const error of validate.errors ?? []) {
      const defect = explain(root, error)
      if (defect) defects.push(defect)
    }
  }
  return defects
}

function duplicateKeys(root: YamlNode): SiteDefect[] {
  const defects: SiteDefect[] = []
  for (const node of root.all())
    for (const again of node.duplicates) {
      const key = shown(lastStep(again.at))
      defects.push({
        at: again.keyAt ?? again.at,
        detail: {
          en: `The key '${key}' is given twice; the first one counts.`,
          fr: `La clé « ${key} » est donnée deux fois ; la première compte.`,
        },
      })
    }
  return defects
}

function explain(root: YamlNode, error: ErrorObject): SiteDefect | undefined {
  const node = root.find(error.instancePath)
  if (!node) return undefined
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(
        node,
        String(error.params.additionalProperty),
        Object.keys(error.parentSchema?.properties ?? {}),
      )
    case 'required': {
      const key = String(error.params.missingProperty)
      return {
        at: node.keyAt ?? node.at,
        detail: { en: `The key '${key}' is missing here.`, fr: `La clé « ${key} » manque ici.` },
      }
    }
    case 'type':
      return { at: place(node), detail: wrongType(node, [error.params.type].flat() as string[]) }
    case 'enum': {
      const known = (error.params.allowedValues as unknown[]).map(String)
      const suggestion = node.kind === 'scalar' ? nearest(node.text, known) : undefined
      return {
        at: place(node),
        detail: {
          en: `The value must be one of ${known.join(', ')}.`,
          fr: `La valeur doit être l'une de ${known.join(', ')}.`,
        },
        ...(suggestion === undefined ? {} : { suggestion }),
      }
    }
    case 'const':
      return {
        at: place(node),
        detail: {
          en: `The value must be ${error.params.allowedValue}.`,
          fr: `La valeur doit être ${error.params.allowedValue}.`,
        },
      }
    case 'format':
      return {
        at: place(node),
        detail: {
          en: 'The value must be a date that exists, written YYYY-MM-DD.',
          fr: 'La valeur doit être une date qui existe, écrite AAAA-MM-JJ.',
        },
      }
    case 'minLength':
      return {
        at: place(node),
        detail: {
          en: `The text must have at least ${error.params.limit} characters.`,
          fr: `Le texte doit avoir au moins ${error.params.limit} caractères.`,
        },
      }
    case 'if':
      // The branch it chose has its own error.
      return undefined
    default:
      return {
        at: place(node),
        detail: { en: 'The value does not follow the schema.', fr: 'La valeur ne suit pas le schéma.' },
      }
  }
}

function unknownKey(mapping: YamlNode, key: string, known: readonly string[]): SiteDefect {
  const node = mapping.get(key)
  const at = node?.keyAt ?? mapping.at
  if (isSecretKey(key))
    return {
      at,
      detail: {
        en: 'A password or secret is never written in this file: the entry of a certificate names its environment variable with passwordEnv, or its file with passwordFile.',
        fr: "Un mot de passe ou un secret ne s'écrit jamais dans ce fichier : l'entrée d'un certificat nomme sa variable d'environnement par passwordEnv, ou son fichier par passwordFile.",
      },
      ...(known.includes('passwordEnv') ? { suggestion: 'passwordEnv' } : {}),
    }
  const suggestion = nearest(key, known)
  return {
    at,
    detail: { en: `The key '${shown(key)}' is unknown here.`, fr: `La clé « ${shown(key)} » est inconnue ici.` },
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}

/** Keys under which people write a password or a secret itself. */
export function isSecretKey(key: string): boolean {
  return /^(p12)?(password|passwd|passphrase|pass|pwd|mdp|motdepasse|secret|clientsecret|pin)$/.test(folded(key))
}

const TYPES: Readonly<Record<string, Text>> = {
  string: { en: 'a text', fr: 'un texte' },
  number: { en: 'a number', fr: 'un nombre' },
  boolean: { en: 'true or false', fr: 'true ou false' },
  array: { en: 'a list', fr: 'une liste' },
  object: { en: 'a mapping of keys and values', fr: 'un ensemble de clés et de valeurs' },
}

function wrongType(node: YamlNode, wanted: readonly string[]): Text {
  if (wanted.includes('string') && typeof node.value === 'number') {
    const written = shown(node.text)
    return {
      en: `A number stands where a text is needed: quote it, "${written}", or leading zeros may be lost.`,
      fr: `Un nombre est écrit à la place d'un texte : mettez-le entre guillemets, "${written}", sinon des zéros de tête peuvent se perdre.`,
    }
  }
  const kinds = wanted.flatMap(type => TYPES[type] ?? [])
  return {
    en: `The value must be ${kinds.map(kind => kind.en).join(' or ')}.`,
    fr: `La valeur doit être ${kinds.map(kind => kind.fr).join(' ou ')}.`,
  }
}

/** An absent value has no characters of its own: its key is pointed at. */
function place(node: YamlNode): Location {
  return node.at.length === 0 && node.keyAt ? node.keyAt : node.at
}

function lastStep(at: Location): string {
  const step = at.path.slice(at.path.lastIndexOf('/') + 1)
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** A name of the file, short enough for a message. */
export function shown(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** The known name that a wrong one may mean: the same but for case and punctuation, a beginning, or few typing errors. */
export function nearest(wrong: string, known: Iterable<string>): string | undefined {
  if (wrong.length === 0 || wrong.length > 60) return undefined
  const plain = folded(wrong)
  let best: string | undefined
  let least = Math.max(1, Math.floor(plain.length / 3)) + 1
  for (const candidate of known) {
    const other = folded(candidate)
    const begins = plain.length >= 3 && other.length >= 3 && (other.startsWith(plain) || plain.startsWith(other))
    const errors = plain === other ? 0 : begins ? 1 : distance(plain, other, least)
    if (errors < least) {
      best = candidate
      least = errors
    }
  }
  return best
}

/** Typing errors between two words (Damerau-Levenshtein, adjacent swaps count one); `bound` when there are that many. */
function distance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) >= bound) return bound
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] as number) + 1)
      row.push(cost)
    }
    before = last
    last = row
  }
  return Math.min(last[b.length] as number, bound)
}
