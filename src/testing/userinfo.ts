import { type Doctor, doctorId, type Structure } from './facts.ts'

/** One activity of the UserInfo of Pro Santé Connect; its claims keep their official spelling. */
export interface UserInfoActivity {
  structure: Structure
  finessSite?: string
  finessLegal?: string
  siret?: string
  mode?: string
  /** ancienIdentifiantDeLaStructure; the id of the structure unless set. */
  structureId?: string
}

/** The answer of Pro Santé Connect for a doctor with these activities, as an object to change before it is written. */
export function userInfo(doctor: Doctor, activities: readonly UserInfoActivity[]) {
  const id = doctorId(doctor)
  const [first] = activities
  const sector = first?.structure.sector
  return {
    sub: `f:5d0c8a1e-7b42-4f0e-8d2b-1c9e64a80b77:${id}`,
    preferred_username: id,
    SubjectNameID: id,
    given_name: doctor.given,
    family_name: doctor.family,
    email_verified: false,
    Secteur_Activite: sector ? `${sector.code}^${sector.system}` : '',
    SubjectRole: ['10^1.2.250.1.213.1.1.5.5'],
    SubjectOrganization: first?.structure.name ?? '',
    SubjectOrganizationID: 'R95001',
    Palier_Authentification: 'APPPRIP3^1.2.250.1.213.1.5.1.1.1',
    UITVersion: '1.0',
    PSI_Locale: '1.2.250.1.213.1.3.1.1',
    Acces_Regulation_Medicale: 'FAUX',
    Mode_Acces_Raison: '',
    otherIds: [{ identifiant: id, origine: 'RPPS', qualite: 1 }],
    SubjectRefPro: {
      codeCivilite: '',
      exercices: [
        {
          codeProfession: '10',
          codeCategorieProfessionnelle: 'C',
          codeCiviliteDexercice: 'DR',
          nomDexercice: doctor.family,
          prenomDexercice: doctor.given,
          codeTypeSavoirFaire: 'S',
          codeSavoirFaire: doctor.specialty.code,
          activities: activities.map(activity),
        },
      ],
    },
  }
}

function activity(one: UserInfoActivity, rank: number) {
  const { structure, siret = '', finessSite = '', finessLegal = '' } = one
  return {
    codeModeExercice: one.mode ?? 'L',
    codeSecteurDactivite: structure.sector.code,
    codeSectionPharmacien: '',
    codeRole: '',
    codeGenreActivite: 'GENR01',
    numeroSiretSite: siret,
    numeroSirenSite: siret.slice(0, 9),
    numeroFinessSite: finessSite,
    numeroFinessetablissementJuridique: finessLegal,
    identifiantTechniqueDeLaStructure: finessSite ? `F${finessSite}` : `R9500${rank + 1}`,
    raisonSocialeSite: structure.name,
    enseigneCommercialeSite: '',
    codePays: '99000',
    ancienIdentifiantDeLaStructure: one.structureId ?? structure.id,
    autoriteDenregistrement: 'CNOM/CNOM/CNOM',
  }
}
