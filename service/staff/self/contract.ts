/** What people do for themselves: ask to join, sign in from DingTalk, answer an ISO that wants them. */
import * as z from 'zod/mini'
import { authCode, sessionAnswer } from '../../accounts/contract.ts'
import { language } from '../../texts/contract.ts'
import { endpoint, id, named, rowsAs, time, exampleIds } from '../../http/contract.ts'
import { isoOrder } from '../../workspaces/contract/order.ts'
import { inEachLanguage } from '../../offered-lists/contract.ts'
import { personName } from '../../text/contract.ts'
import { endedBy, invitationFailure, phone, staffStatus } from '../contract/association.ts'
import { staffParams } from '../contract/member.ts'

// the join page, for a person not yet known

const joinParams = z.object({ joinCode: z.string().check(z.regex(/^[\w-]{8,64}$/)) })

export const openJoinPage = endpoint('GET /api/v1/join/:joinCode', {
  name: 'openJoinPage',
  by: 'anyone',
  summary: 'Get the ISO that a QR code belongs to',
  params: joinParams,
  answer: z.object({ isoName: z.string() }),
  errors: ['not_found', 'join_code_replaced', 'too_many_requests'],
})

export const askToJoin = endpoint('POST /api/v1/join/:joinCode/requests', {
  name: 'askToJoin',
  by: 'anyone',
  summary:
    'Request an association with an ISO; the answer is the same whether or not the number is on its list',
  params: joinParams,
  body: z.object({
    id,
    isoEmail: z.string().check(z.trim(), z.minLength(3), z.maxLength(254)),
    name: personName,
    phone,
    language,
  }),
  example: {
    body: {
      id: exampleIds.new,
      isoEmail: 'boss@harbourpay.example',
      name: 'Ana Lim',
      phone: '+6581239123',
      language: 'en',
    },
  },
  answer: z.object({
    /** Shows where the request stands, to its holder. */
    receipt: z.string(),
  }),
  status: 202,
  errors: [
    'not_found',
    'join_code_replaced',
    'wrong_iso_email',
    'bad_phone_number',
    'too_many_requests',
  ],
})

export const whereIStand = endpoint('GET /api/v1/join-requests/:receipt', {
  name: 'whereIStand',
  by: 'anyone',
  summary: 'Get the status of my request to join',
  params: z.object({ receipt: z.string().check(z.maxLength(600)) }),
  answer: z.object({
    status: staffStatus,
    /** In words for the person who asked. */
    rejection: z.nullable(z.object({ words: z.nullable(inEachLanguage), note: z.string() })),
    failure: z.nullable(invitationFailure),
    /** What DingTalk calls it, where it said so: the ISO sees the same number. */
    failureCode: z.optional(z.nullable(z.number())),
  }),
  errors: ['not_found'],
})

// staff themselves

export const staffMe = named(
  'StaffMe',
  z.object({
    name: z.string(),
    /** Chosen by the person, or null until then. */
    language: z.nullable(language),
    organisation: z.string(),
    /** Null while not associated. */
    iso: z.nullable(z.object({ id, name: z.string() })),
    /** The ISO that they belong to is suspended; `iso` is null meanwhile. */
    suspended: z.nullable(z.object({ isoName: z.string() })),
    /** What is done first at a store, as the ISO has agreed on it; answers kept by phones before lack it. */
    order: z.optional(z.nullable(isoOrder)),
    staffId: z.nullable(id),
    status: z.nullable(staffStatus),
    /** Signed in to DingTalk with another identity than *Alipay Partner*; false too where DingTalk does not tell. */
    otherIdentity: z.boolean(),
    /** Of a person without an ISO: their last association, who ended it, and when. */
    ended: z.nullable(z.object({ isoName: z.string(), by: endedBy, at: time })),
  }),
)
export type StaffMe = z.output<typeof staffMe>

export const signInStaff = endpoint('POST /api/v1/sessions/staff', {
  name: 'signInStaff',
  by: 'anyone',
  secret: true,
  summary: "Sign in to the staff workspace with DingTalk's auth code",
  body: authCode,
  example: { body: { code: 'code-of-dingtalk' } },
  answer: sessionAnswer,
  errors: ['wrong_login_code', 'other_organisation', 'dingtalk_unavailable', 'too_many_requests'],
})

