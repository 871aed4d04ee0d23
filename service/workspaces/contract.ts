/** Workspaces (the companies of operators): signing in to one, and the caller's role there. */
import * as z from 'zod/mini'
import { authCode, email, mailedCode, sessionAnswer } from '../accounts/contract.ts'
import { language } from '../texts/contract.ts'
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
} from '../http/contract.ts'
import { allPermissions } from '../permissions/contract.ts'

export const workspaceKind = z.enum(['iso', 'platform'])

const permission = named('Permission', z.enum(allPermissions))

export const operatorMe = named(
  'OperatorMe',
  z.object({
    /** Id of the membership. */
    id,
    name: z.string(),
    email: z.string(),
    language,
    /** Signs in with DingTalk, without a password. */
    dingtalkLinked: z.boolean(),
    workspace: z.object({ id, name: z.string(), kind: workspaceKind }),
    roles: z.array(z.string()),
    permissions: z.array(permission),
  }),
)
export type OperatorMe = z.output<typeof operatorMe>

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

export const operatorWhoAmI = endpoint('GET /api/v1/me/operator', {
  name: 'operatorWhoAmI',
  by: 'operator',
  about: 'workspace',
  summary: 'Get the operator who is signed in',
  answer: operatorMe,
})

export const setOperatorLanguage = endpoint('PATCH /api/v1/me/operator', {
  name: 'setOperatorLanguage',
  by: 'operator',
  summary: 'Choose my language, for console and messages',
  body: z.object({ language }),
  example: { body: { language: 'en' } },
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
    /** When the last one was replaced, and the person who did it. */
    replaced: z.nullable(z.object({ at: time, by: z.string() })),
  }),
)

export const isoJoinCode = endpoint('GET /api/v1/workspace/join-code', {
  name: 'isoJoinCode',
  by: 'iso',
  may: 'staff.view',
  about: 'workspace',
  summary: "Get the address in the ISO's QR code",
  answer: joinCode,
})

export const replaceIsoJoinCode = endpoint('POST /api/v1/workspace/join-code/replace', {
  name: 'replaceIsoJoinCode',
  by: 'iso',
  may: 'staff.add',
  summary: 'Replace the QR code; the old one stops working at once, and requests made with it stay',
  answer: joinCode,
  errors: ['not_found', 'wrong_state'],
})

/** What an ISO chooses for itself. */
const settings = named(
  'WorkspaceSettings',
  z.object({
    name: z.string(),
    /** Hour of the business day, 0 to 23, at which its people get their digest; null: none. */
    digestHour: z.nullable(z.int().check(z.minimum(0), z.maximum(23))),
    businessTimeZone: z.string(),
  }),
)

export const workspaceSettings = endpoint('GET /api/v1/workspace/settings', {
  name: 'workspaceSettings',
  by: 'iso',
  may: 'workspace.configure',
  summary: 'Get the settings of the ISO',
  answer: settings,
})

export const setWorkspaceSettings = endpoint('PATCH /api/v1/workspace/settings', {
  name: 'setWorkspaceSettings',
  by: 'iso',
  may: 'workspace.configure',
  summary: 'Change the settings of the ISO: its name, and the hour of the daily digest',
  body: z.object({
    /** Its department in DingTalk follows. */
    name: z.optional(line(80)),
    digestHour: z.optional(z.nullable(z.int().check(z.minimum(0), z.maximum(23)))),
  }),
  example: { body: { digestHour: 9 } },
  answer: settings,
})

// what the platform does with ISOs

export const isoStatuses = ['active', 'suspended'] as const
const isoStatus = named('IsoStatus', z.enum(isoStatuses))
export type IsoStatus = z.output<typeof isoStatus>

const isoRow = z.object({
  id,
  name: z.string(),
  email: z.string(),
  status: isoStatus,
  /** The suspension: since when, the person who ordered it, and why; null while it is active. */
  suspension: z.nullable(z.object({ at: time, by: z.string(), reason: z.string() })),
  createdAt: time,
  abilities: z.array(z.enum(['suspend', 'resume'])),
})
const iso = named('Iso', isoRow)
export type Iso = z.output<typeof iso>

const isoDetails = named(
  'IsoDetails',
  z.extend(isoRow, {
    /** Of its department in DingTalk; null until its first invitation makes one. */
    departmentId: z.nullable(z.number()),
    /** The last 50, oldest first. */
    ...rowsAs(
      'timeline',
      z.object({
        at: time,
        what: z.enum(['suspended', 'resumed']),
        by: z.string(),
        reason: z.string(),
      }),
    ),
  }),
)
export type IsoDetails = z.output<typeof isoDetails>

/** Part of the name or of the e-mail. */
const isoSearch = z.optional(line(80, 0))

export const listIsos = endpoint('GET /api/v1/isos', {
  name: 'listIsos',
  by: 'platform',
  about: ['workspace', 'codeStock'],
  // to allot something to an ISO, or to have its stores inspected, one must find it
  may: { any: ['workspaces.suspend', 'test_accounts.manage', 'inspections.view'] },
  summary: 'List ISOs with their status, newest first',
  query: z.object({ ...pageQuery, status: z.optional(isoStatus), search: isoSearch }),
  answer: pageOf(iso),
  errors: ['bad_cursor'],
})

export const countIsos = endpoint('GET /api/v1/isos/counts', {
  name: 'countIsos',
  by: 'platform',
  may: 'workspaces.suspend',
  about: ['workspace', 'codeStock'],
  summary: 'Count ISOs by status',
  query: z.object({ search: isoSearch }),
  answer: z.object({ active: z.number(), suspended: z.number() }),
})

const isoParams = z.object({ workspaceId: id })

export const findIso = endpoint('GET /api/v1/isos/:workspaceId', {
  name: 'findIso',
  by: 'platform',
  may: 'workspaces.suspend',
  about: ['workspace', 'codeStock'],
  summary: 'Get an ISO, with the actions that the platform can take',
  params: isoParams,
  answer: isoDetails,
  errors: ['not_found'],
})

export const suspendWorkspace = endpoint('POST /api/v1/isos/:workspaceId/suspend', {
  name: 'suspendWorkspace',
  by: 'platform',
  may: 'workspaces.suspend',
  summary:
    'Suspend an ISO; its people are told at once, its admins with the reason, and invitations and messages pause',
  params: isoParams,
  body: z.object({ reason: paragraph(500) }),
  example: { body: { reason: 'The agreement has ended.' } },
  answer: isoDetails,
  errors: ['not_found'],
})

export const resumeWorkspace = endpoint('POST /api/v1/isos/:workspaceId/resume', {
  name: 'resumeWorkspace',
  by: 'platform',
  may: 'workspaces.suspend',
  summary: 'Resume an ISO; invitations and messages continue',
  params: isoParams,
  answer: isoDetails,
  errors: ['not_found'],
})
