/** The help of `npm run admin`: all commands, or one of them. */
import { commonOptions, type Command, type Option } from './command.ts'

const call = 'npm run admin --'

const table = (rows: [string, string][]): string[] => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}

const written = (name: string, { value }: Option) => (value ? `--${name} ${value}` : `--${name}`)

function optionRow([name, option]: [string, Option]): [string, string] {
  const notes = [option.needed && 'needed', option.multiple && 'may be given more than once']
  const note = notes.filter(Boolean).join(', ')
  return [written(name, option), note ? `${option.about} (${note})` : option.about]
}

export function helpForAll(commands: readonly Command[]): string {
  return [
    `Usage: ${call} <command> [options]`,
    '',
    'Sets up an installation and looks after it, in the environment of the service and beside it while it runs.',
    'What a command changes is in the audit log, as done by the operator at the console.',
    '',
    'Commands:',
    ...table(commands.map(({ name, summary }) => [name, summary])),
    '',
    `"${call} <command> --help" tells the options of one. Every command takes --json; then also call npm with`,
    '--silent, which leaves its own lines out.',
    '',
    'It ends with 0 when done, 1 when refused or when a check has found something, 2 for a wrong command line, 3 when',
    'the database cannot be used, 4 for wrong settings, 5 when done but not mailed, 6 for a fault of the program.',
  ].join('\n')
}

export function helpFor(command: Command): string {
  const { name, summary, more, options, words } = command
  const needed = Object.entries(options)
    .filter(([, option]) => option.needed)
    .map(([option, its]) => written(option, its))
  const usage = [call, name, ...needed, '[options]', ...(words ? [words.value] : [])].join(' ')
  return [
    `Usage: ${usage}`,
    '',
    `${summary}.`,
    ...(more ? ['', more] : []),
    '',
    'Options:',
    ...table([
      ...(words ? [[words.value, words.about] as [string, string]] : []),
      ...Object.entries({ ...options, ...commonOptions }).map(optionRow),
    ]),
  ].join('\n')
}
