/** Promotions: what a visit to a store sends in, Marketing Codes, and its revisions (requirements B4-B7). */
import * as z from 'zod/mini'
import {
  endpoint,
  id,
  line,
  named,
  pageOf,
  pageQuery,
  paragraph,
  place,
  rowsAs,
  time,
  exampleIds,
} from '../http/contract.ts'
import { photo } from '../photos/contract.ts'
import { asPrinted } from './shared/code.ts'

export { codeFromQr } from './shared/code.ts'

export const itemStatuses = ['in_review', 'approved', 'rejected'] as const
/** State of a store or spot, and (derived from them) of the whole submission. */
export const itemStatus = named('ItemStatus', z.enum(itemStatuses))
export type ItemStatus = z.output<typeof itemStatus>

export const mostSpots = 200
export const mostPhotos = 5
export const mostCodes = 50

const photoIds = z.array(id).check(z.minLength(1), z.maxLength(mostPhotos))
/** A Marketing Code as printed, such as `APMC-4F7K-2Q9D`. */
export const marketingCode = z.string().check(z.regex(asPrinted))

const storeContent = z.object({
  name: line(120),
  category: z.string().check(z.minLength(1), z.maxLength(40)),
  address: paragraph(300),
  place: z.nullable(place),
  photos: photoIds,
})

const spotContent = z.object({
  id,
  kind: z.string().check(z.minLength(1), z.maxLength(40)),
  note: z._default(paragraph(200, 0), ''),
  photos: photoIds,
  codes: z.array(marketingCode).check(z.maxLength(mostCodes)),
})

const supplementContent = z.object({
  contactName: z._default(line(80, 0), ''),
  contactPhone: z._default(line(32, 0), ''),
  openingHours: z._default(paragraph(120, 0), ''),
  note: z._default(paragraph(1000, 0), ''),
  /** The store agreed to the material being put up (requirements B12). */
  storeAgreed: z.boolean(),
})

/** Older apps may leave the consent out; for how long that is taken says `rules/consent.ts`. */
const sentSupplement = z.extend(supplementContent, { storeAgreed: z.optional(z.boolean()) })

/** What a phone sends in. */
export const submissionContent = named(
  'SubmissionContent',
  z.object({
    product: z.string().check(z.minLength(1), z.maxLength(40)),
    store: storeContent,
    spots: z.array(spotContent).check(z.minLength(1), z.maxLength(mostSpots)),
    supplement: sentSupplement,
  }),
)
export type SubmissionContent = z.output<typeof submissionContent>

export const verdictReason = named(
  'VerdictReason',
  z.object({
    /** Id of a reject reason. */
    code: z.string(),
    /** Field it is about: `photos`, `name`, `address`, `category`, `place`, `codes`, or none. */
    field: z.nullable(z.string()),
  }),
)

const verdict = z.object({
  status: itemStatus,
  reasons: z.array(verdictReason),
  /** The reviewer's own words. */
  note: z.string(),
  decidedAt: z.nullable(time),
})

export const submissionAbility = z.enum(['modify', 'appeal'])
export type SubmissionAbility = z.output<typeof submissionAbility>

export const submission = named(
  'Submission',
  z.object({
    id,
    product: z.string(),
    /** 1 for the first sending. */
    revision: z.number(),
    status: itemStatus,
    /** How the present revision came: first sending, with edits, or the same evidence with an explanation. */
    cause: z.enum(['submit', 'modify', 'appeal']),
    /** What the staff member says when appealing. */
    explanation: z.string(),
    submittedAt: time,
    decidedAt: z.nullable(time),
    store: z.extend(storeContent, { photos: z.array(photo), verdict }),
    spots: z.array(z.extend(spotContent, { photos: z.array(photo), verdict })),
    supplement: supplementContent,
    /** Whether the store agreed, or an older app had this queued before the service demanded it. */
    consent: z.enum(['given', 'older_app']),
    ...rowsAs(
      'timeline',
      z.object({
        at: time,
        what: z.enum(['submitted', 'modified', 'appealed', 'decided']),
        revision: z.number(),
      }),
    ),
    abilities: z.array(submissionAbility),
  }),
)
export type Submission = z.output<typeof submission>

