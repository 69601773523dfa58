/** Specialties of TRE_R38 (OID 1.2.250.1.213.2.28) that make a doctor an imaging specialist for the DMP checks. */

/**
 * Nuclear medicine, diagnostic radiology (old and new diplomas) and radiology with the interventional option. SM45
 * (radiotherapy) is not one, though a page of the ANS lists it; SM74 and SM94, valid since 2023-10-30, are.
 */
export const imagingSpecialties: ReadonlySet<string> = new Set(['SM28', 'SM44', 'SM55', 'SM74', 'SM94'])

/** Qualifications that do not make an imaging specialist but that imaging departments do hold: radiotherapy, and the former nuclear medicine titles. */
export const plausibleImagingSpecialties: ReadonlySet<string> = new Set(['SM45', 'C69', 'DSM222'])
