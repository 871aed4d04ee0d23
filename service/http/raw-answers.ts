/** What the HTTP server itself refuses, before there is a request to handle: `problem+json` as everywhere else. */
import { randomUUID } from 'node:crypto'
import { STATUS_CODES, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { clock } from '../clock.ts'
import { Refusal } from '../errors.ts'
import { log } from '../log.ts'
import type { ProblemCode } from '../problems/contract.ts'
import { problemBody } from './problem-answers.ts'

/** Errors of Node's parser that are not simply a request that cannot be read. */
const codeOf: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
  HPE_INVALID_METHOD: 'method_unknown',
}

interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

function answerOf(code: ProblemCode): Answer {
  const requestId = randomUUID()
  const refusal = new Refusal(code)
  const body = JSON.stringify(problemBody(refusal, requestId))
  log.debug({ requestId, problem: code }, 'malformed request refused')
  return {
    status: refusal.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
      date: clock.now().toUTCString(),
      // what follows on this connection could not be told apart from the rest of this request
      connection: 'close',
    },
    body,
  }
}

/** Refuses on a response that Node has made. */
export function answerOn(response: ServerResponse, code: ProblemCode): void {
  const { status, headers, body } = answerOf(code)
  response.writeHead(status, headers).end(body)
}

/** Node keeps the answer that is being sent on its socket; one that has begun is not written into. */
type WithMessage = Duplex & { _httpMessage?: { headersSent?: boolean } | null }

export function refuseUnreadable(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: WithMessage) => {
    if (!socket.writable || socket._httpMessage?.headersSent || error.code === 'ECONNRESET') {
      socket.destroy(error)
      return
    }
    const { status, headers, body } = answerOf(codeOf[error.code ?? ''] ?? 'malformed_request')
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'))
  })
  server.on('checkExpectation', (_request, response: ServerResponse) =>
    answerOn(response, 'expectation_failed'),
  )
}