export const submissionRow = named(
  'SubmissionRow',
  z.object({
    id,
    product: z.string(),
    storeName: z.string(),
    status: itemStatus,
    revision: z.number(),
    submittedAt: time,
    thumbnailUrl: z.string(),
    spots: z.object({ in_review: z.number(), approved: z.number(), rejected: z.number() }),
    /** What was rejected and why, three at most: the store first, then its spots. */
    rejected: z.array(
      z.object({
        /** Null for the store. */
        spot: z.nullable(z.object({ number: z.number(), kind: z.string() })),
        reasons: z.array(z.string()),
        thumbnailUrl: z.string(),
      }),
    ),
  }),
)
export type SubmissionRow = z.output<typeof submissionRow>

const exampleContent = {
  product: 'marketing_code',
  store: {
    name: 'Kopi & Toast',
    category: 'cafe',
    address: '12 Amoy Street, Singapore',
    place: { latitude: 1.2801, longitude: 103.8468, accuracy: 12 },
    photos: [exampleIds.photo],
  },
  spots: [
    { id: exampleIds.spot, kind: 'cashier', photos: [exampleIds.photo], codes: ['APMC-4F7K-2Q9D'] },
  ],
  supplement: { storeAgreed: true },
}

const submissionParams = z.object({ submissionId: id })
const revisionParams = z.object({
  submissionId: id,
  revision: z.coerce.number().check(z.int(), z.minimum(2), z.maximum(1000)),
})

export const submit = endpoint('PUT /api/v1/submissions/:submissionId', {
  name: 'submit',
  by: 'associated staff',
  summary: 'Submit store and spots for review; sent again, it gets the same answer',
  params: submissionParams,
  body: submissionContent,
  example: { body: exampleContent },
  answer: submission,
  kept: true,
  errors: [
    'store_not_agreed',
    'photo_missing',
    'code_unknown',
    'code_taken',
    'same_id_other_content',
    'product_closed',
  ],
})

export const modify = endpoint('PUT /api/v1/submissions/:submissionId/revisions/:revision', {
  name: 'modify',
  by: 'associated staff',
  summary: 'Modify a rejected submission: submit a new revision with edits',
  params: revisionParams,
  body: submissionContent,
  example: { body: exampleContent },
  answer: submission,
  kept: true,
  errors: [
    'not_found',
    'wrong_state',
    'revision_superseded',
    'store_not_agreed',
    'photo_missing',
    'code_unknown',
    'code_taken',
    'same_id_other_content',
  ],
})

export const appeal = endpoint('PUT /api/v1/submissions/:submissionId/appeals/:revision', {
  name: 'appeal',
  by: 'associated staff',
  summary: 'Appeal against a rejection: same evidence, with an explanation',
  params: revisionParams,
  body: z.object({ explanation: paragraph(1000, 5) }),
  example: { body: { explanation: 'The code hangs left of the till.' } },
  answer: submission,
  // codes that were freed meanwhile are bound again, where they still can be; photos may be gone after a year
  errors: [
    'not_found',
    'wrong_state',
    'revision_superseded',
    'code_unknown',
    'code_taken',
    'photo_missing',
  ],
})

/** What was rejected last, as the home of the workspace shows it. */
export const lastRejected = { status: 'rejected', limit: 3 } as const

export const listMySubmissions = endpoint('GET /api/v1/submissions', {
  name: 'listMySubmissions',
  by: 'associated staff',
  about: 'submission',
  summary: 'List my submissions, newest first',
  query: z.object({
    ...pageQuery,
    status: z.optional(itemStatus),
    /** Part of the name of the store. */
    search: z.optional(line(80, 0)),
  }),
  answer: pageOf(submissionRow),
  errors: ['bad_cursor'],
  offline: { query: lastRejected },
})

