import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** Asks for a secret on the terminal; what is typed is not shown. */
export function askSecret(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  process.stderr.write(question)
  return new Promise(resolve => {
    lines.question('', answer => {
      lines.close()
      process.stderr.write('\n')
      resolve(answer)
    })
  })
}
