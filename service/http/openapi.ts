/** OpenAPI 3.1 made from the declared endpoints, and a page to browse it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import Router from '@koa/router'
import { send } from '@koa/send'
import * as z from 'zod/mini'
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi'
import { problem, type ProblemCode } from '../problems/contract.ts'
import { binary, ownerHeader, problemAnswer, type Endpoint } from './contract.ts'

const bytes = {
  'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
} as const

const ownerOfWork = z.object({
  [ownerHeader]: z.optional(z.string()).register(z.globalRegistry, {
    description: 'Whose work this is; refused when somebody else is signed in',
  }),
})

function refusals(endpoint: Endpoint): ZodOpenApiOperationObject['responses'] {
  const everywhere: ProblemCode[] = ['bad_input', 'signed_out', 'not_allowed', 'internal']
  const byStatus = Map.groupBy(
    [...new Set([...everywhere, ...endpoint.errors])],
    (code) => problem(code).status,
  )
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${problem(code).title}`).join('; '),
        content: { 'application/problem+json': { schema: problemAnswer } },
      },
    ]),
  )
}

function operation(endpoint: Endpoint): ZodOpenApiOperationObject {
  const hasBody = endpoint.method !== 'GET'
  const isBinary = (schema: unknown) => schema === binary
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [endpoint.path.split('/')[3] ?? 'service'],
    requestParams: {
      path: endpoint.params as never,
      query: endpoint.query as never,
      ...(endpoint.kept && { header: ownerOfWork as never }),
    },
    ...(hasBody && {
      requestBody: {
        content: isBinary(endpoint.body)
          ? bytes
          : { 'application/json': { schema: endpoint.body as z.ZodMiniType } },
      },
    }),
    responses: {
      [String(endpoint.status)]: {
        description: 'Done',
        content: isBinary(endpoint.answer)
          ? bytes
          : { 'application/json': { schema: endpoint.answer as z.ZodMiniType } },
      },
      ...refusals(endpoint),
    },
  } as ZodOpenApiOperationObject
}

/** The document for all endpoints given. */
export function describeApi(endpoints: Endpoint[], serverUrl: string) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: operation(endpoint),
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
export function apiPages(endpoints: Endpoint[], serverUrl: string): Router {
  const document = JSON.stringify(describeApi(endpoints, serverUrl))
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
