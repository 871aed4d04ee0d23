/** Sessions as callers see them: keep one alive, end it, choose a language. */
import * as z from 'zod/mini'
import { endpoint, named } from '../http/contract.ts'

/** Languages that have a complete catalogue. */
export const languages = ['en', 'zh-CN'] as const
export const language = named('Language', z.enum(languages))
export type Language = z.output<typeof language>

export const sessionKind = z.enum(['staff', 'operator'])

/** Cookies of the session are set with every answer that opens or refreshes one. */
export const sessionAnswer = named(
  'Session',
  z.object({
    kind: sessionKind,
    /** Seconds until the access token must be refreshed. */
    expiresIn: z.number(),
  }),
)

export const refreshSession = endpoint('POST /api/v1/sessions/refresh', {
  name: 'refreshSession',
  summary: 'Trade the refresh token (cookie) for a new pair',
  body: z.object({ kind: sessionKind }),
  answer: sessionAnswer,
  errors: ['session_expired'],
})

export const signOut = endpoint('POST /api/v1/sessions/sign-out', {
  name: 'signOut',
  summary: 'End the session; works whether or not there is one',
  body: z.object({ kind: sessionKind }),
})
