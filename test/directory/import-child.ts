import { importDirectory } from '../../src/directory/import.ts'

/** `import-child.ts SOURCE OUT [TIMES]`: run by the tests as a process that can be killed. */
const [source = '', out = '', times = '1'] = process.argv.slice(2)
for (let i = 0; i < Number(times); i++) await importDirectory([source], out, { version: String(i) })
