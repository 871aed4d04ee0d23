/** What a command of `npm run admin` is: its options, what it does, and how the program ends after it. */
import type { ParseArgsConfig } from 'node:util'
import type * as z from 'zod/mini'

/** How the program ends; documented in docs/admin.md. */
export const exitCodes = {
  done: 0,
  /** Nothing was changed, or a check has found something. */
  refused: 1,
  usage: 2,
  /** MongoDB does not answer, or its content does not fit this release. */
  database: 3,
  /** Settings of the environment are missing or wrong. */
  settings: 4,
  /** Done, but its mail could not be sent. */
  notMailed: 5,
  /** A fault of the program. */
  fault: 6,
} as const
export type Ending = keyof typeof exitCodes

export interface Option {
  /** What stands for the value in the help, such as `<e-mail>`; absent for one that is only there or not. */
  value?: string
  about: string
  multiple?: true
  needed?: true
}

export interface Outcome {
  /** For a person. */
  lines: string[]
  /** The same for a program, with `--json`. */
  data: Record<string, unknown>
  /** `done` when it says nothing else. */
  ending?: Ending
}

interface Declaration<S extends z.ZodMiniType> {
  /** What it is about and what it does: `codes:issue`. */
  name: string
  /** One line. */
  summary: string
  /** What else there is to know; lines of at most 100 characters. */
  more?: string
  options: Record<string, Option>
  /** Words after the options, given to the command as `words`. */
  words?: { value: string; about: string }
  /** Of options and words together: what does not fit is wrong usage. */
  input: S
  /**
   * `prepared`: indexes and migrations first, as at each start of the service. `as-it-is`: for a command that only
   * looks. `none`: without a connection.
   */
  database: 'prepared' | 'as-it-is' | 'none'
  run(input: z.output<S>): Promise<Outcome>
}

export interface Command extends Omit<Declaration<z.ZodMiniType>, 'run'> {
  run(input: never): Promise<Outcome>
}

export function command<S extends z.ZodMiniType>(declared: Declaration<S>): Command {
  return declared
}

/** The command line asks for something that there is not. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
  readonly problems: string[]
  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/** The command was not carried out, in words for the person who gave it. */
export class Refused extends Error {
  override readonly name = 'Refused'
  /** Stable, for programs. */
  readonly code: string
  constructor(code: string, words: string) {
    super(words)
    this.code = code
  }
}

/** Options that every command takes. */
export const commonOptions: Record<string, Option> = {
  json: { about: 'answer with one line of JSON, for programs' },
  help: { about: 'show this and do nothing' },
}

/** The options of a command in the form of `parseArgs`. */
export function parseOptions(command: Command): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    Object.entries({ ...command.options, ...commonOptions }).map(([name, option]) => [
      name,
      {
        type: option.value ? ('string' as const) : ('boolean' as const),
        multiple: option.multiple ?? false,
        ...(name === 'help' ? { short: 'h' } : {}),
      },
    ]),
  )
}
