import { EXC_C14N } from '../../src/artifacts/namespaces.ts'
import { defineRule, each } from '../../src/engine/rule.ts'
import { coverageDefects, TOKEN_TRANSFORMS } from '../shared/signatures.ts'

export default defineRule({
  id: 'SIG-002',
  name: 'token-reference-covers-assertion',
  level: 'error',
  priority: 1,
  requirements: ['XMLDSIG-CORE-3.2', 'SAML2-core-5.4.2'],
  evidence: 'official',
  inputs: { signature: each('signature', { role: 'token' }) },
  messages: {
    count: {
      en: 'SignedInfo has {count} References in the place of one.',
      fr: "SignedInfo a {count} Reference au lieu d'une.",
    },
    uri: {
      en: "The Reference names '{uri}', not the assertion in which the signature stands ('{expected}').",
      fr: "La Reference désigne « {uri} », et non l'assertion qui porte la signature (« {expected} »).",
    },
    transforms: {
      en: 'The transforms of the Reference are not enveloped-signature then exclusive canonicalisation.',
      fr: 'Les transformations de la Reference ne sont pas enveloped-signature puis la canonicalisation exclusive.',
    },
    canonicalization: {
      en: "SignedInfo is canonicalised by '{algorithm}', not by exclusive canonicalisation.",
      fr: 'SignedInfo est canonicalisé par « {algorithm} », et non par la canonicalisation exclusive.',
    },
  },
  docs: {
    en: {
      title: 'The signature of the token covers its whole Assertion, with the transforms that SAML allows.',
      why: 'SAML 2.0 Core, section 5.4, asks for one Reference to the ID of the assertion, and allows the transforms enveloped-signature and exclusive canonicalisation only: others can leave out parts of what the receiver reads.',
      fix: 'Sign with one Reference to # and the ID of the Assertion, the two transforms in that order, and http://www.w3.org/2001/10/xml-exc-c14n# for SignedInfo.',
    },
    fr: {
      title: 'La signature du jeton couvre toute son Assertion, avec les transformations que SAML autorise.',
      why: "SAML 2.0 Core, section 5.4, demande une seule Reference à l'ID de l'assertion, et n'autorise que les transformations enveloped-signature et canonicalisation exclusive : d'autres peuvent écarter des parties de ce que lit le destinataire.",
      fix: "Signer avec une seule Reference à # suivi de l'ID de l'Assertion, les deux transformations dans cet ordre, et http://www.w3.org/2001/10/xml-exc-c14n# pour SignedInfo.",
    },
  },
  *check({ signature }) {
    const { references, canonicalization, host, element, signedInfos } = signature
    const [reference] = references
    const at = reference?.element.at ?? signedInfos[0]?.at ?? element.at
    for (const defect of coverageDefects(signature))
      switch (defect) {
        case 'count':
          yield { message: 'count', at: references[1]?.element.at ?? at, data: { count: references.length } }
          break
        case 'uri': {
          const expected = `#${host?.id?.value ?? ''}`
          const uri = reference?.uri
          yield { message: 'uri', at: uri?.at ?? at, data: { uri: uri ?? '', expected }, expected, actual: uri }
          break
        }
        case 'transforms': {
          const actual = reference?.transforms.map(({ algorithm }) => algorithm.value) ?? []
          const odd = reference?.transforms.find(({ algorithm }, i) => algorithm.value !== TOKEN_TRANSFORMS[i])
          yield {
            message: 'transforms',
            at: odd?.algorithm.at ?? at,
            expected: TOKEN_TRANSFORMS.join(' '),
            actual: actual.join(' '),
          }
          break
        }
        case 'canonicalization':
          yield {
            message: 'canonicalization',
            at: canonicalization?.at ?? signedInfos[0]?.at ?? element.at,
            data: { algorithm: canonicalization ?? '' },
            expected: EXC_C14N,
            actual: canonicalization,
          }
      }
  },
})
