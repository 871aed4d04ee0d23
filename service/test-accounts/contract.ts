/**
 * Test accounts: what the platform keeps of them, what an ISO lends to its staff, and what its holder sees
 * (requirements A6, A7).
 */
import * as z from 'zod/mini'
import { openSessionView } from '../accounts/contract.ts'
import {
  endpoint,
  id,
  line,
  named,
  pageOf,
  pageQuery,
  paragraph,
  rowsAs,
  time,
  exampleIds,
} from '../http/contract.ts'

export const testAccountStatuses = ['available', 'assigned', 'suspended', 'retired'] as const
export const testAccountStatus = named('TestAccountStatus', z.enum(testAccountStatuses))
export type TestAccountStatus = z.output<typeof testAccountStatus>

/** How a loan came to its end: `gone` when its holder no longer belongs to the ISO. */
export const loanEnds = ['taken_back', 'suspended', 'retired', 'gone'] as const
export const loanEnd = named('LoanEnd', z.enum(loanEnds))
export type LoanEnd = z.output<typeof loanEnd>

export const testAccountAbility = z.enum(['rotate', 'suspend', 'resume', 'retire'])
export type TestAccountAbility = z.output<typeof testAccountAbility>

/** A password as it is typed, spaces at its ends included. */
export const shortestPassword = 4
const password = z.string().check(z.minLength(shortestPassword), z.maxLength(128))

/** What the platform sees: never a password. */
export const testAccountRow = named(
  'TestAccount',
  z.object({
    id,
    email: z.string(),
    iso: z.object({ id, name: z.string() }),
    status: testAccountStatus,
    since: time,
    /** Of its passwords, from 1; each rotation makes the next. */
    version: z.number(),
    rotatedAt: time,
    /** A former holder has seen its passwords: it is not lent again before it is rotated. */
    needsRotation: z.boolean(),
    /** The holder. */
    holder: z.nullable(z.object({ id, name: z.string() })),
    abilities: z.array(testAccountAbility),
  }),
)
export type TestAccountRow = z.output<typeof testAccountRow>

// the pool, for operators of the platform

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

export const suspendTestAccount = endpoint('POST /api/v1/test-accounts/:accountId/suspend', {
  name: 'suspendTestAccount',
  by: 'platform',
  may: 'test_accounts.manage',
  summary: 'Suspend a test account; it is taken back and cannot be assigned until it is resumed',
  params: accountParams,
  answer: testAccountRow,
  errors: ['not_found', 'wrong_state'],
})

export const resumeTestAccount = endpoint('POST /api/v1/test-accounts/:accountId/resume', {
  name: 'resumeTestAccount',
  by: 'platform',
  may: 'test_accounts.manage',
  summary: 'Resume a test account, so that it can be assigned again',
  params: accountParams,
  answer: testAccountRow,
  errors: ['not_found', 'wrong_state'],
})

export const retireTestAccount = endpoint('POST /api/v1/test-accounts/:accountId/retire', {
  name: 'retireTestAccount',
  by: 'platform',
  may: 'test_accounts.manage',
  summary: 'Retire a test account; it can never be assigned again, and its passwords are deleted',
  params: accountParams,
  answer: testAccountRow,
  errors: ['not_found', 'wrong_state'],
})

// lending, for the ISO

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

// the holder

export const myTestAccount = endpoint('GET /api/v1/me/staff/test-account', {
  name: 'myTestAccount',
  by: 'associated staff',
  about: 'testAccount',
  summary: 'Get my test account, without its passwords',
  answer: z.object({
    account: z.nullable(
      z.object({
        id,
        email: z.string(),
        since: time,
        version: z.number(),
        receivedAt: z.nullable(time),
      }),
    ),
  }),
})

/** Seconds for which the passwords may be on a screen. */
export const shownFor = 30

export const revealTestAccount = endpoint('POST /api/v1/me/staff/test-account/reveal', {
  name: 'revealTestAccount',
  by: 'associated staff',
  summary: 'Show the passwords of my test account; each look is recorded, and my ISO sees it',
  body: z.object({
    /** The account that is on my screen, so that no other one is shown in its place. */
    account: id,
    /** The verification task for which I need it. */
    task: z.optional(id),
  }),
  example: { body: { account: exampleIds.testAccount } },
  answer: z.object({
    email: z.string(),
    loginPassword: z.string(),
    paymentPassword: z.string(),
    /** What is recorded as the reason: the task, when it is mine and open. */
    task: z.nullable(id),
    version: z.number(),
  }),
  errors: ['not_found', 'too_many_requests', 'passwords_unreadable'],
  secret: true,
})
