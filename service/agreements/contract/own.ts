/** What staff agree to before a visit, and how their ISO stands. */
import * as z from 'zod/mini'
import { endpoint, id, named, rowsAs, time } from '../../http/contract.ts'
import { agreeing, shownText, standardTexts } from './text.ts'

const policy = z.extend(shownText, {
  product: z.string(),
  /** From then on it counts for this person; of two that have begun, the later one. */
  from: time,
  /** The person has agreed to this version, or to a later one of the same text. */
  agreed: z.boolean(),
})
export type OwnPolicy = z.output<typeof policy>

const standing = named(
  'OwnAgreements',
  z.object({
    /** For each product those that count now and later, so that a phone without network knows. */
    ...rowsAs('policies', policy),
    iso: z.object({
      /** To the service agreement in force, or there is none. */
      agreed: z.boolean(),
      /** Until when its staff may deploy without; null where they may not. */
      until: z.nullable(time),
    }),
  }),
)
export type OwnAgreements = z.output<typeof standing>

export const myAgreements = endpoint('GET /api/v1/me/agreements', {
  name: 'myAgreements',
  by: 'associated staff',
  about: ['agreement', 'workspace'],
  summary: 'Get the deployment policies that count for me, and whether I have agreed to them',
  answer: standing,
  offline: {},
})

export const agreeToPolicy = endpoint('PUT /api/v1/me/agreements/:agreementId', {
  name: 'agreeToPolicy',
  by: 'associated staff',
  summary: 'Agree to a version of a deployment policy; sent again, it gets the same answer',
  params: z.object({ agreementId: id }),
  body: z.object({
    ...agreeing,
    /** By the clock of the phone, which may have had no network. */
    agreedAt: time,
  }),
  example: {
    body: {
      text: standardTexts.marketingCode,
      version: 1,
      language: 'en',
      agreedAt: '2026-12-01T02:00:00.000Z',
    },
  },
  answer: standing,
  kept: true,
  errors: ['not_found', 'same_id_other_content'],
})
