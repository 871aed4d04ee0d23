/** How an endpoint is declared: one declaration guards the service, feeds OpenAPI and types the mini-app's client. */
import * as z from 'zod/mini'
import { isEnough, type Held, type Right, type WorkspaceKind } from '../permissions/contract.ts'
import type { ProblemCode } from '../problems/contract.ts'

type Schema = z.ZodMiniType
type Shape = Record<string, Schema>

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Media types of bytes, each with an example where they are text. */
export type MediaTypes = Record<string, { example?: string }>

/** What a spreadsheet goes out as, and comes in as. */
export const spreadsheetTypes: MediaTypes = {
  'text/csv': {
    example: '\ufeff"Name","Phone number"\r\n"Ana Lim","+6581239125"\r\n',
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {},
}

/** Whose session it is, in a browser that can hold one of each. */
export const sessionKind = z.enum(['staff', 'operator'])

/** Picture or other bytes, instead of JSON. */
export const binary = z.custom<Uint8Array>()

/**
 * Who may call an endpoint:
 * - `anyone`, signed in or not
 * - `staff`, signed in through DingTalk, with or without an ISO
 * - `associated staff`, who belong to an ISO that is not suspended
 * - `operator` of any workspace; `iso` or `platform` for an operator of such a workspace
 * - `signed in`, staff or operator
 */
export type CallerKind =
  'anyone' | 'staff' | 'associated staff' | 'operator' | 'iso' | 'platform' | 'signed in'

/** `otp`: a code by mail. */
export type StepUp = 'otp'

export interface Endpoint<
  P extends Schema = Schema,
  Q extends Schema = Schema,
  B extends Schema = Schema,
  A extends Schema = Schema,
  K extends CallerKind = CallerKind,
> {
  /** Unique; the operationId in OpenAPI. */
  name: string
  by: K
  /** What an operator must hold; without it every caller of that kind may. */
  may: Right | undefined
  /** What an operator must have proven a short time ago, beside being signed in. */
  stepUp: StepUp | undefined
  /** Kinds of records that the answer shows: screens ask again when one of them has changed. */
  about: readonly string[]
  method: Method
  /** Koa style, such as `/api/v1/staff/:staffId`. */
  path: string
  summary: string
  params: P
  query: Q
  body: B
  /** A body that it would take, for the description of the API and for the test that walks over every endpoint. */
  example: { body: unknown } | undefined
  answer: A
  /** Status of the answer when all is well. */
  status: number
  /**
   * Takes what a device kept for one person: the request may name them in the header `Staff-Id`, and
   * is refused with `another_person` when another person is signed in by now.
   */
  kept: boolean
  /** What comes in or goes out holds secrets: nothing of it is kept to be answered again. */
  secret: boolean
  /** It is too much for one transaction: each part is committed by itself, in `partOnce`. */
  inParts: boolean
  /** What bytes it takes or answers with are, where one of them is `binary`. */
  media: MediaTypes
  /** Whether a phone keeps the answer, to have it at its next opening without network. */
  offline: Offline | undefined
  /** Refusals of its own; those that every endpoint has (signed out, bad input …) are understood. */
  errors: readonly ProblemCode[]
}

/** Which answers of an endpoint a phone keeps: all of them, unless it says which. */
export interface Offline {
  /** Only that to this query. */
  query?: Readonly<Record<string, unknown>>
  /** Name of the list whose rows say which records are kept, by the id in the path. */
  listedIn?: string
}

interface Declaration<P, Q, B, A, K> {
  name: string
  by: K
  may?: Right
  stepUp?: StepUp
  about?: string | readonly string[]
  summary: string
  params?: P
  query?: Q
  body?: B
  /** Of records, with `exampleIds`. */
  example?: { body: z.input<NoInfer<B>> }
  answer?: A
  status?: number
  kept?: boolean
  secret?: boolean
  inParts?: boolean
  media?: MediaTypes
  offline?: Offline
  errors?: readonly ProblemCode[]
}

/** Whether an endpoint is for operators of such a workspace, whatever rights they hold. */
export function isForOperator(
  { workspace }: { workspace: { kind: WorkspaceKind } },
  { by }: Pick<Endpoint, 'by'>,
): boolean {
  return by === workspace.kind || by === 'operator' || by === 'signed in'
}

/**
 * Whether an operator may call an endpoint: what the service refuses by, and what screens show or leave out by.
 * @param me in a workspace of what kind, holding what
 */
export function mayOperator(
  me: { workspace: { kind: WorkspaceKind }; permissions: Held },
  endpoint: Pick<Endpoint, 'by' | 'may'>,
): boolean {
  return isForOperator(me, endpoint) && isEnough(me.permissions, endpoint.may)
}

const nothing = z.object({})

/** Names whose work is sent, by staff id. */
export const ownerHeader = 'staff-id'

/** The same for every try of one POST, so that it is done once. */
export const keyHeader = 'idempotency-key'

/** `true` on an answer that is that of an earlier try. */
export const replayedHeader = 'idempotency-replayed'

/** Whether an endpoint keeps its answer for a later try: bytes are not compared, and have an id of their own. */
export const isRepeatable = ({ method, secret, body }: Endpoint): boolean =>
  method === 'POST' && !secret && (body as unknown) !== binary

/** Declares an endpoint: `endpoint('POST /api/v1/staff', { name: 'addStaff', by: 'iso', may: 'staff.add', … })`. */
export function endpoint<
  P extends Schema = z.ZodMiniObject<{}>,
  Q extends Schema = z.ZodMiniObject<{}>,
  B extends Schema = z.ZodMiniObject<{}>,
  A extends Schema = z.ZodMiniObject<{}>,
  K extends CallerKind = CallerKind,
>(line: `${Method} /${string}`, declared: Declaration<P, Q, B, A, K>): Endpoint<P, Q, B, A, K> {
  const [method, path] = line.split(' ') as [Method, string]
  return {
    name: declared.name,
    by: declared.by,
    may: declared.may,
    stepUp: declared.stepUp,
    about: [declared.about ?? []].flat(),
    method,
    path,
    summary: declared.summary,
    params: declared.params ?? (nothing as unknown as P),
    query: declared.query ?? (nothing as unknown as Q),
    body: declared.body ?? (nothing as unknown as B),
    example: declared.example,
    answer: declared.answer ?? (nothing as unknown as A),
    status: declared.status ?? 200,
    kept: declared.kept ?? false,
    secret: declared.secret ?? false,
    inParts: declared.inParts ?? false,
    media: declared.media ?? {},
    offline: declared.offline,
    errors: [...(declared.errors ?? []), ...(declared.kept ? (['another_person'] as const) : [])],
  }
}

export type ParamsOf<E> = E extends Endpoint<infer P, Schema, Schema, Schema> ? z.output<P> : never
export type QueryOf<E> = E extends Endpoint<Schema, infer Q, Schema, Schema> ? z.output<Q> : never
export type BodyOf<E> = E extends Endpoint<Schema, Schema, infer B, Schema> ? z.output<B> : never
export type AnswerOf<E> = E extends Endpoint<Schema, Schema, Schema, infer A> ? z.output<A> : never
/** What a caller writes: fields with defaults may be left out. */
export type QueryGiven<E> = E extends Endpoint<Schema, infer Q, Schema, Schema> ? z.input<Q> : never
export type BodyGiven<E> = E extends Endpoint<Schema, Schema, infer B, Schema> ? z.input<B> : never

/** Ids in examples, one for each kind of record; tests put those of their own records in their place. */
export const exampleIds = {
  iso: '019ad000-0000-7000-8000-000000000001',
  staff: '019ad000-0000-7000-8000-000000000002',
  photo: '019ad000-0000-7000-8000-000000000003',
  spot: '019ad000-0000-7000-8000-000000000004',
  store: '019ad000-0000-7000-8000-000000000005',
  testAccount: '019ad000-0000-7000-8000-000000000006',
  /** Of what the body itself makes. */
  new: '019ad000-0000-7000-8000-000000000007',
}

/** Gives a schema the name under which OpenAPI shows it. */
export function named<S extends Schema>(id: string, schema: S): S {
  z.globalRegistry.add(schema, { id })
  return schema
}

// words that many contracts use

/** UUIDv7, made by the creator of the record. */
export const id = z.uuid()
/** ISO 8601 in UTC. */
export const time = z.iso.datetime()
/** Latitude and longitude in degrees (WGS 84), accuracy in metres. */
export const place = named(
  'Place',
  z.object({
    latitude: z.number().check(z.minimum(-90), z.maximum(90)),
    longitude: z.number().check(z.minimum(-180), z.maximum(180)),
    accuracy: z.number().check(z.minimum(0), z.maximum(100_000)),
  }),
)
export type Place = z.output<typeof place>

/** Query of every list: at most `limit` rows (1 to 100) after the row that `after` marks. */
export const pageQuery = {
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
  after: z.optional(z.string().check(z.maxLength(500))),
} satisfies Shape

/** Lists of stored rows, see `rowsAs`. */
const listsOfRows = new WeakSet<object>()

export const isListOfRows = (schema: object) => listsOfRows.has(schema)

/**
 * Fields of an answer that hold a list of what is stored, row by row: `...rowsAs('items', staffRow)`. A row that does
 * not fit (it was stored by an older release, or is damaged) is left out and counted in `damaged`, so that it does not
 * take the others with it; a screen says how many cannot be shown.
 */
export function rowsAs<N extends string, S extends Schema>(name: N, row: S) {
  const list = z.array(row)
  listsOfRows.add(list)
  return { [name]: list, damaged: z.optional(z.number()) } as Record<N, z.ZodMiniArray<S>> & {
    damaged: z.ZodMiniOptional<z.ZodMiniNumber>
  }
}

/** A page of a list; `next` is the `after` of the next page, null on the last. */
export const pageOf = <S extends Schema>(item: S) =>
  z.object({ ...rowsAs('items', item), next: z.nullable(z.string()) })

/** `application/problem+json` (RFC 9457) with a stable code, the field and what to do. */
export const problemAnswer = named(
  'Problem',
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.string(),
    remedy: z.string(),
    /** First field that is wrong, as a path such as `store.name`. */
    field: z.optional(z.string()),
    fields: z.optional(z.array(z.object({ field: z.string(), rule: z.string() }))),
    /** Seconds to wait. */
    retryAfter: z.optional(z.number()),
    /** What the screen needs to explain it, such as the codes that are taken. */
    about: z.optional(z.record(z.string(), z.unknown())),
    requestId: z.string(),
  }),
)
export type Problem = z.output<typeof problemAnswer>
