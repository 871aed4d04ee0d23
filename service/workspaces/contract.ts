/** Workspaces (the companies of operators): signing in to one, and who I am there. */
import * as z from 'zod/mini'
import { language, sessionAnswer } from '../accounts/contract.ts'
import { endpoint, id, named } from '../http/contract.ts'
import { permission } from '../team/contract.ts'

export const workspaceKind = z.enum(['iso', 'platform'])

export const operatorMe = named(
  'OperatorMe',
  z.object({
    /** Id of the membership. */
    id,
    name: z.string(),
    email: z.string(),
    language,
    workspace: z.object({ id, name: z.string(), kind: workspaceKind }),
    roles: z.array(z.string()),
    permissions: z.array(permission),
  }),
)
export type OperatorMe = z.output<typeof operatorMe>

export const signInOperator = endpoint('POST /api/v1/sessions/operator', {
  name: 'signInOperator',
  summary: 'Sign in to the console with e-mail and password (requirements A1)',
  body: z.object({
    email: z.string().check(z.trim(), z.minLength(3), z.maxLength(254)),
    password: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  answer: sessionAnswer,
  errors: ['wrong_credentials', 'too_many_requests'],
})

export const operatorWhoAmI = endpoint('GET /api/v1/me/operator', {
  name: 'operatorWhoAmI',
  summary: 'The operator who is signed in',
  answer: operatorMe,
})

export const setOperatorLanguage = endpoint('PATCH /api/v1/me/operator', {
  name: 'setOperatorLanguage',
  summary: 'Choose the language of console and messages',
  body: z.object({ language }),
  answer: operatorMe,
})

/** What the ISO's QR code holds (requirements A4). */
const joinCode = named(
  'JoinCode',
  z.object({
    url: z.string(),
    isoName: z.string(),
    /** What staff must type beside it. */
    isoEmail: z.string(),
  }),
)

export const isoJoinCode = endpoint('GET /api/v1/workspace/join-code', {
  name: 'isoJoinCode',
  summary: "The address in the ISO's QR code",
  answer: joinCode,
})

export const replaceIsoJoinCode = endpoint('POST /api/v1/workspace/join-code/replace', {
  name: 'replaceIsoJoinCode',
  summary: 'Replace the QR code: the one before stops working at once, requests made with it go on',
  answer: joinCode,
  errors: ['not_found', 'wrong_state'],
})
