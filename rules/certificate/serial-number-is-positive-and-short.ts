import { defineRule, each } from '../../src/engine/rule.ts'

const MOST = 20

export default defineRule({
  id: 'CERT-036',
  name: 'serial-number-is-positive-and-short',
  level: 'error',
  priority: 3,
  requirements: ['RFC5280-4.1.2.2'],
  evidence: 'official',
  inputs: { certificate: each('certificate') },
  messages: {
    notPositive: { en: 'The serial number is not positive.', fr: "Le numéro de série n'est pas positif." },
    long: {
      en: 'The serial number has {octets} octets, more than 20.',
      fr: 'Le numéro de série a {octets} octets, plus de 20.',
    },
  },
  docs: {
    en: {
      title: 'The serial number is positive and has at most 20 octets.',
      why: 'RFC 5280 (section 4.1.2.2). Revocation lists and signatures name a certificate by issuer and serial number; software that stores 20 octets cuts longer ones.',
      fix: 'Draw the certificate again: it was made by faulty software.',
    },
    fr: {
      title: 'Le numéro de série est positif et a 20 octets au plus.',
      why: 'RFC 5280 (section 4.1.2.2). Les listes de révocation et les signatures désignent un certificat par émetteur et numéro de série ; un logiciel qui garde 20 octets coupe les plus longs.',
      fix: 'Commander à nouveau le certificat : il a été fait par un logiciel fautif.',
    },
  },
  *check({ certificate }) {
    const { serial } = certificate
    if (!serial.positive) yield { message: 'notPositive', at: serial.at, actual: serial }
    if (serial.octets > MOST) yield { message: 'long', at: serial.at, data: { octets: serial.octets } }
  },
})
