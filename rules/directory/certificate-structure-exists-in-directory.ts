import { all, defineRule, each, notApplicable, one, optional } from '../../src/engine/rule.ts'
import { parseStructureId, sameStructureText } from '../../src/identifiers/index.ts'
import { isStructureId, isTestSubject, silence } from '../shared/directory.ts'
import { isOnScmOrSci, servesPractice } from '../shared/legal-form.ts'

export default defineRule({
  id: 'DIR-004',
  name: 'certificate-structure-exists-in-directory',
  level: 'warning',
  priority: 1,
  requirements: ['G-27', 'G-28', 'FAQ-12', 'FAQ-15'],
  evidence: 'official',
  inputs: {
    certificate: each('certificate'),
    directory: one('directory'),
    site: optional('site'),
    userinfos: all('userinfo'),
  },
  messages: {
    unknown: {
      en: "The structure '{structure}' of this certificate is not in the national directory.",
      fr: "La structure « {structure} » de ce certificat n'est pas dans l'annuaire national.",
    },
    unknownSiret: {
      en: "The SIRET or SIREN '{structure}' of this certificate is not in the national directory, the usual sign of an SCM, an SCI or a holding.",
      fr: "Le SIRET ou SIREN « {structure} » de ce certificat n'est pas dans l'annuaire national, signe habituel d'une SCM, d'une SCI ou d'une holding.",
    },
    inactive: {
      en: "The structure '{structure}' of this certificate is closed in the national directory.",
      fr: "La structure « {structure} » de ce certificat est fermée dans l'annuaire national.",
    },
  },
  docs: {
    en: {
      title: 'The structure of an ORG certificate that serves a structure of practice is in the national directory.',
      why: 'An organisation certificate names the structure where the doctors practise (G-27). The directory publishes the SIRET of companies only, so an absent SIRET points at an SCM or SCI, which get no certificate (G-28).',
      fix: 'Order the certificate on the identifier that the directory gives for the doctors: FINESS juridique, SIRET of the company, or RPPS-rang. For an operator certificate, declare its usage in dmplint.yaml.',
    },
    fr: {
      title: "La structure d'un certificat ORG qui sert une structure d'exercice est dans l'annuaire national.",
      why: "Un certificat d'organisation désigne la structure d'exercice des médecins (G-27). L'annuaire ne publie le SIRET que des sociétés : un SIRET absent désigne souvent une SCM ou une SCI, qui n'obtiennent pas de certificat (G-28).",
      fix: "Commander le certificat sur l'identifiant que l'annuaire donne pour les médecins : FINESS juridique, SIRET de la société ou RPPS-rang. Pour un certificat d'opérateur, déclarer son usage dans dmplint.yaml.",
    },
  },
  *check({ certificate, directory, site }, { at }) {
    const { structure, profile, notBefore } = certificate
    if (!structure || !servesPractice(certificate) || profile === 'serv-ssl') return notApplicable
    if (!isStructureId(structure.value) || isTestSubject(structure.value, site)) return notApplicable
    if (certificate.environment === 'test') return notApplicable
    if (site?.structures.some(declared => sameStructureText(declared.id.value, structure.value))) return notApplicable
    if (isOnScmOrSci(certificate, site, directory)) return notApplicable
    const found = directory.structure(structure.value)
    if (found?.active) return
    const silent = found ? undefined : silence(directory, notBefore.value, at)
    if (silent) return silent
    const id = parseStructureId(structure.value)
    const company = id.kind === 'siret' || id.kind === 'siren'
    yield {
      message: found ? 'inactive' : company ? 'unknownSiret' : 'unknown',
      at: structure.at,
      data: { structure },
      actual: structure,
    }
  },
})
