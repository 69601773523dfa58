import type { Located } from '../engine/location.ts'
import { located } from '../engine/location.ts'
import type { XmlElement } from '../sources/xml.ts'

/** Readers of single values, shared by every artifact that comes from XML. */

/**
 * Text of an element: the value is its exact content, stray white space included, so that rules can see it; the place
 * is the content without that white space. An empty element gives an empty value at its start tag.
 */
export function textOf(element: XmlElement): Located<string>
export function textOf(element: XmlElement | undefined): Located<string> | undefined
export function textOf(element: XmlElement | undefined): Located<string> | undefined {
  return element && located(element.text, element.textAt)
}

/** Value of an unprefixed attribute. */
export function attributeOf(element: XmlElement | undefined, name: string): Located<string> | undefined {
  const attribute = element?.attribute(name)
  return attribute && located(attribute.value, attribute.at)
}

/** A code as HL7 v3 writes it (CD, CE): in a VIHF role or purpose, and throughout a CDA. */
export interface Coded {
  readonly element: XmlElement
  readonly code: Located<string> | undefined
  readonly codeSystem: Located<string> | undefined
  readonly codeSystemName: Located<string> | undefined
  readonly displayName: Located<string> | undefined
}

export function codedOf(element: XmlElement): Coded
export function codedOf(element: XmlElement | undefined): Coded | undefined
export function codedOf(element: XmlElement | undefined): Coded | undefined {
  return (
    element && {
      element,
      code: attributeOf(element, 'code'),
      codeSystem: attributeOf(element, 'codeSystem'),
      codeSystemName: attributeOf(element, 'codeSystemName'),
      displayName: attributeOf(element, 'displayName'),
    }
  )
}

export const isDefined = <T>(value: T | undefined): value is T => value !== undefined

/** `YYYY-MM-DD` of a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
