/** What is wrong with the phone number of a row. */
import { readPhone } from '../../phone-numbers/judge.ts'
import type { PhoneProblem, PhoneWarning } from '../../phone-numbers/shared/problems.ts'
import type { RowProblem } from '../contract/rows.ts'

/** Those that a row has a name of its own for. */
const ofRows: Partial<Record<PhoneProblem, RowProblem>> = {
  missing: 'phone_missing',
  country_missing: 'country_missing',
  shortened: 'phone_shortened',
}

export interface PhoneOfRow {
  phone?: string
  problem?: RowProblem
  /** What is wrong with it, for `bad_phone_number`. */
  why?: PhoneProblem
  warning?: PhoneWarning
}

/**
 * @param given the cell as text; a number cell as its digits
 * @param country ISO 3166 code for numbers that name none; empty when there is none
 */
export function phoneOfRow(given: string, country: string): PhoneOfRow {
  const read = readPhone(given, { country, from: 'cell' })
  if ('phone' in read) {
    const [warning] = read.warnings
    return { phone: read.phone, ...(warning ? { warning } : {}) }
  }
  const problem = ofRows[read.problem]
  return problem ? { problem } : { problem: 'bad_phone_number', why: read.problem }
}
