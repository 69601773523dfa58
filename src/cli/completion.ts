import type { Command, Option } from 'commander'
import { EXIT, UsageError } from './exit.ts'
import type { Io } from './io.ts'

/** `dmplint completion SHELL`: prints a script made from the commands as they are, so that it can never be out of step. */
export function completionCommand(program: Command, shell: string, io: Io): number {
  const write = WRITERS.get(shell)
  if (!write) throw new UsageError(`completion is for ${[...WRITERS.keys()].join(', ')}, not '${shell}'`)
  io.stdout.write(write(commandsOf(program)))
  return EXIT.clean
}

interface Described {
  /** `['directory', 'import']`; empty for the program itself. */
  readonly path: readonly string[]
  readonly description: string
  readonly commands: readonly Described[]
  readonly options: readonly {
    readonly flags: readonly string[]
    readonly value: Value
    readonly description: string
  }[]
}

/** What follows an option: nothing, anything (files are offered), or one of these words. */
type Value = 'none' | 'any' | readonly string[]

function commandsOf(command: Command, path: readonly string[] = []): Described {
  return {
    path,
    description: command.description(),
    commands: command.commands.map(one => commandsOf(one, [...path, one.name()])),
    options: command.options.map(option => ({
      flags: [option.short, option.long].filter(flag => flag !== undefined),
      value: expectedBy(option),
      description: option.description,
    })),
  }
}

function expectedBy(option: Option): Value {
  if (option.argChoices) return option.argChoices
  return option.required || option.optional ? 'any' : 'none'
}

function* all(command: Described): Generator<Described> {
  yield command
  for (const one of command.commands) yield* all(one)
}

const flagsOf = ({ options }: Described): string[] => options.flatMap(({ flags }) => flags)
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

function bash(program: Described): string {
  const cases = [...all(program)].map(command => {
    const words = [...command.commands.map(({ path }) => path.at(-1)), ...flagsOf(command)].join(' ')
    return `    ${quoted(command.path.join(' '))}) words=${quoted(words)} ;;`
  })
  const values = [...all(program)].flatMap(({ path, options }) =>
    options
      .filter(({ value }) => Array.isArray(value))
      .flatMap(({ flags, value }) =>
        flags.map(
          flag =>
            `    ${quoted(`${path.join(' ')} ${flag}`.trim())}) words=${quoted((value as string[]).join(' '))} ;;`,
        ),
      ),
  )
  const nested = program.commands.filter(({ commands }) => commands.length > 0).map(({ path }) => path[0])
  return `# bash completion for dmplint
_dmplint() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command='' words=''
  if [[ COMP_CWORD -gt 1 && \${COMP_WORDS[1]} != -* ]]; then command="\${COMP_WORDS[1]}"; fi
  if [[ COMP_CWORD -gt 2 && " ${nested.join(' ')} " == *" $command "* ]]; then command="$command \${COMP_WORDS[2]}"; fi
  case "$command" in
${cases.join('\n')}
  esac
  case "\${command:+$command }$before" in
${values.join('\n')}
  esac
  COMPREPLY=( $(compgen -W "$words" -- "$current") )
}
complete -o default -F _dmplint dmplint
`
}

function zsh(program: Described): string {
  const text = (words: string) => words.replace(/[[\]:\\]/g, '\\$&')
  const spec = ({ flags, value, description }: Described['options'][number]) => {
    const after = value === 'none' ? '' : `:value:${value === 'any' ? '_files' : `(${value.join(' ')})`}`
    return flags.map(flag => quoted(`*${flag}[${text(description)}]${after}`)).join(' ')
  }
  const functionOf = (command: Described): string => {
    const name = ['_dmplint', ...command.path].join('_')
    const options = command.options.map(spec)
    if (command.commands.length === 0)
      return `${name}() {\n  _arguments ${[...options, "'*:file:_files'"].join(' \\\n    ')}\n}`
    const names = command.commands.map(({ path, description }) => quoted(`${path.at(-1)}:${text(description)}`))
    const branches = command.commands.map(({ path }) => `    ${path.at(-1)}) ${['_dmplint', ...path].join('_')} ;;`)
    return `${name}() {
  local -a commands
  commands=(${names.join(' ')})
  if (( CURRENT == 2 )); then
    _describe command commands
    _files
    return
  fi
  shift words
  (( CURRENT-- ))
  case "$words[1]" in
${branches.join('\n')}
    *) _files ;;
  esac
}`
  }
  return `#compdef dmplint\n${[...all(program)].map(functionOf).join('\n')}\ncompdef _dmplint dmplint\n`
}

function fish(program: Described): string {
  const lines = ['# fish completion for dmplint']
  for (const command of all(program)) {
    const seen = command.path.map(name => `__fish_seen_subcommand_from ${name}`)
    const children = command.commands.map(({ path }) => path.at(-1)).join(' ')
    const unseen = children === '' ? [] : [`not __fish_seen_subcommand_from ${children}`]
    const when = [...seen, ...unseen].join('; and ')
    for (const { path, description } of command.commands)
      lines.push(`complete -c dmplint -n ${quoted(when)} -a ${path.at(-1)} -d ${quoted(description)}`)
    const here = [...seen, ...(command.path.length === 0 ? unseen : [])].join('; and ')
    for (const { flags, value, description } of command.options) {
      const names = flags.map(flag => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ')
      const after = value === 'none' ? '' : value === 'any' ? ' -r' : ` -x -a ${quoted(value.join(' '))}`
      lines.push(`complete -c dmplint -n ${quoted(here)} ${names}${after} -d ${quoted(description)}`)
    }
  }
  return `${lines.join('\n')}\n`
}

const WRITERS: ReadonlyMap<string, (program: Described) => string> = new Map([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
])
