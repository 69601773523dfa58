import { all, defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'
import { isComputed, NOT_COMPUTED, VALUE_MESSAGES, valueFindings } from '../shared/signatures.ts'
import { signatureOf, wholeReference } from '../shared/whitelist.ts'

export default defineRule({
  id: 'WLD-001',
  name: 'white-list-signature-verifies',
  level: 'error',
  priority: 1,
  requirements: ['FAQ-08'],
  evidence: 'official',
  inputs: { whitelist: each('whitelist'), signatures: all('signature') },
  messages: {
    unsigned: {
      en: 'The white list is not signed.',
      fr: "La liste blanche n'est pas signée.",
    },
    several: {
      en: 'The white list has {count} signatures in the place of one.',
      fr: "La liste blanche a {count} signatures au lieu d'une.",
    },
    partial: {
      en: 'The signature does not cover the whole white list.',
      fr: 'La signature ne couvre pas toute la liste blanche.',
    },
    certificate: {
      en: 'The signature of the white list embeds no certificate that can be read.',
      fr: "La signature de la liste blanche n'embarque aucun certificat lisible.",
    },
    altered: {
      en: 'The white list was altered or re-encoded after it was signed: its digest is not DigestValue.',
      fr: "La liste blanche a été modifiée ou réencodée après la signature : son empreinte n'est pas DigestValue.",
    },
    ...VALUE_MESSAGES,
  },
  docs: {
    en: {
      title: 'The white list carries one signature over the whole document, and it verifies.',
      why: 'The white list says which DRIMboxes may exchange images. FAQ-08 has every DRIMbox download it and verify its enveloped signature with the certificate of its ds:X509Data: a list whose signature fails must not be used, and images no longer pass.',
      fix: 'Download the signed list again and keep its bytes as they are: no editor, no indentation.',
    },
    fr: {
      title: 'La liste blanche porte une signature sur tout le document, et elle se vérifie.',
      why: 'La liste blanche dit quelles DRIMbox peuvent échanger des images. La FAQ-08 la fait télécharger par chaque DRIMbox, qui vérifie sa signature enveloppée avec le certificat de son ds:X509Data : une liste dont la signature échoue ne doit pas servir, et les images ne passent plus.',
      fix: 'Télécharger à nouveau la liste signée et garder ses octets tels quels : ni éditeur, ni mise en forme.',
    },
  },
  *check({ whitelist, signatures }) {
    const [first, second] = whitelist.signatures
    if (!first) {
      yield { message: 'unsigned', at: whitelist.at }
      return
    }
    if (second) {
      yield { message: 'several', at: second.at, data: { count: whitelist.signatures.length } }
      return
    }
    const signature = signatureOf(whitelist, signatures)
    if (!signature) return notApplicable
    const { verification } = signature
    if (verification.value.code === 'certificate-missing') yield { message: 'certificate', at: first.at }
    yield* valueFindings(verification)
    const whole = wholeReference(whitelist, verification)
    if (!whole || verification.wrapping.length > 0 || verification.value.code === 'signed-info-missing')
      yield { message: 'partial', at: signature.references[0]?.element.at ?? first.at }
    let unknown = !isComputed(verification)
    for (const { digest, at } of verification.references) {
      if (digest === 'differs' || digest === 'not-canonicalisable') yield { message: 'altered', at }
      else if (digest === 'unreadable') yield { message: 'unreadable', at, data: { part: 'DigestValue' } }
      else if (digest !== 'ok') unknown = true
    }
    if (unknown) return notEvaluated(NOT_COMPUTED)
  },
})
