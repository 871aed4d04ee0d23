/** Reads a command line of `npm run admin`, carries it out, and says what came of it. */
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { configure } from '../../service/config.ts'
import { log } from '../../service/log.ts'
import { exitCodes, parseOptions, WrongUsage, type Command, type Outcome } from './command.ts'
import { withDatabase } from './database.ts'
import { failureOf } from './endings.ts'
import { helpFor, helpForAll } from './help.ts'

export interface Said {
  out(text: string): void
  err(text: string): void
}

interface Asked {
  command: Command
  input: unknown
  help: boolean
  json: boolean
}

/** @throws WrongUsage */
function commandCalled(name: string, commands: readonly Command[]): Command {
  const found = commands.find((one) => one.name === name)
  if (!found)
    throw new WrongUsage([`There is no command ${name}: "npm run admin -- --help" lists them.`])
  return found
}

/** @throws WrongUsage */
function parsed(command: Command, args: string[]) {
  try {
    return parseArgs({ args, options: parseOptions(command), allowPositionals: true })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // of Node, about the option that is wrong
    throw new WrongUsage([error.message])
  }
}

/** What is wrong with the input, one line each. */
function problemsOf(command: Command, given: Record<string, unknown>): string[] {
  const missing = Object.entries(command.options)
    .filter(([name, { needed }]) => needed && given[name] === undefined)
    .map(([name, { value = '' }]) => `--${name} ${value} is needed.`)
  if (missing.length) return missing
  const { error } = command.input.safeParse(given)
  return (error?.issues ?? []).map(({ path, message }) => {
    const [name = '', place] = path.map(String)
    const what = name === 'words' ? (command.words?.value ?? 'a word') : `--${name}`
    return `${what}${place === undefined ? '' : ` (number ${Number(place) + 1})`}: ${message}`
  })
}

/** @throws WrongUsage */
function readArguments([name = '', ...args]: string[], commands: readonly Command[]): Asked {
  const command = commandCalled(name, commands)
  const { values, positionals } = parsed(command, args)
  const { help, json, ...options } = values
  const asked = { command, help: help === true, json: json === true }
  if (asked.help) return { ...asked, input: undefined }
  if (positionals.length && !command.words) {
    throw new WrongUsage([`${name} takes options only: what is "${positionals[0]}"?`])
  }
  const given = { ...options, ...(command.words ? { words: positionals } : {}) }
  const problems = problemsOf(command, given)
  if (problems.length) throw new WrongUsage(problems)
  return { ...asked, input: z.parse(command.input, given) }
}

/** @throws what the database, the settings or the command object to */
async function carryOut({ command, input }: Asked): Promise<Outcome> {
  // what it says on standard output is its answer; errors are told in words
  log.level = 'silent'
  const work = () => command.run(input as never)
  if (command.database === 'none') return work()
  configure()
  return withDatabase({ prepared: command.database === 'prepared' }, work)
}

/** @returns the exit code */
export async function runAdmin(
  args: string[],
  commands: readonly Command[],
  { out, err }: Said,
): Promise<number> {
  const [first] = args
  if (first === undefined || ['--help', '-h', 'help'].includes(first)) {
    out(helpForAll(commands))
    return first === undefined ? exitCodes.usage : exitCodes.done
  }
  const json = args.includes('--json')
  try {
    const asked = readArguments(args, commands)
    if (asked.help) {
      out(helpFor(asked.command))
      return exitCodes.done
    }
    const { lines, data, ending = 'done' } = await carryOut(asked)
    out(json ? JSON.stringify({ command: first, ending, ...data }) : lines.join('\n'))
    return exitCodes[ending]
  } catch (error) {
    const { ending, code, words } = failureOf(error)
    if (json) out(JSON.stringify({ command: first, ending, code, words }))
    else err(words)
    return exitCodes[ending]
  }
}