export const countMySubmissions = endpoint('GET /api/v1/submissions/counts', {
  name: 'countMySubmissions',
  by: 'associated staff',
  about: 'submission',
  summary: 'Count my submissions by status, and what I did today (business time zone)',
  answer: z.object({
    in_review: z.number(),
    approved: z.number(),
    rejected: z.number(),
    today: z.object({ stores: z.number(), spots: z.number() }),
  }),
  offline: {},
})

export const findMySubmission = endpoint('GET /api/v1/submissions/:submissionId', {
  name: 'findMySubmission',
  by: 'associated staff',
  about: 'submission',
  summary: 'Get one of my submissions',
  params: submissionParams,
  answer: submission,
  errors: ['not_found'],
})

export const listRevisions = endpoint('GET /api/v1/submissions/:submissionId/revisions', {
  name: 'listRevisions',
  by: 'associated staff',
  about: 'submission',
  summary: 'List earlier revisions of one of my submissions, newest first',
  params: submissionParams,
  answer: z.object(rowsAs('items', submission)),
  errors: ['not_found'],
})

// what an ISO sees of its staff's submissions

export const listStaffSubmissions = endpoint('GET /api/v1/staff/:staffId/submissions', {
  name: 'listStaffSubmissions',
  by: 'iso',
  may: 'promotions.view',
  about: 'submission',
  summary: 'List the submissions of a staff member, newest first, for the ISO',
  params: z.object({ staffId: id }),
  query: z.object(pageQuery),
  answer: pageOf(submissionRow),
  errors: ['not_found', 'bad_cursor'],
})

const isoSubmission = z.object({
  submission,
  staff: z.object({ id, name: z.string() }),
  /** Codes that hang on rejected spots of people who left, which the caller may free. */
  stuck: z.array(z.object({ spot: id, codes: z.array(z.string()) })),
  /** Codes of the present revision that were freed: the person and the reason. */
  freed: z.array(
    z.object({
      spot: id,
      codes: z.array(z.string()),
      by: z.string(),
      reason: z.string(),
      at: time,
    }),
  ),
})

export const findIsoSubmission = endpoint('GET /api/v1/workspace/submissions/:submissionId', {
  name: 'findIsoSubmission',
  by: 'iso',
  may: 'promotions.view',
  about: ['submission', 'staffMember'],
  summary: 'Get a submission of a staff member, for the ISO',
  params: submissionParams,
  answer: isoSubmission,
  errors: ['not_found'],
})

export const freeCodes = endpoint('POST /api/v1/workspace/submissions/:submissionId/free-codes', {
  name: 'freeCodes',
  by: 'iso',
  // who may end an association may tidy up after it
  may: { all: ['promotions.view', 'staff.remove'] },
  summary:
    'Free the Marketing Codes of a rejected spot whose staff member has left the ISO, with the reason',
  params: submissionParams,
  body: z.object({ spot: id, reason: paragraph(300, 5) }),
  example: { body: { spot: exampleIds.spot, reason: 'She left the company.' } },
  answer: isoSubmission,
  errors: ['not_found', 'wrong_state'],
})

/** `mine`: bound to this very submission already, so it may stay. */
export const codeVerdicts = ['free', 'mine', 'taken', 'unknown'] as const

export const checkCode = endpoint('GET /api/v1/marketing-codes/check', {
  name: 'checkCode',
  by: 'associated staff',
  summary: 'Check whether a scanned Marketing Code can be bound',
  query: z.object({
    /** What the scanner read: the code, or the address that holds it. */
    text: z.string().check(z.minLength(1), z.maxLength(500)),
    submission: z.optional(id),
  }),
  answer: z.object({
    /** Null when there is no code in the text. */
    code: z.nullable(z.string()),
    verdict: z.enum(codeVerdicts),
  }),
})

/** What `about` of `code_taken` and `code_unknown` holds: which codes, and why each cannot be bound. */
export const refusedCodes = z.object({
  codes: z.array(z.object({ code: z.string(), verdict: z.enum(codeVerdicts) })),
})
export type RefusedCodes = z.infer<typeof refusedCodes>
