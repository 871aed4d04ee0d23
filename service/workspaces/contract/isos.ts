/** What the platform does with ISOs. */
import * as z from 'zod/mini'
import { endpoint, id, named, pageOf, pageQuery, rowsAs, time } from '../../http/contract.ts'
import { line, paragraph } from '../../text/contract.ts'

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
