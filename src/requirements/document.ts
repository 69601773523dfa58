import type { Text } from '../engine/rule.ts'
import type { Requirement, Status } from './requirement.ts'

/** A published text that rules cite as `ID` or `ID-<section>`: `RFC5280`, `RFC5280-4.1.2.5`. */
export interface PublishedDocument {
  readonly id: string
  readonly status: Status
  /** As it is called: `RFC 5280`. */
  readonly name: string
  readonly subject: Text
  readonly publisher: string
  /** What rules look for in a section; other sections resolve all the same. */
  readonly sections?: Readonly<Record<string, Text>>
}

/** The document itself, or one of its sections. */
export function cite(document: PublishedDocument, section?: string): Requirement {
  const { status, name, subject, publisher } = document
  if (section === undefined)
    return {
      id: document.id,
      title: { en: name, fr: name },
      text: subject,
      where: { en: `${publisher}, ${name}`, fr: `${publisher}, ${name}` },
      status,
    }
  const about = document.sections?.[section]
  return {
    id: `${document.id}-${section}`,
    title: about ?? { en: `${name}, section ${section}`, fr: `${name}, section ${section}` },
    text: { en: `${name}, section ${section}. ${subject.en}`, fr: `${name}, section ${section}. ${subject.fr}` },
    where: { en: `${publisher}, ${name}, section ${section}`, fr: `${publisher}, ${name}, section ${section}` },
    status,
  }
}

/** Every document and the sections that are known of it. */
export function citations(documents: readonly PublishedDocument[]): Requirement[] {
  return documents.flatMap(document => [
    cite(document),
    ...Object.keys(document.sections ?? {}).map(section => cite(document, section)),
  ])
}

const SECTION = /^[A-Z]?\.?\d+(?:\.\d+)*$/

/** The section of one of the documents, whichever it is; `undefined` when no document has that id. */
export function citedSection(documents: readonly PublishedDocument[], id: string): Requirement | undefined {
  const document = documents.find(({ id: prefix }) => id.startsWith(`${prefix}-`))
  const section = document && id.slice(document.id.length + 1)
  return document && section && SECTION.test(section) ? cite(document, section) : undefined
}
