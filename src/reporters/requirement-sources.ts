/**
 * Where the requirements come from. The ids of the sources were never made to be told apart; this table is the one
 * place that knows their shapes.
 */
export interface RequirementSource {
  /** Name of the SARIF taxonomy. */
  readonly name: string
  readonly fullName: string
  readonly organization: string
  readonly version: string
  readonly uri?: string
}

const GUIDE: RequirementSource = {
  name: 'ANS-GUIDE',
  fullName: 'Guide de commande des certificats IGC-Santé et consignes de mise en œuvre, Ségur imagerie vague 2',
  organization: 'Agence du numérique en santé',
  version: '2025-12',
  uri: 'https://industriels.esante.gouv.fr/',
}
const GI_DMP: RequirementSource = {
  name: 'GI-DMP',
  fullName: "Guide d'intégration DMP (SEL-MP-037)",
  organization: 'GIE SESAM-Vitale',
  version: '2.10.0',
  uri: 'https://www.sesam-vitale.fr/',
}
const REM: RequirementSource = {
  name: 'REM',
  fullName: "Référentiel d'exigences minimales DRIM-M, projet",
  organization: 'Agence du numérique en santé',
  version: '2023-02',
  uri: 'https://github.com/ansforge/segur-squash-plugins',
}
const IHE: RequirementSource = {
  name: 'IHE',
  fullName: 'IHE Technical Frameworks',
  organization: 'IHE International',
  version: 'current',
  uri: 'https://profiles.ihe.net/',
}
const FAQ: RequirementSource = {
  name: 'FAQ',
  fullName: 'FAQ des industriels',
  organization: 'Agence du numérique en santé',
  version: '2026',
  uri: 'https://industriels.esante.gouv.fr/faq-des-industriels',
}
const CI_SIS: RequirementSource = {
  name: 'CI-SIS',
  fullName: "Cadre d'interopérabilité des systèmes d'information de santé",
  organization: 'Agence du numérique en santé',
  version: 'current',
  uri: 'https://esante.gouv.fr/offres-services/ci-sis/espace-publication',
}
const MOS_NOS: RequirementSource = {
  name: 'MOS-NOS',
  fullName: 'Modèle et nomenclatures des objets de santé',
  organization: 'Agence du numérique en santé',
  version: 'current',
  uri: 'https://mos.esante.gouv.fr/',
}
const STANDARDS: RequirementSource = {
  name: 'STANDARDS',
  fullName: 'Other standards: IETF, ITU-T, W3C, OASIS, DICOM, ETSI',
  organization: 'various',
  version: 'current',
}

/** In this order in every report. */
export const REQUIREMENT_SOURCES: readonly RequirementSource[] = [
  GUIDE,
  GI_DMP,
  REM,
  IHE,
  FAQ,
  CI_SIS,
  MOS_NOS,
  STANDARDS,
]

const SHAPES: readonly (readonly [RegExp, RequirementSource])[] = [
  [/^G-\d/, GUIDE],
  [/^(?:EX|RG|REC|EF)_|^PDT-/, GI_DMP],
  [/^(?:ITI|RAD)-TF/, IHE],
  [/^FAQ-/, FAQ],
  [/^CISIS-|^IMG-|^HL7/, CI_SIS],
  [/^(?:NOS|MOS)-|^(?:JDV|ASS)_/, MOS_NOS],
  // `DB.SO.19`, `AUTH/va1.01`, `SSI/IE.43`: upper case letters, then a dot or a stroke.
  [/^(?!X\.)(?:SC\.)?[A-Z]+[./][A-Za-z]/, REM],
  [/^PSC\.\d/, REM],
]

/** Source of a requirement id of the rule catalogue; unknown shapes are standards. */
export function sourceOfRequirement(id: string): RequirementSource {
  return SHAPES.find(([shape]) => shape.test(id))?.[1] ?? STANDARDS
}
