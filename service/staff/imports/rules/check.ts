/** What is wrong with the rows of a file, each by itself and beside each other. */
import type { PhoneProblem, PhoneWarning } from '../../../phone-numbers/shared/problems.ts'
import type { RowProblem } from '../contract.ts'
import type { SheetRow } from './columns.ts'
import { phoneOfRow } from './phone.ts'

export interface CheckedRow {
  row: number
  name: string
  /** The number as it stands in the file. */
  given: string
  /** E.164 */
  phone: string | undefined
  problem?: RowProblem
  /** What is wrong with the number, for `bad_phone_number`. */
  why?: PhoneProblem
  /** Taken, but worth a look. */
  warning?: PhoneWarning
  /** Found when the file was read; stays when another country is chosen. */
  fault?: RowProblem
  mended?: true
}

/** DingTalk takes no longer name. */
const longestName = 80
/** A formula that was saved as text, or the trace of one that failed; no name begins so. */
const formula = /^([=@+-]|#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!))/i

function problemOfName(name: string): RowProblem | undefined {
  if (!name) return 'name_missing'
  if (formula.test(name)) return 'name_is_formula'
  return name.length > longestName ? 'name_too_long' : undefined
}

/** @param country for numbers that name none; empty when there is none */
export function checkRow(
  { row, name, phone: given, fault, mended }: SheetRow,
  country: string,
): CheckedRow {
  const { phone, ...about } = phoneOfRow(given, country)
  const problem = fault ?? problemOfName(name)
  return {
    row,
    name,
    given,
    phone,
    ...(problem ? { problem } : about),
    ...(fault && { fault }),
    ...(mended && { mended }),
  }
}

/** Of several good rows with one number the first counts. @returns number of a row → of the first one like it */
export function twins(
  rows: readonly Pick<CheckedRow, 'row' | 'phone' | 'problem'>[],
): Map<number, number> {
  const first = new Map<string, number>()
  const found = new Map<number, number>()
  for (const { row, phone, problem } of rows) {
    if (problem || !phone) continue
    const before = first.get(phone)
    if (before === undefined) first.set(phone, row)
    else found.set(row, before)
  }
  return found
}
