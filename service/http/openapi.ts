/** OpenAPI 3.1 made from the declared endpoints, and a page to browse it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import Router from '@koa/router'
import { send } from '@koa/send'
import * as z from 'zod/mini'
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi'
import { Refusal } from '../errors.ts'
import { permissionsIn } from '../permissions/contract.ts'
import { problem, type ProblemCode } from '../problems/contract.ts'
import { accessCookie } from './authentication.ts'
import { cookieName } from './cookies.ts'
import {
  binary,
  isRepeatable,
  ownerHeader,
  problemAnswer,
  replayedHeader,
  type CallerKind,
  type Endpoint,
  type MediaTypes,
} from './contract.ts'
import { problemBody } from './problem-answers.ts'
import type { Route } from './serve.ts'

/** How bytes are described: text with an example of it, everything else as what cannot be shown. */
function bytesOf(media: MediaTypes) {
  const types = Object.entries(media)
  const all: MediaTypes = types.length ? media : { 'application/octet-stream': {} }
  return Object.fromEntries(
    Object.entries(all).map(([type, { example }]) => [
      type,
      example === undefined
        ? { schema: { type: 'string', format: 'binary' } as const }
        : { schema: { type: 'string' } as const, example },
    ]),
  )
}

const ownerOfWork = z.object({
  [ownerHeader]: z.optional(z.string()).register(z.globalRegistry, {
    description: 'Whose work this is; refused when another person is signed in',
  }),
})

/** For `POST`: the answer to a request that is sent again under the same key is that of the first. */
const onceOnly = z.object({
  'Idempotency-Key': z.optional(z.string().check(z.maxLength(255))).register(z.globalRegistry, {
    description: 'The same for every try: however often it arrives, it is done once',
  }),
})

const replayed = z.object({
  [replayedHeader]: z.optional(z.literal('true')).register(z.globalRegistry, {
    description: 'This is the answer to an earlier request with the same `Idempotency-Key`',
  }),
})

/** An answer is kept for one person, and never a secret one. */
const canBeRepeated = ({ endpoint }: Omit<Route, 'handle'>) =>
  isRepeatable(endpoint) && endpoint.by !== 'anyone'

/** Every refusal that an endpoint can come to: those that all have, and its own. */
export function refusalsOf(route: Omit<Route, 'handle'>): Set<ProblemCode> {
  const { endpoint } = route
  return new Set<ProblemCode>([
    ...(['bad_input', 'unavailable', 'record_damaged', 'internal'] as const),
    // of the HTTP server itself, before it knows what is asked
    ...(['malformed_request', 'request_timeout', 'headers_too_large'] as const),
    ...(endpoint.by === 'anyone'
      ? []
      : ([
          'signed_out',
          'session_expired',
          'not_allowed',
          'not_associated',
          'workspace_suspended',
        ] as const)),
    ...(endpoint.method === 'GET'
      ? []
      : ([
          'foreign_origin',
          'body_too_large',
          'unsupported_media',
          'sending_too_much',
          'too_busy',
          'too_slow',
        ] as const)),
    ...(canBeRepeated(route)
      ? (['idempotency_key_reused', 'idempotency_key_in_use'] as const)
      : []),
    ...(endpoint.stepUp ? (['step_up_needed'] as const) : []),
    ...endpoint.errors,
  ])
}

const exampleOf = (code: ProblemCode) =>
  problemBody(new Refusal(code), '5f0c1c5e-3f0a-4c5b-9c39-0f1f6d1a7c11')

