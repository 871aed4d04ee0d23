/** What the platform does with ISOs. */
import * as z from 'zod/mini'
import { endpoint, id, named, pageOf, pageQuery, rowsAs, time } from '../../http/contract.ts'
import { line, paragraph, personName } from '../../text/contract.ts'
import { agreed, agreedChange, country, currency } from './agreed.ts'
import { isoOrder } from './order.ts'

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
  abilities: z.array(z.enum(['suspend', 'resume', 'set_order', 'set_country'])),
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
    ...agreed,
    /** Of country, currency and order, the last 20, oldest first. */
    changes: z.array(agreedChange),
  }),
)
export type IsoDetails = z.output<typeof isoDetails>

/** Part of the name or of the e-mail. */
const isoSearch = z.optional(line(80, 0))

/** Of those who do something to an ISO as a whole. */
const managing = { any: ['workspaces.suspend', 'isos.manage'] } as const

export const listIsos = endpoint('GET /api/v1/isos', {
  name: 'listIsos',
  by: 'platform',
  about: ['workspace', 'codeStock'],
  // to allot something to an ISO, or to have its stores inspected, one must find it
  may: {
    any: ['workspaces.suspend', 'isos.manage', 'test_accounts.manage', 'inspections.view'],
  },
  summary: 'List ISOs with their status, newest first',
  query: z.object({ ...pageQuery, status: z.optional(isoStatus), search: isoSearch }),
  answer: pageOf(iso),
  errors: ['bad_cursor'],
})

export const countIsos = endpoint('GET /api/v1/isos/counts', {
  name: 'countIsos',
  by: 'platform',
  may: managing,
  about: ['workspace', 'codeStock'],
  summary: 'Count ISOs by status',
  query: z.object({ search: isoSearch }),
  answer: z.object({ active: z.number(), suspended: z.number() }),
})

const isoParams = z.object({ workspaceId: id })

export const findIso = endpoint('GET /api/v1/isos/:workspaceId', {
  name: 'findIso',
  by: 'platform',
  may: managing,
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

export const setIsoCountry = endpoint('POST /api/v1/isos/:workspaceId/country', {
  name: 'setIsoCountry',
  by: 'platform',
  may: 'isos.manage',
  summary:
    'Set the country of an ISO and its currency; without a currency it is that of the country',
  params: isoParams,
  body: z.object({
    country,
    currency: z.optional(currency),
    /** As the caller saw them; when they are others by now, nothing is changed. */
    was: z.object({ country: z.nullable(z.string()), currency: z.nullable(z.string()) }),
  }),
  example: { body: { country: 'SG', was: { country: null, currency: null } } },
  answer: isoDetails,
  errors: ['not_found', 'wrong_state'],
})

export const setIsoOrder = endpoint('POST /api/v1/isos/:workspaceId/order', {
  name: 'setIsoOrder',
  by: 'platform',
  may: 'isos.manage',
  summary: 'Set the order of work that was agreed on with an ISO; its admins and staff see it',
  params: isoParams,
  body: z.object({
    order: isoOrder,
    /** Name of the regional coordinator. */
    agreedWith: personName,
    /** When the order was recorded that the caller saw; when there is another by now, nothing is changed. */
    was: z.nullable(time),
  }),
  example: { body: { order: 'verify_then_deploy', agreedWith: 'Ana Lim', was: null } },
  answer: isoDetails,
  errors: ['not_found', 'wrong_state'],
})
