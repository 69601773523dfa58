import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { dayOf } from '../shared/days.ts'
import { SIGNER_CN, SIGNER_OU, signatureOf, signerDefects } from '../shared/whitelist.ts'

export default defineRule({
  id: 'WLD-002',
  name: 'white-list-signer-is-ans',
  level: 'error',
  priority: 1,
  requirements: ['FAQ-08'],
  evidence: 'official',
  inputs: {
    whitelist: each('whitelist'),
    signatures: all('signature'),
    trust: all('certificate', { role: 'trust' }),
    lists: all('crl'),
  },
  messages: {
    name: {
      en: "The white list is signed by '{found}', not by '{expected}'.",
      fr: 'La liste blanche est signée par « {found} », et non par « {expected} ».',
    },
    structure: {
      en: "The signer of the white list has the OU '{found}', not that of ANS, '{expected}'.",
      fr: "Le signataire de la liste blanche a l'OU « {found} », et non celle de l'ANS, « {expected} ».",
    },
    issuer: {
      en: "The signer of the white list is certified by '{found}', which is not the authority ELEMENTAIRE ORGANISATIONS of the IGC-Santé.",
      fr: "Le signataire de la liste blanche est certifié par « {found} », qui n'est pas l'autorité ELEMENTAIRE ORGANISATIONS de l'IGC-Santé.",
    },
    notYet: {
      en: 'The certificate that signs the white list is not valid before {day}.',
      fr: "Le certificat qui signe la liste blanche n'est pas valable avant le {day}.",
    },
    expired: {
      en: 'The certificate that signs the white list expired on {day}.',
      fr: 'Le certificat qui signe la liste blanche a expiré le {day}.',
    },
    chain: {
      en: "The chain of the signer of the white list does not verify with the key of '{issuer}'.",
      fr: 'La chaîne du signataire de la liste blanche ne se vérifie pas avec la clé de « {issuer} ».',
    },
    revoked: {
      en: 'The certificate that signs the white list was revoked on {day}.',
      fr: 'Le certificat qui signe la liste blanche a été révoqué le {day}.',
    },
  },
  docs: {
    en: {
      title: 'The white list is signed by ANS, with a certificate of the IGC-Santé in force.',
      why: 'Anybody can sign a list of their own. FAQ-08 names the signer: CN=Liste Blanche DRIM-M, OU=318751275100020, valid, not revoked, of the chain ELEMENTAIRE ORGANISATIONS.',
      fix: 'Download the list from the repository of ANS; if its signer is expired, ask ANS for a list signed anew.',
    },
    fr: {
      title: "La liste blanche est signée par l'ANS, avec un certificat IGC-Santé en cours de validité.",
      why: "N'importe qui peut signer une liste à lui. La FAQ-08 nomme le signataire : CN=Liste Blanche DRIM-M, OU=318751275100020, valide, non révoqué, de la chaîne ELEMENTAIRE ORGANISATIONS.",
      fix: "Télécharger la liste depuis le dépôt de l'ANS ; si son signataire est expiré, demander à l'ANS une liste signée à nouveau.",
    },
  },
  *check({ whitelist, signatures, trust, lists }, { at }) {
    const signer = signatureOf(whitelist, signatures)?.signer
    if (!signer) return notApplicable
    const { subject, issuer, aki, notBefore, notAfter } = signer
    for (const defect of signerDefects(signer, { trust, lists, at }))
      switch (defect.message) {
        case 'name':
        case 'structure': {
          const [found, expected] = defect.message === 'name' ? [subject.cn, SIGNER_CN] : [subject.ou, SIGNER_OU]
          yield {
            message: defect.message,
            at: (found ?? subject).at,
            data: { found: found ?? '', expected },
            expected,
            actual: found,
          }
          break
        }
        case 'issuer':
          yield {
            message: 'issuer',
            at: (aki ?? issuer).at,
            data: { found: issuer.cn ?? issuer.rfc2253() },
            actual: aki,
          }
          break
        case 'notYet':
          yield { message: 'notYet', at: notBefore.at, data: { day: dayOf(notBefore.value) } }
          break
        case 'expired':
          yield { message: 'expired', at: notAfter.at, data: { day: dayOf(notAfter.value) } }
          break
        case 'chain':
          yield {
            message: 'chain',
            at: issuer.at,
            data: { issuer: defect.issuer.subject.cn ?? defect.issuer.subject.rfc2253() },
            related: [{ at: defect.issuer.at, text: { en: 'the authority', fr: "l'autorité" } }],
          }
          break
        case 'revoked':
          yield { message: 'revoked', at: signer.serial.at, data: { day: dayOf(defect.date) } }
      }
  },
})
