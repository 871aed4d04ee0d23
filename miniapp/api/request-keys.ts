/**
 * Idempotency keys of requests that have no answer yet: the same request made again, after a lost answer, a timeout or
 * a reload, carries the key of the first try, so that the service does it once.
 */
import { isRepeatable, type Endpoint } from '../../service/http/contract.ts'
import { onDevice, readJson } from './keeping.ts'
import { sessionKind } from './session.ts'

interface Asked {
  params?: object | undefined
  query?: object | undefined
  body?: unknown
}

interface Unanswered {
  key: string
  /** When it was sent first, in milliseconds. */
  at: number
  /** The record that it is about, by the parameters of its path; empty where there are none. */
  about: string
}

type AllUnanswered = Record<string, Unanswered>

export interface RequestKey {
  key: string
  /** The try is over. Once `answered` the same request later is another one. */
  over: (answered: boolean) => void
}

const place = 'partner-workspace.unanswered'
/** Milliseconds after which the same request is meant as another one. */
const longest = 60 * 60_000
const mostKept = 50

/** What this page knows, also where the browser keeps nothing. */
let known: AllUnanswered = {}
/** Those that are being sent from this page. */
const underWay = new Set<string>()

function readAll(): AllUnanswered {
  known = { ...known, ...readJson<AllUnanswered>(onDevice, place) }
  const young = Object.entries(known)
    .filter(([, one]) => Date.now() - one.at < longest)
    .sort(([, one], [, other]) => other.at - one.at)
  return Object.fromEntries(young.slice(0, mostKept))
}

function writeAll(all: AllUnanswered): void {
  known = all
  if (Object.keys(all).length) onDevice.write(place, JSON.stringify(all))
  else onDevice.drop(place)
}

/** A short digest (cyrb53, public domain): what was typed is not kept a second time. */
export function digestOf(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return `${(high >>> 0).toString(36)}-${(low >>> 0).toString(36)}-${text.length}`
}

const newKey = () => crypto.getRandomValues(new Uint32Array(4)).join('-')

/** The key for a request; undefined for one that the service does not keep the answer of. */
export function keyFor(
  endpoint: Endpoint,
  { params = {}, query, body }: Asked,
): RequestKey | undefined {
  if (!isRepeatable(endpoint) || body instanceof Blob) return undefined
  const asked = JSON.stringify([sessionKind(), endpoint.name, params, query ?? {}, body ?? {}])
  const digest = digestOf(asked)
  const about = Object.keys(params).length ? JSON.stringify(params) : ''
  const all = readAll()
  const one = all[digest] ?? { key: newKey(), at: Date.now(), about }
  writeAll({ ...all, [digest]: one })
  underWay.add(digest)
  return {
    key: one.key,
    over: (answered) => {
      underWay.delete(digest)
      if (!answered) return
      // another action on the same record since then makes this a new request
      const rest = Object.entries(readAll()).filter(
        ([name, { about: other }]) =>
          name !== digest && (underWay.has(name) || !about || other !== about),
      )
      writeAll(Object.fromEntries(rest))
    },
  }
}

/** Statuses that leave open what came of a request, or whether it will be done after all. */
const undecided = new Set([401, 408, 425, 429])

/** Whether an answer tells what came of the request. A twin that still runs will. */
export const isAnswer = (status: number, code: string | undefined): boolean =>
  status < 500 && !undecided.has(status) && code !== 'idempotency_key_in_use'
