/** What the platform keeps of test accounts. */
import * as z from 'zod/mini'
import { endpoint, id, named, pageOf, pageQuery, exampleIds } from '../../http/contract.ts'
import { line, paragraph } from '../../text/contract.ts'
import { testAccountStatus, testAccountRow } from './account.ts'

/** A password as it is typed, spaces at its ends included. */
export const shortestPassword = 4
const password = z.string().check(z.minLength(shortestPassword), z.maxLength(128))

export const listTestAccounts = endpoint('GET /api/v1/test-accounts', {
  name: 'listTestAccounts',
  by: 'platform',
  may: 'test_accounts.manage',
  about: 'testAccount',
  summary: 'List test accounts of all ISOs, newest first; a search is sorted by email',
  query: z.object({
    ...pageQuery,
    status: z.optional(testAccountStatus),
    iso: z.optional(id),
    /** Beginning of the e-mail. */
    search: z.optional(line(80, 0)),
  }),
  answer: pageOf(testAccountRow),
  errors: ['bad_cursor'],
})

/** Lines of one paste. */
export const longestPaste = 200

/** What is found of a line: `ready` when it could be added, but for the others. */
export const pastedOutcomes = [
  'added',
  'ready',
  'not_three_parts',
  'bad_email',
  'bad_password',
  'twice',
  'already_there',
] as const
const pastedRow = named(
  'PastedTestAccount',
  z.object({
    /** From 1, empty ones counted too. */
    line: z.number(),
    /** Empty where none could be read. */
    email: z.string(),
    outcome: z.enum(pastedOutcomes),
  }),
)
export type PastedRow = z.output<typeof pastedRow>

export const addTestAccounts = endpoint('POST /api/v1/test-accounts', {
  name: 'addTestAccounts',
  by: 'platform',
  may: 'test_accounts.manage',
  summary: 'Add test accounts and allocate them to an ISO: all lines, or none when one is wrong',
  body: z.object({
    iso: id,
    /** A line each: e-mail, login password, payment password; between them commas, or tabs. */
    text: paragraph(60_000),
  }),
  example: {
    body: { iso: exampleIds.iso, text: 'tester@alipay.example, login password, payment password' },
  },
  answer: z.object({ added: z.number(), rows: z.array(pastedRow) }),
  errors: ['not_found'],
  secret: true,
})

const accountParams = z.object({ accountId: id })

export const rotateTestAccount = endpoint('POST /api/v1/test-accounts/:accountId/rotate', {
  name: 'rotateTestAccount',
  by: 'platform',
  may: 'test_accounts.manage',
  summary: 'Save new passwords of a test account; the person who has it is told',
  params: accountParams,
  body: z.object({
    /** The version that these passwords replace. */
    version: z.number(),
    loginPassword: password,
    paymentPassword: password,
  }),
  example: {
    body: { version: 1, loginPassword: 'another login', paymentPassword: 'another payment' },
  },
  answer: testAccountRow,
  errors: ['not_found', 'wrong_state', 'revision_superseded'],
  secret: true,
})

/** What the steps that change only the state of an account have alike. */
const stepOfAccount = {
  by: 'platform',
  may: 'test_accounts.manage',
  params: accountParams,
  answer: testAccountRow,
  errors: ['not_found', 'wrong_state'],
} as const

export const suspendTestAccount = endpoint('POST /api/v1/test-accounts/:accountId/suspend', {
  ...stepOfAccount,
  name: 'suspendTestAccount',
  summary: 'Suspend a test account; it is taken back and cannot be assigned until it is resumed',
})
export const resumeTestAccount = endpoint('POST /api/v1/test-accounts/:accountId/resume', {
  ...stepOfAccount,
  name: 'resumeTestAccount',
  summary: 'Resume a test account, so that it can be assigned again',
})
export const retireTestAccount = endpoint('POST /api/v1/test-accounts/:accountId/retire', {
  ...stepOfAccount,
  name: 'retireTestAccount',
  summary: 'Retire a test account; it can never be assigned again, and its passwords are deleted',
})
