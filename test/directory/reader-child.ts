import { openDirectory } from '../../src/directory/directory.ts'

/** `reader-child.ts INDEX PERSON STRUCTURE`: opens and asks for two seconds, says how often and how often wrongly. */
const [index = '', person = '', structure = ''] = process.argv.slice(2)
let openings = 0
let wrong = 0
for (const end = Date.now() + 2000; Date.now() < end; ) {
  const directory = await openDirectory(index)
  openings++
  for (let i = 0; i < 1000; i++) {
    if (directory.person(person)?.activities[0]?.structure !== structure) wrong++
    if (directory.structure(structure)?.practitioners[0] !== person) wrong++
  }
}
process.stdout.write(`${openings} openings, ${wrong} wrong\n`)
