/// <reference types="vite/client" />
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { check } from '../src/check.ts'
import type { Report, Result } from '../src/engine/report.ts'
import type { Rule } from '../src/engine/rule.ts'
import { MemoryFiles } from '../src/loading/files.ts'

/**
 * The certificate rules over certificates that others made: defective ones of zlint, with its verdicts, and genuine
 * ones of the IGC-Santé.
 */
const SAMPLES = '../shared/samples'
const present = existsSync(`${SAMPLES}/robustness/certificates`)

const RULES = Object.values(import.meta.glob<{ default: Rule }>('../rules/certificate/*.ts', { eager: true })).map(
  ({ default: rule }) => rule,
)

const judge = (folder: string): Promise<Report> =>
  check({
    files: new MemoryFiles(
      readdirSync(folder)
        .filter(file => file.endsWith('.pem'))
        .map(path => ({ path, bytes: readFileSync(`${folder}/${path}`) })),
    ),
    paths: [''],
    rules: RULES,
    at: Date.parse('2026-11-24T12:00:00Z'),
    version: '0.0.0',
  })

/** What the rules say where a lint says Error or Warn: a rule, its message, and a part of its words or of its path. */
type Counterpart = readonly [rule: string, message: string, about?: string]

const COUNTERPARTS: Readonly<Record<string, Counterpart>> = {
  e_cert_extensions_version_not_3: ['CERT-035', 'version'],
  e_cert_unique_identifier_version_not_2_or_3: ['CERT-035', 'uniqueId'],
  e_serial_number_not_positive: ['CERT-036', 'notPositive'],
  e_utc_time_not_in_zulu: ['CERT-037', 'zone'],
  e_wrong_time_format_pre2050: ['CERT-037', 'generalized'],
  e_validity_time_not_positive: ['CERT-037', 'reversed'],
  e_tbs_signature_rsa_encryption_parameter_not_null: ['CERT-038', 'parameters'],
  e_ext_cert_policy_duplicate: ['CERT-039', 'policy'],
  e_basic_constraints_not_critical: ['CERT-040', 'notCritical'],
  e_ext_key_usage_cert_sign_without_ca: ['CERT-040', 'certSignWithoutCa'],
  e_sub_cert_key_usage_cert_sign_bit_set: ['CERT-040', 'certSignWithoutCa'],
  e_path_len_constraint_improperly_included: ['CERT-040', 'pathLengthWithoutCa'],
  e_path_len_constraint_zero_or_less: ['CERT-040', 'negative'],
  e_key_usage_and_extended_key_usage_inconsistent: ['CERT-041', 'contradiction'],
  e_ext_aia_marked_critical: ['CERT-042', 'critical', 'authorityInfoAccess'],
  e_ext_authority_key_identifier_critical: ['CERT-042', 'critical', 'authorityKeyIdentifier'],
  e_ext_freshest_crl_marked_critical: ['CERT-042', 'critical', 'freshestCRL'],
  e_ext_subject_key_identifier_critical: ['CERT-042', 'critical', 'subjectKeyIdentifier'],
  e_sub_ca_crl_distribution_points_marked_critical: ['CERT-043', 'critical', 'cRLDistributionPoints'],
  e_sub_cert_crl_distribution_points_marked_critical: ['CERT-043', 'critical', 'cRLDistributionPoints'],
  w_ext_crl_distribution_marked_critical: ['CERT-043', 'critical', 'cRLDistributionPoints'],
  e_dnsname_bad_character_in_label: ['CERT-045', 'malformed'],
  e_dnsname_empty_label: ['CERT-045', 'malformed'],
  e_dnsname_hyphen_in_sld: ['CERT-045', 'malformed'],
  e_dnsname_label_too_long: ['CERT-045', 'malformed'],
  e_dnsname_left_label_wildcard_correct: ['CERT-045', 'malformed'],
  e_dnsname_underscore_in_sld: ['CERT-045', 'malformed'],
  e_dnsname_wildcard_only_in_left_label: ['CERT-045', 'malformed'],
  e_rfc_dnsname_empty_label: ['CERT-045', 'malformed'],
  e_rfc_dnsname_hyphen_in_sld: ['CERT-045', 'malformed'],
  e_rfc_dnsname_label_too_long: ['CERT-045', 'malformed'],
  e_rfc_dnsname_underscore_in_sld: ['CERT-045', 'malformed'],
  e_subject_dn_country_not_printable_string: ['CERT-046', 'country', 'subject.C'],
  e_issuer_dn_country_not_printable_string: ['CERT-046', 'country', 'issuer.C'],
  e_subject_common_name_max_length: ['CERT-046', 'long', 'subject.CN'],
  e_subject_organization_name_max_length: ['CERT-046', 'long', 'subject.O'],
  e_subject_organizational_unit_name_max_length: ['CERT-046', 'long', 'subject.OU'],
  e_superfluous_ku_encoding: ['CERT-047', 'departure', 'trailing zero bits'],
}

