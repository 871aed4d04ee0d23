/** Runs an event's handlers: each at least once, whatever happens to the others; what fails comes again or is given up. */
import { clock } from '../clock.ts'
import { isDatabaseUnreachable } from '../database/unreachable.ts'
import { describeError, log } from '../log.ts'
import { blockedFor, keepClaim, putBack, settle } from './claims.ts'
import { GiveUp, isPostponed, Later, type Reactions } from './handlers.ts'
import type { EventRow } from './model.ts'
import { maxAttempts, pauseAfter, pauseByAge } from './rules.ts'

/** A handler did not come back. What it does may still happen: handlers may run twice anyway. */
class HandlerHangs extends Error {
  override readonly name = 'HandlerHangs'
}

/** @throws HandlerHangs after so many milliseconds: a handler that hangs must not hold its worker */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new HandlerHangs()), milliseconds)
  try {
    await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Those that are left when one was given up have tries of their own. */
const most = ({ givenUp = [] }: EventRow) => maxAttempts * (1 + givenUp.length)

/** Milliseconds for which a MongoDB that breaks off the work of a handler is no failure of the handler. */
const outageRetryTime = 24 * 3_600_000

const causeOf = (error: unknown): unknown =>
  isDatabaseUnreachable(error)
    ? new Later(undefined, { cause: error, patience: outageRetryTime })
    : error

interface Trouble {
  handler: string
  error: unknown
}

/** Its kind and code, never its words; of what waits, why it does. */
function failureOf({ handler, error }: Trouble): NonNullable<EventRow['failure']> {
  const told: unknown = error instanceof Later ? (error.cause ?? error) : error
  const { code } = told as { code?: unknown }
  return {
    handler,
    kind: told instanceof Error ? told.name : typeof told,
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    at: clock.now(),
  }
}

/**
 * What becomes of a row with failed handlers. A handler that cannot succeed is given up, the others are tried again;
 * the row fails when every handler that is left has been given up.
 * @returns milliseconds after which it is due again; undefined when it has ended
 */
async function comeAgain(row: EventRow, troubles: Trouble[]): Promise<number | undefined> {
  const counted = troubles.filter(({ error }) => !isPostponed(error, row))
  const attempts = row.attempts + (counted.length ? 1 : 0)
  const isOver = ({ error }: Trouble) => error instanceof GiveUp || attempts >= most(row)
  const over = counted.filter(isOver)
  const again = troubles.filter((trouble) => !over.includes(trouble))
  for (const trouble of troubles) {
    const { handler, kind, code } = failureOf(trouble)
    const isLost = over.includes(trouble)
    // limits by the second come in thousands
    const level = isLost ? 'error' : counted.includes(trouble) ? 'warn' : 'debug'
    log[level](
      {
        event: row._id,
        type: row.type,
        handler,
        attempts,
        kind,
        errorCode: code,
        error: describeError(trouble.error),
      },
      isLost ? 'event given up' : 'event failed, will be retried',
    )
  }
  const [worst] = [...over, ...counted]
  const givenUp = [...(row.givenUp ?? []), ...over.map(({ handler }) => handler)]
  const change = {
    attempts,
    finished: row.finished,
    ...(worst ? { failure: failureOf(worst) } : {}),
    ...(givenUp.length ? { givenUp } : {}),
  }
  if (!again.length) {
    await settle(row, { ...change, state: 'failed' })
    return undefined
  }
  const pause = pauseFor(again, row, attempts)
  await settle(row, { ...change, state: 'due', dueAt: new Date(clock.time() + pause) })
  return pause
}

/** Failures that count come by their own growing pauses, whatever else waits: they are not to be used up sooner. */
function pauseFor(again: Trouble[], row: EventRow, attempts: number): number {
  const patient = again.flatMap(({ error }) => (isPostponed(error, row) ? error : []))
  if (patient.length < again.length) return pauseAfter(attempts)
  const age = clock.time() - row.at.getTime()
  return Math.min(
    ...patient.map(({ milliseconds, pauses }) => milliseconds ?? pauseByAge(age, pauses)),
  )
}

/** @returns milliseconds after which the row is due again, if it is */
export async function deliver(
  row: EventRow,
  reactions: Reactions,
  patience: number,
): Promise<number | undefined> {
  if (row.attempts >= most(row)) {
    // it crashed each worker that claimed it
    await settle(row, { state: 'failed' })
    return undefined
  }
  const wait = await blockedFor(row, Object.keys(reactions))
  if (wait !== undefined) return putBack(row, wait)
  const ended = new Set([...row.finished, ...(row.givenUp ?? [])])
  const left = Object.entries(reactions[row.type] ?? {}).filter(([name]) => !ended.has(name))
  const finished = [...row.finished]
  const troubles: Trouble[] = []
  for (const [index, [name, handler]] of left.entries()) {
    try {
      await within(patience, handler(row))
      finished.push(name)
    } catch (error) {
      // the others have nothing to do with it
      troubles.push({ handler: name, error: causeOf(error) })
    }
    const isLast = index === left.length - 1
    if (!isLast && !(await keepClaim(row, finished))) return undefined
  }
  if (troubles.length) return comeAgain({ ...row, finished }, troubles)
  await settle(row, { state: row.givenUp?.length ? 'failed' : 'done', finished })
  return undefined
}
