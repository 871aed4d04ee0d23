/**
 * The measure: a server of `node:http` and the MongoDB driver alone that does the three jobs with the fewest
 * round trips which keep their guarantees. It knows its only caller beforehand and trusts what it is sent; its driver
 * is as it comes, unless asked otherwise (decision 018).
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { replaceDriverSets } from '../../../service/database/passing-set.ts'
import type { SubmissionContent } from '../../../service/promotions/contract/content.ts'
import { runMeasuredServer } from '../child.ts'
import { client, findVisit, pageOfVisits, Refused, submitVisit } from './jobs.ts'
import { viewPage, viewVisit } from './view.ts'

const path = '/api/v1/submissions'

async function answer(request: IncomingMessage): Promise<unknown> {
  const url = request.url ?? ''
  const rest = url.slice(path.length)
  if (request.method === 'PUT' && rest.startsWith('/')) {
    const content = JSON.parse(await text(request)) as SubmissionContent
    return viewVisit(await submitVisit(rest.slice(1), content))
  }
  if (rest.startsWith('/')) return viewVisit(await findVisit(rest.slice(1)))
  const query = new URLSearchParams(rest.slice(1))
  const limit = Number(query.get('limit') ?? 20)
  return viewPage(await pageOfVisits(limit, query.get('after')), limit)
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const words = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(words),
  })
  response.end(words)
}

const server = createServer((request, response) => {
  answer(request).then(
    (body) => send(response, 200, body),
    (error: unknown) => {
      if (!(error instanceof Refused)) console.error(error)
      const [status, why] = error instanceof Refused ? [error.status, error.why] : [500, 'fault']
      send(response, status, { why })
    },
  )
})
server.keepAliveTimeout = 65_000
await client.connect()
if (process.env['BENCH_MENDED']) replaceDriverSets(client)
server.listen(0, '127.0.0.1', () => {
  runMeasuredServer(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, async () => {
    server.close()
    server.closeAllConnections()
    await client.close()
  })
})
