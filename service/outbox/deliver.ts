/** Runs an event's handlers: each at least once, whatever happens to the others; what fails comes again or is given up. */
import { clock } from '../clock.ts'
import { describeError, log } from '../log.ts'
import { blockedFor, keepClaim, putBack, settle } from './claims.ts'
import { GiveUp, isPatient, type Reactions } from './handlers.ts'
import type { EventRow } from './model.ts'
import { maxAttempts, pauseAfter, pauseByAge } from './rules.ts'

/** @returns milliseconds after which it is tried again; undefined when it is given up */
async function fail(row: EventRow, handler: string, error: unknown): Promise<number | undefined> {
  const attempts = row.attempts + 1
  const { code } = error as { code?: unknown }
  const failure = {
    handler,
    kind: error instanceof Error ? error.name : typeof error,
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    at: clock.now(),
  }
  const over = error instanceof GiveUp || attempts >= maxAttempts
  log[over ? 'error' : 'warn'](
    { event: row._id, type: row.type, handler, attempts, error: describeError(error) },
    over ? 'event given up' : 'event will be tried again',
  )
  const pause = pauseAfter(attempts)
  const dueAt = new Date(clock.time() + pause)
  const { finished } = row
  await settle(row, { state: over ? 'failed' : 'due', attempts, failure, dueAt, finished })
  return over ? undefined : pause
}

/** A handler did not come back. What it does may still happen: handlers may run twice anyway. */
class HandlerHangs extends Error {
  override readonly name = 'HandlerHangs'
}

/** @throws HandlerHangs after that many milliseconds; one that hangs must not hold its worker for ever */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new HandlerHangs()), milliseconds)
  try {
    await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

interface Trouble {
  handler: string
  error: unknown
}

/**
 * What the row does after its handlers' troubles: as long as one of them is worth another try, the row comes again;
 * a failure that counts goes before one that does not.
 * @returns milliseconds after which it is due again; undefined when it is given up
 */
async function comeAgain(row: EventRow, troubles: Trouble[]): Promise<number | undefined> {
  const patient = troubles.flatMap(({ error }) => (isPatient(error, row) ? error : []))
  const failures = troubles.filter(({ error }) => !isPatient(error, row))
  const worst = failures.find(({ error }) => !(error instanceof GiveUp)) ?? failures[0]
  const isHopeless = worst?.error instanceof GiveUp
  if (worst && !(isHopeless && patient.length)) return fail(row, worst.handler, worst.error)
  const age = clock.time() - row.at.getTime()
  return putBack(row, Math.min(...patient.map((one) => one.milliseconds ?? pauseByAge(age))))
}

/** @returns milliseconds after which the row is due again, if it is */
export async function deliver(
  row: EventRow,
  reactions: Reactions,
  patience: number,
): Promise<number | undefined> {
  if (row.attempts >= maxAttempts) {
    // it brought down whoever claimed it, again and again
    await settle(row, { state: 'failed' })
    return undefined
  }
  const wait = await blockedFor(row, Object.keys(reactions))
  if (wait !== undefined) return putBack(row, wait)
  const left = Object.entries(reactions[row.type] ?? {}).filter(
    ([name]) => !row.finished.includes(name),
  )
  const finished = [...row.finished]
  const troubles: Trouble[] = []
  for (const [index, [name, handler]] of left.entries()) {
    try {
      await within(patience, handler(row))
      finished.push(name)
    } catch (error) {
      // the others have nothing to do with it
      troubles.push({ handler: name, error })
    }
    const isLast = index === left.length - 1
    if (!isLast && !(await keepClaim(row, finished))) return undefined
  }
  if (troubles.length) return comeAgain({ ...row, finished }, troubles)
  await settle(row, { state: 'done', finished })
  return undefined
}
