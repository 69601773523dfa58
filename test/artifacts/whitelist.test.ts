import { expect, it } from 'vitest'
import { readWhitelist, type Whitelist } from '../../src/artifacts/whitelist.ts'
import { Source } from '../../src/sources/source.ts'
import { parseXml } from '../../src/sources/xml.ts'

const read = (text: string): Whitelist | undefined =>
  readWhitelist(parseXml(new Source({ uri: 'w.xml', bytes: Buffer.from(text) })))

const LIST = `<ListeBlancheDRIM-M xmlns="https://github.com/ansforge/DRIM-M_DATA"><versionFormat>1.0.0</versionFormat>
<ListeDomaines><Domaine><Identifiant>1</Identifiant><db>db1.example.test</db><vi>vi1.example.test</vi>
<Denomination>ACME</Denomination><DNCertificatOperateur> CN=db1.example.test,OU=338001234500017 </DNCertificatOperateur>
<DateMAJ>2026-11-20</DateMAJ></Domaine><Domaine/></ListeDomaines>
<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></ListeBlancheDRIM-M>`

it('reads the enrolled domains', () => {
  const list = read(LIST)
  expect(list?.entries).toHaveLength(2)
  const [entry, empty] = list!.entries
  expect(entry).toMatchObject({
    id: { value: '1' },
    db: { value: 'db1.example.test' },
    vi: { value: 'vi1.example.test' },
  })
  expect(entry?.updated?.value).toBe('2026-11-20')
  expect(empty?.db).toBeUndefined()
  const { offset, length } = entry!.operatorDn!.at
  expect(LIST.slice(offset, offset + length)).toBe('CN=db1.example.test,OU=338001234500017')
  expect(list?.signatures).toHaveLength(1)
})

it('leaves other XML alone', () => {
  expect(read('<Liste/>')).toBeUndefined()
})

it('takes no domain from elsewhere in the file', () => {
  const moved = LIST.replace('<ds:Signature', '<Autre><ListeDomaines><Domaine/></ListeDomaines></Autre><ds:Signature')
  expect(read(moved)?.entries).toHaveLength(2)
})
