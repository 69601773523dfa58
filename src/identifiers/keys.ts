/**
 * Check digits of the identifiers used in the DMP. Every function takes the bare identifier (no type prefix) and
 * answers whether its key holds; a text of another shape answers `false`, never an error.
 *
 * A key that fails proves a wrong identifier only for RPPS, SIREN and SIRET. No official text states a key for ADELI,
 * nor for a FINESS whose second character is a letter outside Corsica; some RPPS-rang in use break theirs.
 */

/** Luhn sum (doubling every second digit from the right) divisible by ten, key digit included. */
export function luhn(digits: string): boolean {
  if (!/^[0-9]+$/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** RPPS: 11 digits, Luhn over the 11. Source: MOS, Professionnel.idNatPS. */
export function rppsKeyHolds(rpps: string): boolean {
  return rpps.length === 11 && luhn(rpps)
}

/** ADELI: 9 digits, Luhn. Seen on every number observed, stated by no official text: a failure is only a hint. */
export function adeliKeyHolds(adeli: string): boolean {
  return adeli.length === 9 && luhn(adeli.replace('A', '1').replace('B', '2'))
}

/**
 * FINESS: 9 characters, Luhn over the 9 with A read as 1 and B as 2 (Corsica, and TEST numbers `0B…`; TEST numbers
 * `1B…` have no known key and answer `false`). Source: MOS, numFINESS.
 */
export function finessKeyHolds(finess: string): boolean {
  return /^[0-9][0-9AB][0-9]{7}$/.test(finess) && luhn(finess.replace('A', '1').replace('B', '2'))
}

/** SIREN: 9 digits, Luhn. Source: MOS, EntiteJuridique. */
export function sirenKeyHolds(siren: string): boolean {
  return siren.length === 9 && luhn(siren)
}

/** The establishments of La Poste outgrew the Luhn numbers: INSEE lets them carry a digit sum divisible by five. */
const LA_POSTE = '356000000'

/** SIRET: 14 digits, Luhn over the 14, or for La Poste a digit sum divisible by 5. Source: MOS, numSiret. */
export function siretKeyHolds(siret: string): boolean {
  if (!/^[0-9]{14}$/.test(siret)) return false
  if (luhn(siret)) return true
  return siret.startsWith(LA_POSTE) && [...siret].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0
}

/**
 * RPPS-rang: RPPS of the holder of the practice (11, own key), rank (2), key over the 14.
 * Source: MOS, EntiteGeographique.identifiantEG.
 */
export function rppsRangKeysHold(rppsRang: string): { readonly rpps: boolean; readonly rang: boolean } {
  return { rpps: rppsKeyHolds(rppsRang.slice(0, 11)), rang: rppsRang.length === 14 && luhn(rppsRang) }
}

/**
 * INS (NIR or NIA): 13 characters and a key of 2 digits, 97 − (N mod 97), the Corsican departments 2A and 2B read as
 * 19 and 18. Source: INSEE numbering of the NIR; CI-SIS for the 15-character form.
 */
export function insKeyHolds(ins: string): boolean {
  const parts = /^([0-9]{5})([0-9]{2}|2A|2B)([0-9]{6})([0-9]{2})$/.exec(ins)
  if (!parts) return false
  const department = parts[2] === '2A' ? '19' : parts[2] === '2B' ? '18' : parts[2]
  return 97 - (Number(`${parts[1]}${department}${parts[3]}`) % 97) === Number(parts[4])
}
