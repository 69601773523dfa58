import { defineRule, each, optional } from '../../src/engine/rule.ts'

export default defineRule({
  id: 'RUN-012',
  name: 'directory-is-available',
  level: 'note',
  priority: 1,
  requirements: ['ANN/va1.01', 'G-68'],
  evidence: 'inferred',
  inputs: { site: each('site'), directory: optional('directory') },
  messages: {
    absent: {
      en: 'No directory index is given: whether structures and doctors exist, and with which specialty, is not evaluated.',
      fr: "Aucun index de l'annuaire n'est donné : l'existence des structures et des médecins, et leurs spécialités, ne sont pas évaluées.",
    },
  },
  docs: {
    en: {
      title: 'A directory index is given.',
      why: 'Identifiant_Structure must exist in the Annuaire Santé (G-68) and the legalAuthenticator must be a radiologist or nuclear physician (G-65). Offline, only an index made from the public extraction can tell.',
      fix: 'dmplint directory import EXTRACTION.zip --out annuaire, then directory: ./annuaire in dmplint.yaml, or --directory.',
    },
    fr: {
      title: "Un index de l'annuaire est donné.",
      why: "Identifiant_Structure doit exister dans l'Annuaire Santé (G-68) et le legalAuthenticator doit être radiologue ou médecin nucléaire (G-65). Hors ligne, seul un index tiré de l'extraction publique peut le dire.",
      fix: 'dmplint directory import EXTRACTION.zip --out annuaire, puis directory: ./annuaire dans dmplint.yaml, ou --directory.',
    },
  },
  *check({ site, directory }) {
    if (!directory) yield { message: 'absent', at: site.at }
  },
})
