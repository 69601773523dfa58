import type { CdaDocument } from '../../src/artifacts/cda.ts'
import { HL7 } from '../../src/artifacts/namespaces.ts'
import type { Location } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { entryOf } from '../shared/entry-of-document.ts'

const XSL = 'http://www.w3.org/1999/XSL/Transform'
const EVENT_HANDLER = /^on[a-z]+$/i
const JAVASCRIPT = /^\s*javascript:/i
const ABSOLUTE = /^\s*(?:[a-z][a-z0-9+.-]*:)?\/\//i
const ABSOLUTE_IN_STYLE = /(?:url\(\s*["']?|@import\s+["'])(?:[a-z][a-z0-9+.-]*:)?\/\//i
const ABSOLUTE_HREF = /href\s*=\s*["'](?:[a-z][a-z0-9+.-]*:)?\/\//i

/** Attributes that load what they name, of any element; `href` loads only on some. */
const LOADING: readonly string[] = ['src', 'background', 'data', 'poster', 'srcset']
const LOADING_BY_HREF: readonly string[] = ['link', 'import', 'include', 'image', 'use']

export default defineRule({
  id: 'DOC-022',
  name: 'no-script-nor-external-link',
  level: 'error',
  priority: 2,
  requirements: ['EX_2.1-1115'],
  evidence: 'official',
  inputs: { document: each('document'), submission: optional('submission') },
  messages: {
    script: {
      en: 'The self-presentable document contains a script element.',
      fr: 'Le document auto-présentable contient un élément script.',
    },
    eventHandler: {
      en: "The self-presentable document contains the event handler '{attribute}'.",
      fr: 'Le document auto-présentable contient le gestionnaire d’événement « {attribute} ».',
    },
    javascript: {
      en: "The attribute '{attribute}' of the self-presentable document is a javascript: URI.",
      fr: 'L’attribut « {attribute} » du document auto-présentable est une URI javascript:.',
    },
    external: {
      en: "The self-presentable document loads a resource from outside by '{attribute}'.",
      fr: 'Le document auto-présentable charge une ressource extérieure par « {attribute} ».',
    },
  },
  docs: {
    en: {
      title: 'A self-presentable CDA runs no script and loads nothing from outside.',
      why: 'Requirement EX_2.1-1115: the browser of whoever opens the document runs what its stylesheet writes. A script, or an image fetched elsewhere, runs with the rights of the reader and tells others who reads.',
      fix: 'Take scripts, event handlers and javascript: links out of document and stylesheet, and embed images and styles. Links that a reader may click stay allowed.',
    },
    fr: {
      title: 'Un CDA auto-présentable n’exécute pas de script et ne charge rien de l’extérieur.',
      why: 'Exigence EX_2.1-1115 : le navigateur de qui ouvre le document exécute ce qu’écrit sa feuille de style. Un script, ou une image prise ailleurs, agit avec les droits du lecteur et apprend à d’autres qui lit.',
      fix: 'Ôter scripts, gestionnaires d’événements et liens javascript: du document et de la feuille de style, et y incorporer images et styles. Les liens sur lesquels un lecteur peut cliquer restent permis.',
    },
  },
  *check({ document, submission }) {
    const xml = document.element.document
    const entry = submission ? entryOf(document, submission) : document.entry
    const declared = entry?.mimeType?.value.trim().toLowerCase() === 'application/xslt+xml'
    const embedded = ['stylesheet', 'transform'].some(local => xml.first(XSL, local))
    if (!declared && !embedded) return notApplicable
    yield* stylesheetInstructions(document)
    for (const element of xml.elements) {
      const local = element.local.toLowerCase()
      if (local === 'script') yield { message: 'script', at: element.at }
      // A stylesheet may also write an attribute by its name.
      const written = element.is(XSL, 'attribute') ? element.attribute('name') : undefined
      if (written && EVENT_HANDLER.test(written.value))
        yield { message: 'eventHandler', at: written.at, data: { attribute: written.value } }
      if (local === 'style' && ABSOLUTE_IN_STYLE.test(element.text))
        yield { message: 'external', at: element.at, data: { attribute: 'style' } }
      for (const { name, local: attributeName, value, at } of element.attributes) {
        const attribute = attributeName.toLowerCase()
        const data = { attribute: name }
        if (JAVASCRIPT.test(value)) yield { message: 'javascript', at, data }
        else if (element.namespace === HL7) continue
        else if (EVENT_HANDLER.test(attribute)) yield { message: 'eventHandler', at, data }
        else if (
          (ABSOLUTE.test(value) &&
            (LOADING.includes(attribute) || (attribute === 'href' && LOADING_BY_HREF.includes(local)))) ||
          (attribute === 'style' && ABSOLUTE_IN_STYLE.test(value))
        )
          yield { message: 'external', at, data }
      }
    }
  },
})

/** xml-stylesheet instructions that fetch their stylesheet elsewhere. */
function* stylesheetInstructions({ element, source }: CdaDocument): Generator<{
  readonly message: 'external'
  readonly at: Location
  readonly data: { readonly attribute: string }
}> {
  for (const node of element.document.outside)
    if (node.type === 'instruction' && node.target === 'xml-stylesheet' && ABSOLUTE_HREF.test(node.value))
      yield {
        message: 'external',
        at: source.at(node.start, node.end - node.start, '/processing-instruction(xml-stylesheet)'),
        data: { attribute: 'xml-stylesheet' },
      }
}