/** The IGC-Santé is a private PKI: what the CA/Browser Forum asks of the public web is left off on purpose. */
const CABF = 'CA/Browser Forum'
const NO_COUNTERPART: Readonly<Record<string, string>> = {
  e_invalid_certificate_version: `${CABF}: version 1 without extensions is no defect of RFC 5280; with extensions it is CERT-035`,
  e_cs_crl_distribution_points: `${CABF}: code signing`,
  e_cs_max_validity_period_39_months: `${CABF}: code signing`,
  e_cs_max_validity_period_460_days: `${CABF}: code signing`,
  e_dnsname_contains_prohibited_reserved_label: `${CABF}: labels with two hyphens other than xn-- are well-formed in RFC 1034`,
  e_dnsname_not_valid_tld: `${CABF}: a list of public top-level domains, which would age in an offline program`,
  e_onion_subject_validity_time_too_large: `${CABF}: onion names`,
  e_underscore_permissible_in_dnsname_if_valid_when_replaced: `${CABF}: a transition for underscores, which CERT-045 always refuses`,
  e_underscore_present_with_too_long_validity: `${CABF}: a transition for underscores, which CERT-045 always refuses`,
  e_sub_ca_crl_distribution_points_missing: `${CABF}: RFC 5280 only recommends distribution points`,
  e_sub_cert_crl_distribution_points_does_not_contain_url: `${CABF}: the LDAP points of the IGC-Santé are normal`,
  e_subscribers_crl_distribution_points_are_http: `${CABF}: the LDAP points of the IGC-Santé are normal`,
  e_subscribers_shall_have_crl_distribution_points: `${CABF}: RFC 5280 only recommends distribution points`,
  e_sub_cert_basic_constraints_not_critical: `${CABF}: CA:FALSE, critical or not, is valid in a leaf (CERT-040)`,
  e_sub_cert_key_usage_crl_sign_bit_set: `${CABF}: RFC 5280 lets a CRL issuer be no authority`,
  w_root_ca_basic_constraints_path_len_constraint_field_present: `${CABF}: RFC 5280 allows it in a root`,
  e_key_usage_incorrect_length:
    'zlint wants one octet; RFC 5280 defines nine bits, and bits beyond them are no defect of DER',
}

/** Rows where the rules do not follow zlint, and why. */
const DISSENT: Readonly<Record<string, string>> = {
  'kuEkuInconsistent.pem e_key_usage_and_extended_key_usage_inconsistent':
    'digitalSignature fits serverAuth, and CERT-041 wants one usage that fits; zlint wants no other besides',
  'keyUsageWithoutTrailingZeroes.pem e_superfluous_ku_encoding':
    'the bits 00000110 with no unused bit end in a zero bit, which X.690 removes; zlint looks for whole zero octets',
}

