/** Reads the command line of a program that a person runs: `--help`, and a sentence for what it does not take. */
import { parseArgs, type ParseArgsConfig } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>

const helpOption = { help: { type: 'boolean', short: 'h' } } as const

/** Ends the program: its command line was wrong. */
export function refuseCommandLine(words: string): never {
  console.error(words)
  process.exit(2)
}

function read<const Own extends Options>(help: string, options: Own, allowPositionals: boolean) {
  const strict = { options: { ...options, ...helpOption }, allowPositionals } as const
  try {
    const parsed = parseArgs(strict)
    if (!(parsed.values as { help?: boolean }).help) return parsed
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // of Node, about the option that is wrong; what follows it is for command lines that take words
    const [words = ''] = error.message.split('. ')
    refuseCommandLine(`${words.replace(/\.$/, '')}.\n${help.trim().split('\n')[0]}`)
  }
  console.log(help.trim())
  process.exit(0)
}

/**
 * The options given. With `--help` the program prints its help and ends with 0; with an option or a word that it does not
 * take, it names that and ends with 2. To be called before the program does anything.
 * @param help the whole text; its first line says how to call the program
 */
export function readCommandLine<const Own extends Options>(help: string, options: Own) {
  return read(help, options, false).values
}

/** The same for a program that takes words and no options. */
export function readWords(help: string): string[] {
  return read(help, {}, true).positionals
}

/** The number of an option such as `--people 200`; ends the program with 2 when it is none. */
export function wholeNumber(option: string, text: string, [least, most]: [number, number]): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  return refuseCommandLine(`--${option} takes a whole number from ${least} to ${most}.`)
}
