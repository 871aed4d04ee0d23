/** Marketing Codes as a command gets them: as words, or from a file with one a line. */
import { readFile } from 'node:fs/promises'
import { isRefusal } from '../../service/errors.ts'
import { Refused, WrongUsage, type Option } from './command.ts'

export const fileOption: Option = {
  value: '<file>',
  about: 'with one code a line, as printed or as its QR code says; - for standard input',
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file === '-' ? '/dev/stdin' : file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new WrongUsage([`--file: ${file} cannot be read (${code ?? 'unknown'})`])
  }
}

/** @throws WrongUsage when there are none */
export async function codesGiven(
  words: readonly string[],
  file: string | undefined,
): Promise<string[]> {
  const lines = file === undefined ? [] : (await textOf(file)).split(/\r\n|\r|\n/)
  const codes = [...words, ...lines].map((one) => one.trim()).filter(Boolean)
  if (!codes.length) throw new WrongUsage(['Name the codes, or a file of them with --file.'])
  return codes
}

/** Says which of the codes are none; nothing was done then. */
export function asNoCodes(codes: readonly string[]): (error: unknown) => never {
  return (error) => {
    if (!isRefusal(error, 'bad_input')) throw error
    const wrong = (error.detail.fields ?? []).map(({ field }) => codes[Number(field) - 1])
    throw new Refused(
      'no_codes',
      `These are no Marketing Codes; nothing was done:\n${shown(wrong)}`,
    )
  }
}

/** The first of many, one a line. */
export function shown(codes: readonly (string | undefined)[], most = 20): string {
  const lines = codes.slice(0, most).map((code) => `  ${code ?? ''}`)
  return [...lines, ...(codes.length > most ? [`  and ${codes.length - most} more`] : [])].join(
    '\n',
  )
}
