import type { SubmissionPart } from '../../src/artifacts/submission.ts'
import type { Text } from '../../src/engine/rule.ts'
import { defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'

const CUT_SHORT: Text = {
  en: 'the capture does not hold all the MIME parts of the message: capture the whole request',
  fr: 'la capture ne contient pas toutes les parties MIME du message : capturer la requête entière',
}

export default defineRule({
  id: 'XDS-048',
  name: 'attachments-resolve',
  level: 'error',
  priority: 2,
  requirements: ['EX_2.1-1260', 'XOP-3'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    notCid: {
      en: "The xop:Include href '{href}' is not a cid: URL.",
      fr: 'Le href de xop:Include « {href} » n’est pas une URL cid:.',
    },
    unresolved: {
      en: "The xop:Include href '{href}' is the Content-ID of no MIME part.",
      fr: 'Le href de xop:Include « {href} » n’est le Content-ID d’aucune partie MIME.',
    },
    ambiguous: {
      en: "The xop:Include href '{href}' is the Content-ID of {count} MIME parts.",
      fr: 'Le href de xop:Include « {href} » est le Content-ID de {count} parties MIME.',
    },
    orphan: {
      en: "No xop:Include refers to the MIME part '{part}': its document is not submitted.",
      fr: 'Aucun xop:Include ne renvoie à la partie MIME « {part} » : son document n’est pas soumis.',
    },
  },
  docs: {
    en: {
      title: 'Each xop:Include refers to one MIME part, and each part is referred to.',
      why: 'The DMP receives documents by MTOM (EX_2.1-1260): XOP replaces the bytes by a cid: URL that names the Content-ID of the part. A reference that leads nowhere gives an empty document, a part that nothing refers to is dropped without a word.',
      fix: 'Write href as cid: and the Content-ID without its angle brackets, URL-encoded, and give each part a Content-ID of its own.',
    },
    fr: {
      title: 'Chaque xop:Include renvoie à une seule partie MIME, et chaque partie est référencée.',
      why: 'Le DMP reçoit les documents en MTOM (EX_2.1-1260) : XOP remplace les octets par une URL cid: qui nomme le Content-ID de la partie. Une référence sans cible donne un document vide, une partie sans référence est abandonnée sans un mot.',
      fix: 'Écrire href avec cid: et le Content-ID sans ses chevrons, encodé pour une URL, et donner à chaque partie un Content-ID propre.',
    },
  },
  *check({ submission }) {
    const { form, documents, parts, complete } = submission
    const attached = parts.filter(part => !part.root)
    const included = documents.filter(({ href }) => href)
    if (form !== 'iti-41' || (attached.length === 0 && included.length === 0)) return notApplicable
    if (!complete) return notEvaluated(CUT_SHORT)
    for (const { href, part } of included) {
      if (!href) continue
      const place = { at: href.at, actual: href }
      const count = part ? attached.filter(other => contentId(other) === contentId(part)).length : 0
      if (!/^\s*cid:/i.test(href.value)) yield { message: 'notCid', data: { href }, ...place }
      else if (!part) yield { message: 'unresolved', data: { href }, ...place }
      else if (count > 1) yield { message: 'ambiguous', data: { href, count }, ...place }
    }
    const named = new Set(included.flatMap(({ part }) => (part ? [contentId(part)] : [])))
    for (const part of attached)
      if (!part.referenced && !named.has(contentId(part)))
        yield {
          message: 'orphan',
          at: part.contentId?.at ?? part.source.whole,
          data: { part: part.contentId?.value ?? part.mediaType },
        }
  },
})

/** Without angle brackets, which some stacks leave out. */
const contentId = (part: Pick<SubmissionPart, 'contentId'>): string | undefined =>
  part.contentId?.value.trim().replace(/^<(.*)>$/s, '$1')
