/** The states of a test account, and how pasted lines are read (requirements A6, A8). */
import Papa from 'papaparse'
import * as z from 'zod/mini'
import type { Limit } from '../http/limits.ts'
import { machine, type StepOf } from '../states/machine.ts'
import { shortestPassword, type PastedRow } from './contract/platform.ts'
import { testAccountStatuses, type LoanEnd, type TestAccountStatus } from './contract/account.ts'
import {
  accountAdded,
  accountAssigned,
  accountResumed,
  accountRetired,
  accountRotated,
  accountSuspended,
  accountTakenBack,
} from './events.ts'

export const accountMachine = machine({
  states: testAccountStatuses,
  steps: {
    add: { from: ['none'], to: 'available', event: accountAdded },
    assign: { from: ['available'], to: 'assigned', event: accountAssigned },
    take_back: { from: ['assigned'], to: 'available', event: accountTakenBack },
    rotate: {
      from: ['available', 'assigned', 'suspended'],
      keepsSince: true,
      event: accountRotated,
    },
    suspend: { from: ['available', 'assigned'], to: 'suspended', event: accountSuspended },
    resume: { from: ['suspended'], to: 'available', event: accountResumed },
    retire: {
      from: ['available', 'assigned', 'suspended'],
      to: 'retired',
      event: accountRetired,
    },
  },
})
export type AccountStep = Exclude<StepOf<typeof accountMachine>, 'add'>

/** How the loan ends when the account leaves its holder by this step. */
export const endBy = {
  take_back: 'taken_back',
  suspend: 'suspended',
  retire: 'retired',
} as const satisfies Partial<Record<AccountStep, LoanEnd>>

/** Passwords that were shown stay with their holder: the account is rotated before another person gets it. */
export function needsRotation({
  status,
  seen,
}: {
  status: TestAccountStatus
  seen: boolean
}): boolean {
  return seen && (status === 'available' || status === 'suspended')
}

/** Looks of one person: enough for a day of payments, too few to write all of them down for others. */
export const revealsOfOne: Limit = { name: 'reveals', points: 20, seconds: 600 }

export interface PastedLine extends PastedRow {
  loginPassword: string
  paymentPassword: string
}

const mailAddress = z.email()
const longestEmail = 254
const longestPassword = 128

function outcomeOf(
  parts: readonly string[],
  email: string,
  before: ReadonlySet<string>,
): PastedRow['outcome'] {
  const [, loginPassword = '', paymentPassword = ''] = parts
  if (parts.length !== 3) return 'not_three_parts'
  if (email.length > longestEmail || !mailAddress.safeParse(email).success) return 'bad_email'
  const fits = ({ length }: string) => length >= shortestPassword && length <= longestPassword
  if (!fits(loginPassword) || !fits(paymentPassword)) return 'bad_password'
  return before.has(email) ? 'twice' : 'ready'
}

/**
 * The parts of a line: between tabs as they stand, between commas as CSV has them, so that quotation marks around a
 * password are not stored as a part of it. Marks that do not match leave one part, which is refused.
 */
function partsOf(line: string): string[] {
  if (line.includes('\t')) return line.split('\t')
  const { data, errors } = Papa.parse<string[]>(line.replace(/,\s+"/g, ',"'), { delimiter: ',' })
  return errors.some(({ type }) => type === 'Quotes') ? [line] : (data[0] ?? [])
}

/** Lines of `e-mail, login password, payment password`; a line with tabs is taken apart at them, commas stay. */
export function readPasted(text: string): PastedLine[] {
  const before = new Set<string>()
  return text.split(/\r\n?|\n/).flatMap((written, index) => {
    if (!written.trim()) return []
    const parts = partsOf(written).map((part) => part.trim())
    const first = (parts[0] ?? '').toLowerCase()
    // what is no address may be a password at the wrong place: it is not said back
    const email = mailAddress.safeParse(first).success ? first : ''
    const outcome = outcomeOf(parts, first, before)
    before.add(first)
    const [, loginPassword = '', paymentPassword = ''] = parts
    return [{ line: index + 1, email, outcome, loginPassword, paymentPassword }]
  })
}
