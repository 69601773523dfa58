import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseDn, sameDn } from '../../src/identifiers/index.ts'

export default defineRule({
  id: 'SIG-015',
  name: 'issuer-is-signer-subject',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF', 'CISIS-TS-4.3.1.5.1.1'],
  evidence: 'official',
  inputs: { signature: each('signature', { role: 'token' }) },
  messages: {
    differs: {
      en: "The Issuer '{issuer}' is not the subject of the certificate that signed, '{subject}'.",
      fr: "L'Issuer « {issuer} » n'est pas le sujet du certificat qui a signé, « {subject} ».",
    },
  },
  docs: {
    en: {
      title: 'The Issuer of the token is the subject of the certificate that signs it.',
      why: 'The transport volume of the CI-SIS wants the DN of the signing certificate as Issuer: the receiver finds out who speaks from both, and they must say the same. Order, spaces, escapes and keywords of the DN do not count.',
      fix: 'Write the subject of the signing certificate, in RFC 2253, into Issuer; take it from the certificate in use, not from the configuration.',
    },
    fr: {
      title: "L'Issuer du jeton est le sujet du certificat qui le signe.",
      why: "Le volet de transport du CI-SIS veut comme Issuer le DN du certificat signataire : le destinataire apprend des deux qui parle, et ils doivent dire la même chose. L'ordre, les espaces, les échappements et les mots-clés du DN ne comptent pas.",
      fix: 'Écrire dans Issuer le sujet du certificat qui signe, en RFC 2253 ; le prendre dans le certificat utilisé, pas dans la configuration.',
    },
  },
  *check({ signature: { host, signer } }) {
    const issuer = host?.issuer
    if (!issuer || issuer.value.trim() === '' || !signer) return notApplicable
    const dn = parseDn(issuer.value)
    // What is no DN at all is told by VIHF-035.
    if (!dn) return notApplicable
    const { attributes } = signer.subject
    if (sameDn(dn, attributes) || sameDn(parseDn(decodedOnceMore(issuer.value)) ?? [], attributes)) return
    const subject = signer.subject.rfc2253()
    yield {
      message: 'differs',
      at: issuer.at,
      data: { issuer, subject },
      expected: subject,
      actual: issuer,
      related: [
        { at: signer.subject.at, text: { en: 'the subject of the certificate', fr: 'le sujet du certificat' } },
      ],
    }
  },
})

/** `RhÃ´ne` is `Rhône`, encoded twice: RUN-009 tells it, and the name is the same. Other texts stay as they are. */
function decodedOnceMore(text: string): string {
  const bytes = Buffer.from(text, 'latin1')
  const decoded = bytes.toString('utf8')
  return bytes.toString('latin1') === text && !decoded.includes('\uFFFD') ? decoded : text
}