function refusals(route: Route): ZodOpenApiOperationObject['responses'] {
  const byStatus = Map.groupBy([...refusalsOf(route)], (code) => problem(code).status)
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${problem(code).title}`).join('; '),
        content: {
          'application/problem+json': { schema: problemAnswer, example: exampleOf(codes[0]!) },
        },
      },
    ]),
  )
}

/** The headers that an endpoint understands beside those of HTTP. */
function headersOf(route: Route) {
  const shape = {
    ...(route.endpoint.kept && ownerOfWork.shape),
    ...(canBeRepeated(route) && onceOnly.shape),
  }
  return Object.keys(shape).length ? { header: z.object(shape) as never } : {}
}

const callerWords: Record<CallerKind, string> = {
  anyone: 'anyone, signed in or not',
  staff: 'staff, also without an ISO',
  'associated staff': 'staff of an ISO',
  operator: 'operators of any workspace',
  iso: 'operators of an ISO',
  platform: 'operators of the platform',
  'signed in': 'everyone who is signed in',
}

/** Who may call, in a sentence: `For operators of an ISO who hold `staff.view`.` */
function callersOf({ by, may, stepUp }: Endpoint): string {
  const link = may && typeof may !== 'string' && 'any' in may ? ' or ' : ' and '
  const rights = may && permissionsIn(may).map((one) => `\`${one}\``)
  const proof = stepUp ? ` Asks for a fresh step-up: \`${stepUp}\`.` : ''
  return `For ${callerWords[by]}${rights ? ` who hold ${rights.join(link)}` : ''}.${proof}`
}

/** The sessions with which it can be called. */
function securityOf({ by }: Endpoint) {
  if (by === 'anyone') return []
  const sessions = ['staff', 'operator'].filter((kind) => {
    if (by === 'signed in') return true
    return kind === 'staff' ? by.endsWith('staff') : !by.endsWith('staff')
  })
  return [...sessions.map((kind) => ({ [kind]: [] })), { bearer: [] }]
}

function operation(route: Route): ZodOpenApiOperationObject {
  const { endpoint } = route
  const hasBody = endpoint.method !== 'GET'
  const isBinary = (schema: unknown) => schema === binary
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [endpoint.path.split('/')[3] ?? 'service'],
    requestParams: {
      path: endpoint.params as never,
      query: endpoint.query as never,
      ...headersOf(route),
    },
    description: callersOf(endpoint),
    security: securityOf(endpoint),
    'x-caller': endpoint.by,
    ...(endpoint.may && { 'x-right': endpoint.may }),
    ...(endpoint.stepUp && { 'x-step-up': endpoint.stepUp }),
    ...(hasBody && {
      requestBody: {
        content: isBinary(endpoint.body)
          ? bytesOf(endpoint.media)
          : {
              'application/json': {
                schema: endpoint.body as z.ZodMiniType,
                ...(endpoint.example && { example: endpoint.example.body }),
              },
            },
      },
    }),
    responses: {
      [String(endpoint.status)]: {
        description: 'Done',
        ...(canBeRepeated(route) && { headers: replayed }),
        content: isBinary(endpoint.answer)
          ? bytesOf(endpoint.media)
          : { 'application/json': { schema: endpoint.answer as z.ZodMiniType } },
      },
      ...refusals(route),
    },
  } as ZodOpenApiOperationObject
}

/** The document for all routes given. */
export function describeApi(routes: readonly Route[], serverUrl: string) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const route of routes) {
    const { endpoint } = route
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: operation(route),
    }
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Partner Workspace',
      version: '1',
      description: 'Refusals are `application/problem+json` with a stable `code`.',
    },
    servers: [{ url: serverUrl }],
    components: {
      securitySchemes: {
        staff: { type: 'apiKey', in: 'cookie', name: cookieName(accessCookie('staff')) },
        operator: { type: 'apiKey', in: 'cookie', name: cookieName(accessCookie('operator')) },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
    security: [{ staff: [] }, { operator: [] }, { bearer: [] }],
    paths,
  })
}

const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Partner Workspace API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="api"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', validatorUrl: null, deepLinking: true })`

/** `/openapi.json` and `/docs`. */
export function apiPages(routes: readonly Route[], serverUrl: string): Router {
  const document = JSON.stringify(describeApi(routes, serverUrl))
  const files = new Set(['swagger-ui.css', 'swagger-ui-bundle.js'])
  for (const file of files) readFileSync(`${swagger}/${file}`)
  return new Router()
    .get('/openapi.json', (ctx) => {
      ctx.type = 'application/json'
      ctx.body = document
    })
    .get('/docs', (ctx) => {
      ctx.type = 'html'
      ctx.body = page
    })
    .get('/docs/start.js', (ctx) => {
      ctx.type = 'js'
      ctx.body = start
    })
    .get('/docs/:file', async (ctx) => {
      const file = String(ctx['params'].file)
      if (files.has(file)) await send(ctx, file, { root: swagger, maxage: 86_400_000 })
    })
}
