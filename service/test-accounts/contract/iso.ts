/** What an ISO lends to its staff, and who looked at it. */
import * as z from 'zod/mini'
import { openSessionView } from '../../accounts/contract.ts'
import {
  endpoint,
  id,
  named,
  pageOf,
  pageQuery,
  rowsAs,
  time,
  exampleIds,
} from '../../http/contract.ts'
import { line } from '../../text/contract.ts'

export const availableTestAccounts = endpoint('GET /api/v1/test-accounts/available', {
  name: 'availableTestAccounts',
  by: 'iso',
  may: 'test_accounts.assign',
  about: 'testAccount',
  summary: 'List test accounts of the ISO that can be assigned now, by email, at most 20',
  query: z.object({ search: z.optional(line(80, 0)) }),
  answer: z.object({
    ...rowsAs('items', z.object({ id, email: z.string() })),
    /** There are more: a longer beginning finds them. */
    more: z.boolean(),
    /** The contact to ask for an account (requirements A6). */
    contact: z.string(),
  }),
})

export const reveal = named(
  'Reveal',
  z.object({
    id,
    at: time,
    email: z.string(),
    by: z.object({ id, name: z.string() }),
    /** The verification task for which it was, theirs and open at that time; null: no task. */
    task: z.nullable(id),
    from: z.object({
      /** Of the address, without its last part. */
      network: z.string(),
      client: openSessionView.shape.client,
      system: openSessionView.shape.system,
    }),
  }),
)
export type Reveal = z.output<typeof reveal>

export const lendingAbility = z.enum(['lend', 'take_back'])

export const staffTestAccount = named(
  'StaffTestAccount',
  z.object({
    account: z.nullable(
      z.object({
        id,
        email: z.string(),
        since: time,
        /** When the person said that they have it, or looked. */
        receivedAt: z.nullable(time),
      }),
    ),
    abilities: z.array(lendingAbility),
  }),
)
export type StaffTestAccount = z.output<typeof staffTestAccount>

const staffParams = z.object({ staffId: id })

export const findStaffTestAccount = endpoint('GET /api/v1/staff/:staffId/test-account', {
  name: 'findStaffTestAccount',
  by: 'iso',
  may: 'test_accounts.assign',
  about: ['testAccount', 'staffMember'],
  summary: 'Get the test account of a staff member',
  params: staffParams,
  answer: staffTestAccount,
  errors: ['not_found'],
})

export const lendTestAccount = endpoint('POST /api/v1/staff/:staffId/test-account', {
  name: 'lendTestAccount',
  by: 'iso',
  may: 'test_accounts.assign',
  summary: 'Assign a test account to a staff member',
  params: staffParams,
  body: z.object({ account: id }),
  example: { body: { account: exampleIds.testAccount } },
  answer: staffTestAccount,
  errors: ['not_found', 'wrong_state', 'account_taken', 'has_account'],
})

export const takeBackTestAccount = endpoint('POST /api/v1/staff/:staffId/test-account/take-back', {
  name: 'takeBackTestAccount',
  by: 'iso',
  may: 'test_accounts.assign',
  summary: 'Take back the test account of a staff member, who can no longer see its passwords',
  params: staffParams,
  answer: staffTestAccount,
  errors: ['not_found', 'wrong_state'],
})

export const listReveals = endpoint('GET /api/v1/staff/:staffId/reveals', {
  name: 'listReveals',
  by: 'iso',
  may: 'test_accounts.assign',
  about: 'testAccount',
  summary: 'List the times at which a staff member looked at passwords, newest first',
  params: staffParams,
  query: z.object(pageQuery),
  answer: pageOf(reveal),
  errors: ['not_found', 'bad_cursor'],
})
