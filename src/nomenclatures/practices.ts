/**
 * How doctors practise in a structure, as the guide of December 2025 tells three cases apart by sector (G-29, G-30,
 * G-32). By code of TRE_R02; the guide says nothing of the other sectors.
 */
export type SectorPractice = 'establishment' | 'company' | 'cabinet'

export const PRACTICE_OF_SECTOR: ReadonlyMap<string, SectorPractice> = new Map([
  ['SA01', 'establishment'],
  ['SA02', 'establishment'],
  ['SA03', 'establishment'],
  ['SA04', 'establishment'],
  ['SA07', 'cabinet'],
  ['SA08', 'cabinet'],
  ['SA09', 'company'],
  ['SA30', 'establishment'],
  ['SA36', 'establishment'],
])
