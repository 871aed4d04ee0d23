/** What is wrong with the rows of a file, each by itself and beside each other. */
import type { CheckedRow } from '../../imports/kind.ts'
import type { PhoneProblem, PhoneWarning } from '../../phone-numbers/shared/problems.ts'
import { cleanName, problemOfName, type NameProblem } from '../../text/shared/name.ts'
import type { RowProblem } from '../contract/rows.ts'
import type { SheetPerson } from './columns.ts'
import { phoneOfRow } from './phone.ts'

export interface CheckedPerson extends CheckedRow {
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
}

/**
 * A formula that was saved as text, or the trace of one that failed: no rule for names, but what only a spreadsheet
 * makes of one. `-Dash` and `@handle` are none.
 */
const formula =
  /^(=|[@+-]\s*(\$?[a-z]{1,3}\$?\d|[a-z.]+\s*\(|[\d(])|#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!))/i

const problems: Record<NameProblem, RowProblem> = {
  missing: 'name_missing',
  not_plain: 'name_not_plain',
  too_long: 'name_too_long',
}

function problemOf(name: string): RowProblem | undefined {
  const problem = formula.test(name) ? 'name_is_formula' : problemOfName(name)
  return problem && problem !== 'name_is_formula' ? problems[problem] : problem
}

/** @param country for numbers that name none; empty when there is none */
export function checkRow(
  { row, name: written, phone: given, fault, mended }: SheetPerson,
  country: string,
): CheckedPerson {
  const name = cleanName(written)
  const { phone, ...about } = phoneOfRow(given, country)
  const problem = fault ?? problemOf(name)
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
