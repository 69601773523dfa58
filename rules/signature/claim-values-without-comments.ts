import { SAML } from '../../src/artifacts/namespaces.ts'
import type { Location } from '../../src/engine/location.ts'
import { defineRule, each, type Text } from '../../src/engine/rule.ts'
import type { XmlElement, XmlNode } from '../../src/sources/xml.ts'

export default defineRule({
  id: 'SIG-005',
  name: 'claim-values-without-comments',
  level: 'warning',
  priority: 2,
  requirements: ['XMLDSIG-CORE-6.5.1'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    split: {
      en: 'The value of {claim} is not one text: it holds {node}.',
      fr: "La valeur de {claim} n'est pas un texte d'un seul tenant : elle contient {node}.",
    },
  },
  docs: {
    en: {
      title: 'NameID, Issuer and attribute values hold text only.',
      why: 'Canonicalisation drops comments before the digest is taken, so a comment can be put into a signed value without breaking the signature. A receiver that keeps the first piece of text then reads another identifier than the signed one (XMLDSig, section on canonicalisation with comments).',
      fix: 'Write the value as one text, without comment, processing instruction or CDATA section.',
    },
    fr: {
      title: "NameID, Issuer et les valeurs d'attribut ne contiennent que du texte.",
      why: "La canonicalisation retire les commentaires avant le calcul de l'empreinte : on peut donc glisser un commentaire dans une valeur signée sans casser la signature. Un destinataire qui garde le premier morceau de texte lit alors un autre identifiant que celui qui est signé (XMLDSig, canonicalisation et commentaires).",
      fix: "Écrire la valeur d'un seul tenant, sans commentaire, instruction de traitement ni section CDATA.",
    },
  },
  *check({ token }) {
    const named = (name: string, elements: readonly XmlElement[]) => elements.map(element => ({ name, element }))
    const claims = [
      ...named('Issuer', token.element.childrenNamed(SAML, 'Issuer')),
      ...named(
        'NameID',
        token.element.childrenNamed(SAML, 'Subject').flatMap(subject => subject.childrenNamed(SAML, 'NameID')),
      ),
      ...token.attributes.flatMap(({ name, values }) =>
        named(
          name.value,
          values.map(({ element }) => element),
        ),
      ),
    ]
    for (const { name, element } of claims) {
      const node = splitting(element)
      if (node) yield { message: 'split', at: at(element, node), data: { claim: name, node: NODES[node.type] } }
    }
  },
})

type Splitting = Exclude<XmlNode, XmlElement>

const NODES: Readonly<Record<Splitting['type'], Text>> = {
  comment: { en: 'a comment', fr: 'un commentaire' },
  instruction: { en: 'a processing instruction', fr: 'une instruction de traitement' },
  text: { en: 'a CDATA section', fr: 'une section CDATA' },
}

/** The first node that splits the text of a value. Between the elements of a coded value, a comment splits nothing. */
function splitting({ children }: XmlElement): Splitting | undefined {
  if (children.some(node => node.type === 'element')) return undefined
  return children.find(
    (node): node is Splitting =>
      node.type === 'comment' ||
      node.type === 'instruction' ||
      (node.type === 'text' && node.cdata && children.length > 1),
  )
}

const at = (element: XmlElement, { start, end }: Splitting): Location =>
  element.document.source.at(start, end - start, element.path)
