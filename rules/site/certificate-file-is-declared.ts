import { all, defineRule, each, notApplicable } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'SITE-040',
  name: 'certificate-file-is-declared',
  level: 'note',
  priority: 2,
  requirements: ['G-70', 'G-44'],
  evidence: 'inferred',
  inputs: { site: each('site'), certificates: all('certificate') },
  messages: {
    unlisted: {
      en: "The certificate of '{subject}' lies in the folder of the site, but dmplint.yaml does not list it.",
      fr: 'Le certificat de « {subject} » se trouve dans le dossier du site, mais dmplint.yaml ne le déclare pas.',
    },
  },
  docs: {
    en: {
      title: 'Each certificate in the folder of a site is listed in its dmplint.yaml.',
      why: 'The guide of December 2025 asks which certificates a structure needs (G-44) and on which server each stands (G-70): what is not listed is not checked, and is often a copy that was forgotten.',
      fix: 'List the file under certificates: with its usage, system and server, or remove it from the folder.',
    },
    fr: {
      title: "Chaque certificat du dossier d'un site est déclaré dans son dmplint.yaml.",
      why: "Le guide de décembre 2025 demande quels certificats il faut à une structure (G-44) et sur quel serveur est chacun (G-70) : ce qui n'est pas déclaré n'est pas contrôlé, et c'est souvent une copie oubliée.",
      fix: 'Déclarer le fichier sous certificates: avec son usage, son système et son serveur, ou le retirer du dossier.',
    },
  },
  *check({ certificates }) {
    const leaves = certificates.filter(({ isCa, roles }) => !isCa && !roles.includes('trust'))
    const listed = leaves.filter(({ uses }) => uses.length > 0)
    // Other leaves of a listed file belong to it, and the same certificate in another file form is listed.
    const sources = new Set(listed.map(({ source }) => source))
    const known = new Set(listed.map(({ sha256 }) => sha256))
    for (const { source, sha256, subject, at } of leaves) {
      if (sources.has(source) || known.has(sha256)) continue
      known.add(sha256)
      yield { message: 'unlisted', at, data: { subject: subject.cn ?? subject.rfc2253() } }
    }
    return leaves.length === 0 ? notApplicable : undefined
  },
})
