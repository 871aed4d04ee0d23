/** What an ISO sets for itself: its QR code, its name, its digest. */
import * as z from 'zod/mini'
import { endpoint, named, time } from '../../http/contract.ts'
import { line } from '../../text/contract.ts'
import { agreed } from './agreed.ts'

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
    /** One for all: business days end by it, wherever an ISO is. */
    businessTimeZone: z.string(),
    /** Set by the platform. */
    ...agreed,
  }),
)

export const workspaceSettings = endpoint('GET /api/v1/workspace/settings', {
  name: 'workspaceSettings',
  by: 'iso',
  may: 'workspace.configure',
  about: 'workspace',
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
