import { createHash } from 'node:crypto'
import type { Text } from '../../src/engine/rule.ts'
import { defineRule, each, notApplicable, notEvaluated } from '../../src/engine/rule.ts'
import { isRequest } from '../shared/metadata.ts'

const NO_CONTENT: Text = {
  en: 'a document whose hash or size is given is not in the capture: capture the message with its attachments',
  fr: 'un document dont hash ou size est donné n’est pas dans la capture : capturer le message avec ses pièces jointes',
}

const SHA1 = /^[0-9a-f]{40}$/i
const DIGITS = /^[0-9]{1,15}$/

export default defineRule({
  id: 'XDS-050',
  name: 'hash-and-size-match',
  level: 'error',
  priority: 1,
  requirements: ['ITI-TF-3-4.2.3.2', 'CISIS-HL7V2-MAPPING-XDS'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    hashForm: {
      en: "The hash of the document entry '{entry}' is not a SHA-1 of 40 hexadecimal digits.",
      fr: 'Le hash de la fiche de document « {entry} » n’est pas un SHA-1 de 40 chiffres hexadécimaux.',
    },
    hashDiffers: {
      en: "The hash of the document entry '{entry}' is not the SHA-1 of the attached document.",
      fr: 'Le hash de la fiche de document « {entry} » n’est pas le SHA-1 du document joint.',
    },
    sizeForm: {
      en: "The size of the document entry '{entry}' is '{size}', not a number of bytes.",
      fr: 'Le size de la fiche de document « {entry} » est « {size} », pas un nombre d’octets.',
    },
    sizeDiffers: {
      en: "The size of the document entry '{entry}' is {size}, but the attached document has {length} bytes.",
      fr: 'Le size de la fiche de document « {entry} » est {size}, mais le document joint a {length} octets.',
    },
    sizeInCharacters: {
      en: "The size of the document entry '{entry}' counts characters ({size}) instead of bytes ({length}).",
      fr: 'Le size de la fiche de document « {entry} » compte les caractères ({size}) au lieu des octets ({length}).',
    },
    sizeOffByOne: {
      en: "The size of the document entry '{entry}' is {size}, one off the {length} bytes of the document: an end of line or an index is counted.",
      fr: 'Le size de la fiche de document « {entry} » est {size}, à un près des {length} octets du document : une fin de ligne ou un indice est compté.',
    },
  },
  docs: {
    en: {
      title: 'A hash or size that is given is that of the attached document.',
      why: 'Both are optional in ITI-41, where the repository computes them; when given they are compared with the bytes received, and a difference is refused with XDSRepositoryMetadataError (IHE ITI TF-3, 4.2.3.2; CI-SIS mapping). It also tells that the document was changed after its metadata were made.',
      fix: 'Compute SHA-1 and length on the exact bytes that are attached, after every transformation and before MIME encoding, or leave both out. If the capture converted the ends of lines, capture again in binary.',
    },
    fr: {
      title: 'Un hash ou un size donné est celui du document joint.',
      why: 'Les deux sont facultatifs en ITI-41, où l’entrepôt les calcule ; donnés, ils sont comparés aux octets reçus, et un écart est refusé par XDSRepositoryMetadataError (IHE ITI TF-3, 4.2.3.2 ; correspondance CI-SIS). L’écart révèle aussi un document modifié après le calcul de ses métadonnées.',
      fix: 'Calculer SHA-1 et longueur sur les octets exacts qui sont joints, après toute transformation et avant l’encodage MIME, ou ne pas les donner. Si la capture a converti les fins de ligne, capturer de nouveau en binaire.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    let [given, unknown] = [false, false]
    for (const { id: entry, hash, size, document } of submission.entries) {
      if (!hash && !size) continue
      given = true
      const content = document?.content
      if (!content) unknown = true
      if (hash && !SHA1.test(hash.value)) yield { message: 'hashForm', at: hash.at, data: { entry }, actual: hash }
      else if (hash && content) {
        const expected = createHash('sha1').update(content.bytes).digest('hex')
        if (hash.value.toLowerCase() !== expected)
          yield { message: 'hashDiffers', at: hash.at, data: { entry }, expected, actual: hash }
      }
      if (size && !DIGITS.test(size.value)) {
        yield { message: 'sizeForm', at: size.at, data: { entry, size }, actual: size }
      } else if (size && content) {
        const [said, length] = [Number(size.value), content.bytes.length]
        if (said === length) continue
        const characters = content.kind === 'text' && said === content.text.length
        yield {
          message: characters ? 'sizeInCharacters' : Math.abs(said - length) === 1 ? 'sizeOffByOne' : 'sizeDiffers',
          at: size.at,
          data: { entry, size, length },
          expected: length,
          actual: size,
        }
      }
    }
    if (!given) return notApplicable
    return unknown ? notEvaluated(NO_CONTENT) : undefined
  },
})
