import type { Coded } from '../artifacts/values.ts'
import { VIHF_NAMES, type Vihf } from '../artifacts/vihf.ts'
import { parseCx } from '../identifiers/index.ts'
import { aboutCode, aboutPatient, aboutPerson, aboutStructure } from './identifiers.ts'
import { type Branch, type Branches, leaf, leaves } from './tree.ts'

export function inspectToken(vihf: Vihf): Branch {
  const patient = vihf.resourceId && parseCx(vihf.resourceId.value)
  return {
    name: 'VIHF',
    value: vihf.form,
    children: [
      leaf('ID', vihf.id),
      leaf('Version', vihf.version),
      leaf('VIHF_Version', vihf.vihfVersion),
      leaf('IssueInstant', vihf.issueInstant),
      leaf('Issuer', vihf.issuer),
      leaf('Action', vihf.action),
      ...leaves('NameID', vihf.nameIds, aboutPerson),
      leaf('Authentification_Mode', vihf.mode),
      leaf('AuthnContextClassRef', vihf.contextClass),
      leaf('AuthnContextDecl', vihf.contextDecl),
      leaf('AuthnInstant', vihf.authnInstant),
      leaf('Identifiant_Structure', vihf.structure, vihf.structure && aboutStructure(vihf.structure.value)),
      leaf('Secteur_Activite', vihf.sector, vihf.sector && aboutCode('TRE_R02', vihf.sector.value.split('^')[0] ?? '')),
      leaf('subject-id', vihf.subjectId),
      ...vihf.subjectRoles.map(role => coded('role', role)),
      leaf(
        'resource-id',
        vihf.resourceId,
        patient && aboutPatient(patient.id.value, patient.authority.universalId.value),
      ),
      leaf('Ressource_URN', vihf.resourceUrn),
      vihf.purpose && coded('PurposeOfUse', vihf.purpose),
      leaf('LPS_ID', vihf.lpsId),
      leaf('LPS_Nom', vihf.lpsName),
      leaf('LPS_Version', vihf.lpsVersion),
      leaf('LPS_ID_HOMOLOGATION_DMP', vihf.approvalNumber),
      ...foreignAttributes(vihf),
    ].filter(child => child !== undefined),
  }
}

const KNOWN = new Set<string>(Object.values(VIHF_NAMES))

/** Attributes of other names: misspelt, or of another profile. */
function foreignAttributes(vihf: Vihf): Branches {
  return vihf.attributes
    .filter(({ name }) => !KNOWN.has(name.value))
    .map(({ name, values }) =>
      leaf(`Attribute ${name.value}`, values.map(({ text }) => text.value.trim()).join(', '), {
        en: 'no name of the VIHF',
        fr: 'pas un nom du VIHF',
      }),
    )
}

export const coded = (name: string, { code, codeSystem, displayName }: Coded): Branch => ({
  name,
  value: [code, codeSystem, displayName].map(part => part?.value ?? '').join('^'),
})
