/** The typed client: calls an endpoint as its contract declares it, and holds the answer against the same contract. */
import { isDeepStrictEqual } from 'node:util'
import { addressOf, type Told } from '../../miniapp/api/client.ts'
import {
  binary,
  keyHeader,
  ownerHeader,
  problemAnswer,
  type AnswerOf,
  type Endpoint,
  type ParamsOf,
  type Problem,
} from '../../service/http/contract.ts'
import type { ProblemCode } from '../../service/problems/contract.ts'
import { mustBeDeclared } from './declared.ts'

export interface Answer {
  status: number
  headers: Headers
  // what came, as it came: tests look into it freely
  body: ReturnType<typeof JSON.parse>
}

/** What goes into headers. */
interface Headed {
  /** `Idempotency-Key`: the same for every try of one request. */
  key?: string
  /** `Staff-Id`: whose work a phone sends. */
  owner?: string
  headers?: Record<string, string>
}

type Given<E> = Told<E> & Headed
/** Nothing has to be given to an endpoint without parameters and body. */
type GivenTo<E> = Record<never, never> extends Told<E> ? [given?: Given<E>] : [given: Given<E>]

/** What is to be refused may be wrong on purpose: query and body are not typed. */
type Wrong<E> = Headed & {
  query?: Record<string, unknown>
  body?: unknown
} & (Record<never, never> extends ParamsOf<E> ? { params?: object } : { params: ParamsOf<E> })
type WrongTo<E> = Record<never, never> extends ParamsOf<E> ? [given?: Wrong<E>] : [given: Wrong<E>]

/** What the service says when it does not do what was asked. */
export type Refused = Problem & { code: ProblemCode }

export interface Calls {
  /**
   * Calls an endpoint that does what is asked: `await admin.call(addStaff, { body })`.
   * @throws Error where it refuses, or answers otherwise than its contract says
   */
  call<E extends Endpoint>(endpoint: E, ...given: GivenTo<E>): Promise<AnswerOf<E>>
  /**
   * Calls an endpoint that refuses: `await admin.refused(addStaff, { body: { phone: 'call me' } })`.
   * @returns the problem, with its status, code and field
   * @throws Error where it does what was asked
   */
  refused<E extends Endpoint>(endpoint: E, ...given: WrongTo<E>): Promise<Refused>
}

type Send = (
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
) => Promise<Answer>

interface Sent extends Headed {
  params?: object
  query?: object
  body?: unknown
}

/** @param send sends a request as the caller: with their token, or with the cookies of their browser */
export function callsBy(send: Send): Calls {
  async function answerOf(endpoint: Endpoint, given: Sent = {}): Promise<Answer> {
    const { key, owner, headers, body = {} } = given
    return send(
      endpoint.method,
      addressOf(endpoint, given),
      endpoint.method === 'GET' ? undefined : body,
      {
        ...(key === undefined ? {} : { [keyHeader]: key }),
        ...(owner === undefined ? {} : { [ownerHeader]: owner }),
        ...headers,
      },
    )
  }
  return {
    async call<E extends Endpoint>(endpoint: E, ...[given]: GivenTo<E>) {
      const answer = await answerOf(endpoint, given as Sent | undefined)
      mustFit(endpoint, answer)
      return answer.body as AnswerOf<E>
    },
    async refused(endpoint, ...[given]) {
      const answer = await answerOf(endpoint, given as Sent | undefined)
      return problemOf(endpoint, answer)
    },
  }
}

const inWords = (body: unknown) => JSON.stringify(body).slice(0, 1_000)

/** @throws Error where an answer is not the one that the contract declares, to the field */
export function mustFit({ name, status, answer }: Endpoint, heard: Answer): void {
  if (heard.status !== status)
    throw new Error(`${name} answers ${heard.status}, not ${status}: ${inWords(heard.body)}`)
  if ((answer as unknown) === binary) return
  const parsed = answer.safeParse(heard.body)
  if (!parsed.success)
    throw new Error(`${name} answers otherwise than declared: ${inWords(parsed.error.issues)}`)
  // what is not declared was taken away
  if (!isDeepStrictEqual(parsed.data, heard.body))
    throw new Error(`${name} answers more than declared: ${inWords(heard.body)}`)
}

/** @throws Error where an answer is no refusal, or one that the endpoint does not declare */
function problemOf(endpoint: Endpoint, { status, headers, body }: Answer): Refused {
  if (status < 400) throw new Error(`${endpoint.name} is not refused: ${inWords(body)}`)
  const parsed = problemAnswer.safeParse(body)
  const isProblem = headers.get('content-type')?.includes('application/problem+json')
  if (!isProblem || !parsed.success || parsed.data.status !== status)
    throw new Error(`${endpoint.name} answers ${status} without a problem: ${inWords(body)}`)
  mustBeDeclared(endpoint.method, endpoint.path, body)
  return parsed.data as Refused
}
