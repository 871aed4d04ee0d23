/** Sessions as callers see them: keep one alive, end it, choose a language. */
import * as z from 'zod/mini'
import { endpoint, id, named, rowsAs, sessionKind, time } from '../http/contract.ts'

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
  by: 'anyone',
  secret: true,
  summary: 'Refresh the session: get a new pair of tokens for the refresh token (cookie)',
  body: z.object({ kind: sessionKind }),
  example: { body: { kind: 'staff' } },
  answer: sessionAnswer,
  errors: ['session_expired'],
})

export const signOut = endpoint('POST /api/v1/sessions/sign-out', {
  name: 'signOut',
  by: 'anyone',
  summary: 'Sign out; succeeds without a session too',
  body: z.object({ kind: sessionKind }),
  example: { body: { kind: 'staff' } },
})

/** How DingTalk's client proves which person holds it. */
export const authCode = z.object({
  code: z.string().check(z.minLength(1), z.maxLength(200)),
  /** The `corpid` that the page was opened with, where it says one. */
  corpId: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
})

/** Cookies of a sign-in with DingTalk are sent below this. */
const dingtalk = '/api/v1/sessions/operator/dingtalk' as const

export const email = z.string().check(z.trim(), z.minLength(3), z.maxLength(254))
/** As it was mailed. */
export const mailedCode = z.string().check(z.trim(), z.regex(/^\d{6}$/))
/** Where the person goes on: a page of the console. */
const consoleAddress = z
  .string()
  .check(z.maxLength(1_000), z.regex(/^\/console(?=$|[/?#])[^\\\s]*$/))

export const beginDingTalkPage = endpoint(`POST ${dingtalk}/page`, {
  name: 'beginDingTalkPage',
  by: 'anyone',
  summary: "Get the address of DingTalk's own sign-in page, for a browser outside DingTalk",
  body: z.object({
    to: consoleAddress,
    /** To link the DingTalk account that comes back, not to sign in as the one it is linked to. */
    link: z._default(z.boolean(), false),
  }),
  example: { body: { to: '/console/staff' } },
  answer: z.object({ url: z.string() }),
  errors: ['too_many_requests'],
})

export const sendLinkCode = endpoint(`POST ${dingtalk}/codes`, {
  name: 'sendLinkCode',
  by: 'anyone',
  summary: 'Mail a code that links the DingTalk account just shown, if there is such an account',
  body: z.object({ email }),
  example: { body: { email: 'olivia@harbourpay.example' } },
  answer: z.object({
    /** Seconds until another one can be asked for. */
    wait: z.number(),
  }),
  status: 202,
  errors: ['link_over', 'too_many_requests'],
})

/** Name of an endpoint that asks for a step-up. */
const act = z.string().check(z.regex(/^[a-zA-Z]{1,60}$/))

export const sendStepUpCode = endpoint('POST /api/v1/me/operator/step-ups/codes', {
  name: 'sendStepUpCode',
  by: 'operator',
  summary: 'Mail me a code for an act that asks for a step-up; sent again it is the same code',
  body: z.object({ act }),
  example: { body: { act: 'changePassword' } },
  answer: z.object({
    /** Seconds until another mail can be asked for. */
    wait: z.number(),
  }),
  status: 202,
  errors: ['not_found', 'too_many_requests'],
})

export const proveStepUp = endpoint('POST /api/v1/me/operator/step-ups', {
  name: 'proveStepUp',
  by: 'operator',
  secret: true,
  summary: 'Confirm with the code that it is me, for that act in this session',
  body: z.object({ act, code: mailedCode }),
  example: { body: { act: 'changePassword', code: '123456' } },
  answer: z.object({ until: time }),
  errors: ['not_found', 'wrong_code', 'code_over'],
})

export const unlinkDingTalk = endpoint('DELETE /api/v1/me/operator/dingtalk', {
  name: 'unlinkDingTalk',
  by: 'operator',
  summary: 'Unlink DingTalk; sessions that were opened with it end at once',
  answer: z.object({ signedOut: z.boolean() }),
})

/** Characters of the shortest password: the password is all that is asked for (NIST SP 800-63B). */
export const shortestPassword = 15

/** Length in characters as people count them; nothing is asked of their kinds. */
export const passwordLength = (password: string) => [...password.normalize('NFC')].length

export const newPassword = z.string().check(
  z.refine(
    (typed) => passwordLength(typed) >= shortestPassword,
    `must have ${shortestPassword} characters`,
  ),
  z.maxLength(200),
)

export const changePassword = endpoint('PUT /api/v1/me/operator/password', {
  name: 'changePassword',
  by: 'operator',
  summary: 'Change my password; all other sessions of the account end at once',
  body: z.object({
    present: z.string().check(z.minLength(1), z.maxLength(200)),
    next: newPassword,
  }),
  example: { body: { present: 'the old passphrase', next: 'a passphrase of some length' } },
  errors: [
    'wrong_password',
    'password_common',
    'password_personal',
    'password_pattern',
    'too_many_requests',
  ],
})

export const openSessionView = named(
  'OpenSession',
  z.object({
    id,
    /** The one that asks. */
    current: z.boolean(),
    client: z.enum(['dingtalk', 'edge', 'chrome', 'firefox', 'safari', 'other']),
    system: z.enum(['windows', 'macos', 'android', 'ios', 'linux', 'other']),
    via: z.enum(['password', 'dingtalk']),
    since: time,
    /** To within ten minutes. */
    lastUsed: time,
  }),
)
export type OpenSession = z.output<typeof openSessionView>

export const listMySessions = endpoint('GET /api/v1/me/operator/sessions', {
  name: 'listMySessions',
  by: 'operator',
  summary: 'List the sessions of my account',
  answer: z.object(rowsAs('sessions', openSessionView)),
})

export const endMySession = endpoint('DELETE /api/v1/me/operator/sessions/:sessionId', {
  name: 'endMySession',
  by: 'operator',
  summary: 'Sign out on one device',
  params: z.object({ sessionId: id }),
  errors: ['not_found'],
})

export const signOutEverywhere = endpoint('DELETE /api/v1/me/operator/sessions', {
  name: 'signOutEverywhere',
  by: 'operator',
  summary: 'Sign out on all devices, this one included',
})
