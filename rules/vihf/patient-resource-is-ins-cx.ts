import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'

/** Matricule of 15 characters (Corsica writes its department 2A or 2B), an OID of the INS, and what may follow CX.5. */
const INS_CX = /^[0-9]{5}(?:[0-9]{2}|2[AB])[0-9]{8}\^\^\^&1\.2\.250\.1\.213\.1\.4\.(?:8|9|10|11)&ISO\^NH(?:\^.*)?$/

export default defineRule({
  id: 'VIHF-018',
  name: 'patient-resource-is-ins-cx',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-VIHF', 'EX_2.1-2035', 'EX_GEN-1250'],
  evidence: 'official',
  inputs: { token: each('vihf') },
  messages: {
    malformed: {
      en: 'The resource-id is not an INS: 15 characters of matricule, then ^^^&OID&ISO^NH.',
      fr: "Le resource-id n'est pas un INS : 15 caractères de matricule, puis ^^^&OID&ISO^NH.",
    },
    insC: {
      en: 'The resource-id is an INS-C, which the DMP no longer takes.',
      fr: 'Le resource-id est un INS-C, que le DMP ne prend plus.',
    },
    spaces: {
      en: 'The resource-id holds spaces: the matricule is written as 15 characters without any.',
      fr: "Le resource-id contient des espaces : le matricule s'écrit en 15 caractères sans espace.",
    },
    escapedTwice: {
      en: 'The resource-id was escaped twice: its & reads &amp; once the XML is decoded.',
      fr: 'Le resource-id a été échappé deux fois : son & se lit &amp; une fois le XML décodé.',
    },
  },
  docs: {
    en: {
      title: 'The resource-id is the INS of the patient, MATRICULE^^^&OID&ISO^NH.',
      why: 'The token says whose DMP is called. The mapping of the CI-SIS fills resource-id from the INS, which EX_GEN-1250 wants fetched and qualified, and the DMP server checks its form (EX_2.1-2035).',
      fix: 'Write the matricule with its key, without spaces, and the OID of its kind: 1.2.250.1.213.1.4.8 for a NIR, .9 for a NIA. Escape each & once in the XML.',
    },
    fr: {
      title: "Le resource-id est l'INS du patient, MATRICULE^^^&OID&ISO^NH.",
      why: "Le jeton dit de qui le DMP est appelé. Le mapping du CI-SIS remplit resource-id avec l'INS, qu'EX_GEN-1250 veut récupéré et qualifié, et le serveur DMP en contrôle la forme (EX_2.1-2035).",
      fix: "Écrire le matricule avec sa clé, sans espace, et l'OID de son type : 1.2.250.1.213.1.4.8 pour un NIR, .9 pour un NIA. Échapper chaque & une seule fois dans le XML.",
    },
  },
  *check({ token }) {
    const { resourceId } = token
    if (!resourceId || resourceId.value.trim() === '') return notApplicable
    if (INS_CX.test(resourceId.value)) return
    yield { message: messageOf(resourceId.value), at: resourceId.at, actual: resourceId }
  },
})

function messageOf(value: string) {
  if (value.includes('&amp;')) return 'escapedTwice'
  if (/1\.2\.250\.1\.213\.1\.4\.2(?![0-9])|INS-C/.test(value)) return 'insC'
  return INS_CX.test(value.replace(/\s+/g, '')) ? 'spaces' : 'malformed'
}