export const confirmHolder = endpoint('POST /api/v1/sessions/staff/holder', {
  name: 'confirmHolder',
  by: 'staff',
  secret: true,
  summary:
    "Check by DingTalk's auth code who uses the phone now; the session of another person replaces this one",
  body: authCode,
  example: { body: { code: 'code-of-dingtalk' } },
  answer: z.object({ changed: z.boolean() }),
  errors: ['wrong_login_code', 'other_organisation', 'dingtalk_unavailable', 'too_many_requests'],
})

export const staffWhoAmI = endpoint('GET /api/v1/me/staff', {
  name: 'staffWhoAmI',
  by: 'staff',
  about: ['staffMember', 'workspace'],
  summary: 'Get the staff member who is signed in',
  answer: staffMe,
  offline: {},
})

export const setStaffLanguage = endpoint('PATCH /api/v1/me/staff', {
  name: 'setStaffLanguage',
  by: 'staff',
  summary: 'Choose my language',
  body: z.object({ language }),
  example: { body: { language: 'en' } },
  answer: staffMe,
})

// what ISOs ask of a person who is in the DingTalk organisation already

const offer = named(
  'Offer',
  z.object({
    /** Of the association that would come of it. */
    id,
    isoName: z.string(),
    /** The ISO is suspended: it can be declined, and agreed to once it is resumed. */
    suspended: z.boolean(),
    /** Since when the person is asked. */
    since: time,
  }),
)

export const listOffers = endpoint('GET /api/v1/me/staff/offers', {
  name: 'listOffers',
  by: 'staff',
  about: 'staffMember',
  summary: 'List ISOs that want to add me and wait for my answer',
  answer: z.object(rowsAs('items', offer)),
})

export const agreeToOffer = endpoint('POST /api/v1/me/staff/offers/:staffId/agree', {
  name: 'agreeToOffer',
  by: 'staff',
  summary: 'Agree to belong to an ISO; this is the second of the two consents',
  params: staffParams,
  errors: ['not_found', 'wrong_state', 'with_another_iso', 'iso_suspended'],
})

export const declineOffer = endpoint('POST /api/v1/me/staff/offers/:staffId/decline', {
  name: 'declineOffer',
  by: 'staff',
  summary: 'Decline to belong to an ISO; the ISO sees it, and nothing else changes',
  params: staffParams,
  errors: ['not_found', 'wrong_state'],
})

// all ISOs of a person

const myIso = named(
  'MyIso',
  z.object({
    /** Of the association. */
    id,
    isoName: z.string(),
    /** `wanted`: the ISO wants to add the person, who can switch to it. */
    state: z.enum(['present', 'wanted', 'past']),
    suspended: z.boolean(),
    /** Since when the person belongs to it, or is wanted; of a past one when it began, where that is known. */
    since: z.nullable(time),
    /** The last association with this ISO that has ended: also of one that wants the person back. */
    ended: z.nullable(z.object({ by: endedBy, at: time })),
  }),
)
export type MyIso = z.output<typeof myIso>

export const listMyIsos = endpoint('GET /api/v1/me/staff/isos', {
  name: 'listMyIsos',
  by: 'staff',
  about: ['staffMember', 'workspace'],
  summary:
    'List the ISOs that I belong to, that want to add me, and that I belonged to, the current one first',
  answer: z.object(rowsAs('items', myIso)),
})

export const switchIso = endpoint('POST /api/v1/me/staff/isos/:staffId/switch', {
  name: 'switchIso',
  by: 'staff',
  summary: 'Switch to an ISO that wants to add me; the current association ends at the same time',
  params: staffParams,
  body: z.object({
    /** The association that ends; another one that has begun meanwhile does not. */
    leave: id,
  }),
  example: { body: { leave: exampleIds.new } },
  errors: ['not_found', 'wrong_state', 'iso_suspended'],
})
