import type { AnySchemaObject, ValidateFunction } from 'ajv'
import { isDay } from './values.ts'

/**
 * The published schemas as functions. The build puts the code that Ajv writes for them in the place of this module
 * (scripts/build.ts): to compile a schema takes longer than to check a site.
 */

export type SchemaName = 'site' | 'waivers' | 'xpath-rules'

export const AJV_OPTIONS = { allErrors: true, verbose: true, allowUnionTypes: true, ownProperties: true } as const

const compiled = new Map<SchemaName, Promise<ValidateFunction>>()

export function schemaValidator(schema: SchemaName): Promise<ValidateFunction> {
  let validator = compiled.get(schema)
  if (!validator) {
    validator = compile(schema)
    compiled.set(schema, validator)
  }
  return validator
}

const DEFINITIONS: Readonly<Record<SchemaName, () => Promise<{ default: unknown }>>> = {
  site: () => import('../../schemas/site.schema.json', { with: { type: 'json' } }),
  waivers: () => import('../../schemas/waivers.schema.json', { with: { type: 'json' } }),
  'xpath-rules': () => import('../../schemas/xpath-rules.schema.json', { with: { type: 'json' } }),
}

async function compile(schema: SchemaName): Promise<ValidateFunction> {
  const [{ Ajv2020 }, { default: definition }] = await Promise.all([import('ajv/dist/2020.js'), DEFINITIONS[schema]()])
  const ajv = new Ajv2020(AJV_OPTIONS)
  ajv.addFormat('date', isDay)
  return ajv.compile(definition as AnySchemaObject)
}