describe.skipIf(!present)('certificates made to fail (needs ../shared)', () => {
  const folder = `${SAMPLES}/robustness/certificates`
  const rows = present
    ? readFileSync(`${folder}/EXPECTATIONS.tsv`, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map(row => row.split('\t') as [file: string, lint: string, expected: string])
    : []

  it('maps every lint to a rule or says why not', () => {
    const lints = [...new Set(rows.map(([, lint]) => lint))].sort()
    expect([...Object.keys(COUNTERPARTS), ...Object.keys(NO_COUNTERPART)].sort()).toEqual(lints)
    expect(Object.keys(DISSENT).filter(row => !rows.some(([file, lint]) => row === `${file} ${lint}`))).toEqual([])
  })

  it('agrees with zlint, except where it is written why', async () => {
    const report = await judge(folder)
    expect(report.failures).toEqual([])
    const disagreements: string[] = []
    for (const [file, lint, expected] of rows) {
      const counterpart = COUNTERPARTS[lint]
      if (!counterpart) continue
      const said = report.results.some(result => result.place.uri === file && says(result, counterpart))
      if (said !== (expected !== 'Pass')) disagreements.push(`${file} ${lint}`)
    }
    expect(disagreements.sort()).toEqual(Object.keys(DISSENT).sort())
  })
})

function says(result: Result, [rule, message, about]: Counterpart): boolean {
  if (result.rule !== rule || result.messageId !== message) return false
  return about === undefined || result.message.includes(about) || result.place.path.endsWith(about)
}

/** Every finding on the genuine files, in the order of the ids. */
const GENUINE: Readonly<Record<string, readonly string[]>> = {
  'PROD-chain-EL-ORG.pem': [],
  'TEST-chain-EL-ORG.pem': [],
  'TEST-ORG-AUTH_CLI-2025-FINESS-11B0073160-CN-EMA.pem': [],
  'TEST-ORG-SIGN-2026-Liste-Blanche-DRIM-M.pem': [],
  'TEST-ORG-SIGN-742d8553.pem': ['CERT-021 expired'],
  // Two names, for a use outside the DRIMbox: without a site description the use is not known.
  'TEST-SERV-SSL-2017.pem': ['CERT-020 several', 'CERT-021 expired'],
  // L is a TeletexString in a certificate of 2015.
  'legacy-class4-server.pem': ['CERT-007 legacy', 'CERT-021 expired', 'CERT-046 type'],
}

describe.skipIf(!present)('genuine certificates (needs ../shared)', () => {
  it('have the defects that they are known to have and no other', async () => {
    const report = await judge(`${SAMPLES}/certificates`)
    expect(report.failures).toEqual([])
    const found = Object.fromEntries(Object.keys(GENUINE).map(file => [file, [] as string[]]))
    for (const { rule, messageId, place } of report.results) found[place.uri]?.push(`${rule} ${messageId}`)
    for (const list of Object.values(found)) list.sort()
    expect(found).toEqual(GENUINE)
  })

  it('verify to their root, and to that one only', async () => {
    const read = (file: string) => readFileSync(`${SAMPLES}/certificates/${file}`)
    const site = (trust: string) =>
      new MemoryFiles([
        {
          path: 'dmplint.yaml',
          bytes: Buffer.from(
            `version: 1\nname: Essai\ntrust: [${trust}]\ncertificates:\n  - { file: leaf.pem, usage: dmp-auth }\n`,
          ),
        },
        { path: 'leaf.pem', bytes: read('TEST-ORG-AUTH_CLI-2025-FINESS-11B0073160-CN-EMA.pem') },
        { path: 'test.pem', bytes: read('TEST-chain-EL-ORG.pem') },
        { path: 'prod.pem', bytes: read('PROD-chain-EL-ORG.pem') },
      ])
    const judged = (trust: string) =>
      check({ files: site(trust), paths: [''], rules: RULES, at: Date.parse('2026-11-24T12:00:00Z'), version: '0.0.0' })
    const right = await judged('test.pem')
    expect(right.results).toEqual([])
    expect(right.rules.find(({ id }) => id === 'CERT-003')?.counts.pass).toBe(1)
    const wrong = await judged('prod.pem')
    expect(wrong.results.map(({ rule, messageId }) => `${rule} ${messageId}`)).toEqual(['CERT-004 intermediate'])
  })
})
