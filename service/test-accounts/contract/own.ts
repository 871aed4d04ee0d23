/** What the holder of a test account sees of it. */
import * as z from 'zod/mini'
import { endpoint, id, time, exampleIds } from '../../http/contract.ts'

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
