/** What happens to a test account. */
import * as z from 'zod/mini'
import { event } from '../outbox/event.ts'
import { loanEnd, testAccountStatus } from './contract/account.ts'

export const accountAdded = event('test_accounts.added', { about: 'testAccount', auditOnly: true })

const ofChange = {
  about: 'testAccount',
  data: z.object({
    status: testAccountStatus,
    version: z.number(),
    /** Id of the loan that it is or was under. */
    loan: z.optional(z.string()),
    end: z.optional(loanEnd),
  }),
} as const

export const accountAssigned = event('test_accounts.assigned', ofChange)
export const accountTakenBack = event('test_accounts.taken_back', ofChange)
export const accountRotated = event('test_accounts.rotated', ofChange)
export const accountSuspended = event('test_accounts.suspended', ofChange)
export const accountResumed = event('test_accounts.resumed', { ...ofChange, auditOnly: true })
export const accountRetired = event('test_accounts.retired', ofChange)

/** The holder has said that the account is there. */
export const accountReceived = event('test_accounts.received', {
  about: 'testAccount',
  data: z.object({ loan: z.string(), version: z.number() }),
})

/** A holder has looked at the passwords (requirements A8). */
export const passwordsRevealed = event('test_accounts.revealed', {
  about: 'testAccount',
  data: z.object({
    reveal: z.string(),
    version: z.number(),
    loan: z.string(),
    task: z.nullable(z.string()),
  }),
  auditOnly: true,
})

/** The key that sealed the passwords is lost. */
export const passwordsLost = event('test_accounts.passwords_lost', {
  about: 'testAccount',
  auditOnly: true,
})
