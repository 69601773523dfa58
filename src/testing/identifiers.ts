/**
 * Invented identifiers with true keys. Each maker takes the free part and adds the key; the free parts used by the
 * worlds stand outside the ranges that are given out (RPPS 19…, SIREN 000…, FINESS of department 99, commune 69999).
 */

/** The digit that makes the Luhn sum of `body` + digit divisible by ten. Letters A and B count as 1 and 2. */
export function luhnDigit(body: string): string {
  const digits = [...body.replaceAll('A', '1').replaceAll('B', '2')].map(Number).reverse()
  const sum = digits.reduce((total, digit, i) => {
    const doubled = i % 2 === 0 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

const withKey = (body: string): string => body + luhnDigit(body)

/** RPPS (11 digits) of its first ten. */
export const rpps = (body: string): string => withKey(body)

/** RPPS-rang (14 digits) of an RPPS and a rank. */
export const rppsRang = (holder: string, rank = 1): string => withKey(holder + String(rank).padStart(2, '0'))

/** SIREN (9 digits) of its first eight. */
export const siren = (body: string): string => withKey(body)

/** SIRET (14 digits) of a SIREN and an establishment number. */
export const siret = (company: string, establishment = 1): string =>
  withKey(company + String(establishment).padStart(4, '0'))

/** FINESS (9 characters) of its first eight. */
export const finess = (body: string): string => withKey(body)

/** INS matricule (15 characters) of its first thirteen. */
export function ins(body: string): string {
  const digits = body.replace('2A', '19').replace('2B', '18')
  return body + String(97 - Number(BigInt(digits) % 97n)).padStart(2, '0')
}
