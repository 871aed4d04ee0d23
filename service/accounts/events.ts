/** What happens to the accounts of operators and to sessions. */
import * as z from 'zod/mini'
import { event } from '../outbox/event.ts'

export const accountCreated = event('accounts.created', { about: 'account', auditOnly: true })

export const passwordChanged = event('accounts.password_changed', { about: 'account' })

export const passwordLinkMade = event('accounts.password_link_made', {
  about: 'account',
  data: z.object({ kind: z.string() }),
  auditOnly: true,
})

/** A one-time code is to be mailed; it is worked out from the row and its salt. */
export const codeRequested = event('accounts.code_requested', {
  about: 'account',
  data: z.object({ purpose: z.string(), row: z.string(), salt: z.string() }),
})

/** Many wrong passwords for one account. */
export const passwordGuessed = event('accounts.guessing', { about: 'guessingEpisode' })

export const dingtalkLinked = event('accounts.dingtalk_linked', { about: 'account' })

export const dingtalkUnlinked = event('accounts.dingtalk_unlinked', {
  about: 'account',
  auditOnly: true,
})

const sessionEnding = z.enum([
  'signed_out',
  'signed_out_everywhere',
  'token_reused',
  'replaced',
  'password_changed',
  'dingtalk_unlinked',
  'key_forgotten',
  'person_erased',
])
export type SessionEnding = z.output<typeof sessionEnding>

/** Every instance forgets the session. */
export const sessionEnded = event('accounts.session_ended', {
  about: 'session',
  data: z.object({ why: sessionEnding }),
  auditOnly: true,
})
