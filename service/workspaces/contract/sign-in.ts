/** Signing in to the console: by password or by DingTalk, which is linked once. */
import * as z from 'zod/mini'
import { authCode, email, mailedCode, sessionAnswer } from '../../accounts/contract.ts'
import { endpoint } from '../../http/contract.ts'

export const signInOperator = endpoint('POST /api/v1/sessions/operator', {
  name: 'signInOperator',
  by: 'anyone',
  secret: true,
  summary: 'Sign in to the console with email and password',
  body: z.object({
    email: z.string().check(z.trim(), z.minLength(3), z.maxLength(254)),
    password: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  example: {
    body: { email: 'olivia@harbourpay.example', password: 'a passphrase of some length' },
  },
  answer: sessionAnswer,
  errors: ['wrong_credentials', 'workspace_suspended', 'too_many_requests'],
})

export const signInByDingTalk = endpoint('POST /api/v1/sessions/operator/dingtalk', {
  name: 'signInByDingTalk',
  by: 'anyone',
  secret: true,
  summary: "Sign in to the console inside DingTalk, with its client's auth code",
  body: z.extend(authCode, {
    /** To link this DingTalk person, not to sign in to the account they are linked to. */
    link: z._default(z.boolean(), false),
  }),
  example: { body: { code: 'code-of-dingtalk' } },
  answer: sessionAnswer,
  errors: [
    'wrong_login_code',
    'other_organisation',
    'dingtalk_not_linked',
    'membership_over',
    'dingtalk_linked_elsewhere',
    'dingtalk_unavailable',
    'too_many_requests',
  ],
})

export const returnFromDingTalk = endpoint('POST /api/v1/sessions/operator/dingtalk/return', {
  name: 'returnFromDingTalk',
  by: 'anyone',
  secret: true,
  summary: "Sign in to the console with the code of DingTalk's own sign-in page",
  body: z.object({
    authCode: z.string().check(z.minLength(1), z.maxLength(500)),
    state: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  example: { body: { authCode: 'code-of-dingtalk', state: 'state-of-the-page' } },
  answer: z.object({
    /** Where the person wanted to go. */
    to: z.string(),
  }),
  errors: [
    'wrong_login_code',
    'foreign_sign_in',
    'sign_in_over',
    'dingtalk_not_linked',
    'membership_over',
    'dingtalk_linked_elsewhere',
    'dingtalk_unavailable',
    'too_many_requests',
  ],
})

export const linkDingTalk = endpoint('POST /api/v1/sessions/operator/dingtalk/link', {
  name: 'linkDingTalk',
  by: 'anyone',
  secret: true,
  summary: 'Link the DingTalk account that was just confirmed, with the mailed code, and sign in',
  body: z.object({
    email,
    code: mailedCode,
  }),
  example: { body: { email: 'olivia@harbourpay.example', code: '417302' } },
  answer: sessionAnswer,
  errors: [
    'link_over',
    'wrong_code',
    'code_over',
    'account_linked_elsewhere',
    'dingtalk_linked_elsewhere',
    'too_many_requests',
  ],
})

export const installation = endpoint('GET /api/v1/installation', {
  name: 'installation',
  by: 'anyone',
  summary: 'Check whether the console has an operator yet',
  answer: z.object({ hasOperators: z.boolean() }),
})
