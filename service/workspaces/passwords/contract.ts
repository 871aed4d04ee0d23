/** Setting a password with a link, without being signed in. */
import * as z from 'zod/mini'
import { email, mailedCode, newPassword } from '../../accounts/contract.ts'
import { endpoint, id, exampleIds } from '../../http/contract.ts'

const token = z.string().check(z.minLength(20), z.maxLength(100), z.regex(/^[\w-]+$/))

export const openPasswordLink = endpoint('POST /api/v1/password-links/open', {
  name: 'openPasswordLink',
  by: 'anyone',
  secret: true,
  summary: 'Check a password link: whose password it sets; this does not use it up',
  body: z.object({ token }),
  example: { body: { token: 'token-of-the-link-in-the-mail' } },
  answer: z.object({ name: z.string(), email: z.string() }),
  errors: ['password_link_over', 'too_many_requests'],
})

export const setPasswordByLink = endpoint('POST /api/v1/password-links/use', {
  name: 'setPasswordByLink',
  by: 'anyone',
  secret: true,
  summary: 'Set the password with a link, which works once; all sessions of the account end',
  body: z.object({ token, next: newPassword }),
  example: {
    body: { token: 'token-of-the-link-in-the-mail', next: 'a passphrase of some length' },
  },
  errors: [
    'password_link_over',
    'password_common',
    'password_personal',
    'password_pattern',
    'too_many_requests',
  ],
})

/** Made by the page, and known only there: only the page that asked for a code can use it, or use up its tries. */
const attempt = id

export const sendResetCode = endpoint('POST /api/v1/password-codes', {
  name: 'sendResetCode',
  by: 'anyone',
  summary: 'Mail a code to reset the password, if there is an account with this email',
  body: z.object({ email, attempt }),
  example: { body: { email: 'olivia@harbourpay.example', attempt: exampleIds.new } },
  answer: z.object({
    /** Seconds until another one can be asked for. */
    wait: z.number(),
  }),
  status: 202,
  errors: ['too_many_requests'],
})

export const setPasswordByCode = endpoint('POST /api/v1/password-codes/use', {
  name: 'setPasswordByCode',
  by: 'anyone',
  secret: true,
  summary: 'Set the password with a code, which works once; all sessions of the account end',
  body: z.object({ email, attempt, code: mailedCode, next: newPassword }),
  example: {
    body: {
      email: 'olivia@harbourpay.example',
      attempt: exampleIds.new,
      code: '417302',
      next: 'a passphrase of some length',
    },
  },
  errors: [
    'wrong_code',
    'code_over',
    'password_common',
    'password_personal',
    'password_pattern',
    'too_many_requests',
  ],
})
