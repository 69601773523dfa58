import { fileURLToPath } from 'node:url'
import { caseDefects, cases, pluginRules, selarl } from 'dmplint/testing'
import { expect, it } from 'vitest'

const rules = async file => pluginRules(fileURLToPath(new URL(`rules/${file}`, import.meta.url)))

it('software-is-ours', async () => {
  const table = cases('IMAGO-001', {
    valid: [{ name: 'our RIS', world: selarl }],
    invalid: [
      {
        name: 'another product',
        world: selarl,
        change: world => world.token.attribute('LPS_Nom', 'Other RIS'),
        expect: [{ message: 'other', level: 'warning', actual: 'Other RIS', at: 'saml2:AttributeValue' }],
      },
      { name: 'no product', world: selarl, change: world => world.token.without('LPS_Nom'), expect: ['unnamed'] },
    ],
  })
  expect(await caseDefects(table, await rules('software-is-ours.mjs'))).toEqual([])
})

it('rules in XPath', async () => {
  const loaded = await rules('headers.yaml')
  const title = cases('IMAGO-101', {
    valid: [{ name: 'a sentence', world: selarl }],
    invalid: [
      {
        name: 'capitals',
        world: selarl,
        change: world => world.report.title('SCANNER THORACIQUE'),
        expect: [{ message: 'in capitals only', level: 'note', actual: 'SCANNER THORACIQUE', at: '/title' }],
      },
    ],
  })
  const language = cases('IMAGO-102', {
    valid: [{ name: 'French', world: selarl }],
    invalid: [
      {
        name: 'English',
        world: selarl,
        change: world => world.report.raw(xml => xml.replace('code="fr-FR"', 'code="en-GB"')),
        expect: [{ message: "'en-GB'", actual: 'en-GB', at: '/languageCode/@code' }],
      },
    ],
  })
  expect(await caseDefects(title, loaded)).toEqual([])
  expect(await caseDefects(language, loaded)).toEqual([])
})
