/** A test account and how it stands (requirements A6, A7). */
import * as z from 'zod/mini'
import { id, named, time } from '../../http/contract.ts'

export const testAccountStatuses = ['available', 'assigned', 'suspended', 'retired'] as const
export const testAccountStatus = named('TestAccountStatus', z.enum(testAccountStatuses))
export type TestAccountStatus = z.output<typeof testAccountStatus>

/** How a loan came to its end: `gone` when its holder no longer belongs to the ISO. */
export const loanEnds = ['taken_back', 'suspended', 'retired', 'gone'] as const
export const loanEnd = named('LoanEnd', z.enum(loanEnds))
export type LoanEnd = z.output<typeof loanEnd>

export const testAccountAbility = z.enum(['rotate', 'suspend', 'resume', 'retire'])
export type TestAccountAbility = z.output<typeof testAccountAbility>

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
