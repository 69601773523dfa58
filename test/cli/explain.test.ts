import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../src/cli/exit.ts'
import { explainCommand } from '../../src/cli/explain.ts'
import { run } from '../../src/cli/run.ts'

async function explain(what: string, lang = 'en', columns = 100): Promise<string> {
  const out: string[] = []
  const stdout = { write: (text: string) => void out.push(text), columns }
  const stderr = { write: () => {} }
  expect(await explainCommand(what, { lang }, { stdout, stderr, env: {}, cwd: '/' })).toBe(0)
  return out.join('')
}

const title = async (what: string, lang?: string) => (await explain(what, lang)).split('\n')[0]

describe('explain', () => {
  it('knows a rule by id or name in any case', async () => {
    const page = await explain('VIHF-001')
    expect(page).toContain('VIHF-001 — The NameID of the VIHF')
    for (const heading of ['Why', 'How to fix', 'What it says', 'Requirements', 'What it reads'])
      expect(page).toMatch(new RegExp(`^${heading}$`, 'm'))
    expect(page).toContain('G-64 (NameID, second form')
    for (const name of ['vihf-001', 'nameid-mos-prefixed', 'NameidMosPrefixed', ' Nameid Mos Prefixed '])
      expect(await explain(name), name).toBe(page)
  })

  it('speaks French', async () => {
    const page = await explain('SITE-001', 'fr')
    expect(page).toContain('Comment corriger')
    expect(page).toContain('le FQDN de son PACS')
  })

  it('knows requirements, their rules, and what of a command serves them', async () => {
    expect(await explain('G-64')).toContain('VIHF-001')
    expect(await explain('G-45')).toContain('dmplint plan: mode A')
    expect(await explain('EX_2.1-1140', 'fr')).toContain('Seul un auteur ajoute ou remplace')
  })

  it('knows code tables, standards and topics', async () => {
    expect(await title('TRE_G08')).toBe('NOS-TRE_G08 — TRE_G08-TypeIdentifiantPersonne')
    expect(await title('RFC5280-4.1.2.5')).toBe('RFC5280-4.1.2.5 — Validity')
    expect(await explain('ordering')).toContain('https://meshabilitations.esante.gouv.fr')
    expect(await explain('sources', 'fr')).toContain('JDV_J61')
  })

  it.each([
    ['Aucun AuthorInstitution ne correspond…', 'Aucun AuthorInstitution'],
    ['aucun author institution ne corespond a l utilisateur', 'Aucun AuthorInstitution'],
    ['ERREUR D’AUTHENTIFICATION DE LA PERSONNE MORALE [indirect]', "Erreur d'authentification"],
    ['<Code>ns:DMPInvalidCertificate</Code>', 'DMPInvalidCertificate'],
    ['Not a valid signature certificate', 'DMPInvalidCertificate'],
    ['2026-11-24 10:12 ERROR retour: Structure introuvable ou Inactive (id=1)', "Impossible d'effectuer"],
    ['ps et structure non lies', 'PS et Structure non liés'],
    ['specialite obligatoire pour les medecins', 'Aucune spécialité'],
    ['xdspatientiddoesnotmatch', 'XDSPatientIdDoesNotMatch'],
    ['urn:XDSMissingDocumentMetadata', 'XDSMissingDocumentMetadata'],
    ['XDSNonIdenticalSize', 'XDSNonIdenticalHash'],
    ['ERR 901', '901 Auteur'],
    ['Author not authorised to replace', '901 Auteur'],
    ["Niveau d'accès insuffisant", 'DESIR_560'],
  ])('recognises the message %j', async (pasted, wanted) => {
    expect(await title(pasted)).toContain(wanted)
  })

  it('shows several candidates when it is not sure', async () => {
    const out = await explain('INS absent incomplet')
    expect(out).toContain('Several known messages are like this one')
    expect(out.match(/^What to check$/gm)?.length).toBeGreaterThan(1)
  })

  it('suggests what was perhaps meant', async () => {
    const message = await explain('nameid-mos-prefixd').catch((error: Error) => error.message)
    expect(message).toContain('did you mean')
    expect(message).toContain('VIHF-001')
    await expect(explain('bonjour', 'fr')).rejects.toThrow(UsageError)
    await expect(explain('bonjour', 'fr')).rejects.toThrow("rien n'est connu")
    const err: string[] = []
    const code = await run(['explain', 'bonjour'], {
      stdout: { write: () => {} },
      stderr: { write: (text: string) => void err.push(text) },
      env: {},
      cwd: '/',
    })
    expect(code).toBe(2)
    expect(err.join('')).toContain("nothing is known of 'bonjour'")
  })

  it('folds to the width of the terminal', async () => {
    for (const line of (await explain('VIHF-001', 'fr', 60)).split('\n')) expect(line.length).toBeLessThanOrEqual(60)
  })

  it('repeats no active character and takes any text', async () => {
    const message = await explain('\u001b[31mx\u202e').catch((error: Error) => error.message)
    expect(message).not.toMatch(/[\u001b\u202e]/)
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async what => {
        const out = await explain(what).catch((error: Error) => {
          expect(error).toBeInstanceOf(UsageError)
          return error.message
        })
        expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
      }),
      { numRuns: 100 },
    )
  })
})
