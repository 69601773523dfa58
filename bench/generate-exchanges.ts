import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SECTORS, type Structure } from '../src/testing/facts.ts'
import { ins } from '../src/testing/identifiers.ts'
import * as testing from '../src/testing/index.ts'
import { chestCt, ODELINE, TERRIEN, VALMONT } from '../src/testing/worlds/people.ts'

/**
 * A site of which many days are kept: every exchange with identifiers, a patient and signatures of its own, none with
 * a defect. Judged with all rules it gives no finding, so that what is measured is the judging.
 */

const PER_FOLDER = 1000

/** The description, the certificates, the authorities and the directory of the site, without messages. */
export async function generateSite(folder: string): Promise<void> {
  const world = testing.selarl()
  world.site.directory = './PS_LibreAcces_Personne_activite_202611200800.txt'
  for (const { path, bytes } of world.files()) if (!path.startsWith('messages/')) await write(join(folder, path), bytes)
  const rows = testing.activityExtraction(world.directory)
  await write(join(folder, 'PS_LibreAcces_Personne_activite_202611200800.txt'), Buffer.from(rows))
}

/**
 * Writes the exchanges from..to-1 of the site, a thousand files to a folder: `messages/004/004123.xml`.
 *
 * @param form `soap`: one XML file that holds its documents in base64, which other XML programs can read; `mtom`: the
 *   dump of a MIME message, as gateways keep them
 */
export async function generateExchanges(
  folder: string,
  from: number,
  to: number,
  form: 'soap' | 'mtom' = 'soap',
): Promise<void> {
  const world = testing.selarl()
  const { id, name } = world.structure
  const structure: Structure = {
    id,
    name: name as string,
    sector: SECTORS.SA09,
    practiceSetting: testing.AMBULATORY,
  }
  for (let number = from; number < to; number++) {
    const birth = `${1930 + (number % 80)}0${1 + (number % 9)}1${number % 10}`
    const exchange = testing.reportExchange({
      number,
      form,
      patient: {
        ...ODELINE,
        ins: ins(
          `2${birth.slice(2, 6)}69${String(Math.floor(number / 1000)).padStart(3, '0')}${digits(number % 1000)}`,
        ),
        family: `FICTIVE-${letters(number)}`,
        given: 'ODELINE',
        birthDate: birth,
        ipp: `IPP${number}`,
      },
      doctor: number % 2 === 0 ? VALMONT : TERRIEN,
      structure,
      study: chestCt(number),
    })
    const [file] = testing.exchangeFiles(exchange, certificate => world.certificate(certificate))
    const path = `messages/${digits(Math.floor(number / PER_FOLDER))}/${String(number).padStart(6, '0')}`
    if (file) await write(join(folder, `${path}.${form === 'soap' ? 'xml' : 'mime'}`), file.bytes)
  }
}

const digits = (number: number): string => String(number).padStart(3, '0')

/** A word of four letters for each number. */
const letters = (number: number): string =>
  String.fromCharCode(...[17576, 676, 26, 1].map(weight => 65 + (Math.floor(number / weight) % 26)))

const made = new Set<string>()

async function write(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path)
  if (!made.has(folder)) {
    await mkdir(folder, { recursive: true })
    made.add(folder)
  }
  await writeFile(path, bytes)
}
