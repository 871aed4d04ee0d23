/** Runs work in one transaction: all of it happens or none. */
import type { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import type { ClientSession } from 'mongoose'

/** What mongoose looks for its session in. */
interface Store {
  session?: ClientSession | undefined
}

interface WithStorage {
  transactionAsyncLocalStorage?: AsyncLocalStorage<Store>
}

function storage(): AsyncLocalStorage<Store> | undefined {
  // mongoose keeps the storage of its option on its base object, outside its types
  const { base } = mongoose.connection as unknown as { base: WithStorage }
  return base.transactionAsyncLocalStorage
}

/** The session of the open transaction, if there is one. */
export function openSession(): ClientSession | undefined {
  const session = storage()?.getStore()?.session
  return session?.inTransaction() ? session : undefined
}

/**
 * Joins the open transaction or opens one; `work` may run again when MongoDB asks for it,
 * so it must do nothing but reads and writes of the database, one after the other.
 */
export async function transaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
  const store = storage()?.getStore()
  if (store instanceof HeldTransaction) return store.run(work)
  const open = openSession()
  if (open) return work(open)
  return (await mongoose.connection.transaction(work)) as T
}

type LabelledError = { hasErrorLabel?: (label: string) => boolean }

const isLabelled = (error: unknown, label: string) =>
  Boolean((error as LabelledError | null)?.hasErrorLabel?.(label))

/** Milliseconds for which a commit whose outcome is unknown is sent again. */
const commitRetryTime = 10_000
/** Milliseconds for which work is run again that met a conflict with other work. */
const conflictRetryTime = 20_000

/**
 * A transaction that is opened by the first `transaction(…)` inside and committed later. Mongoose reads `session` at
 * each operation, so what runs between the two reads what was written, although no other session can read it yet.
 */
class HeldTransaction implements Store {
  session: ClientSession | undefined
  /** How many calls of `transaction` are under way, one inside the other. */
  #depth = 0
  /** A later part failed after an earlier one had written: half of it must not be committed. */
  #broken = false

  async run<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    const opensIt = !this.session
    if (!this.session) {
      const session = await mongoose.connection.startSession()
      session.startTransaction()
      this.session = session
    }
    this.#depth += 1
    try {
      return await work(this.session)
    } catch (error) {
      // as without holding: what threw has written nothing, and what catches it reads the database as it is
      if (opensIt) await this.abort()
      else if (this.#depth === 1) this.#broken = true
      throw error
    } finally {
      this.#depth -= 1
    }
  }

  async commit(): Promise<void> {
    const { session } = this
    if (!session) return
    if (this.#broken) throw new Error('a part of the work failed after another part had written')
    const until = performance.now() + commitRetryTime
    for (;;) {
      try {
        await session.commitTransaction()
        break
      } catch (error) {
        const unknown = isLabelled(error, 'UnknownTransactionCommitResult')
        if (!unknown || performance.now() > until) throw error
        await sleep(100)
      }
    }
    await this.#end(session)
  }

  async abort(): Promise<void> {
    const { session } = this
    if (!session) return
    if (session.inTransaction()) await session.abortTransaction()
    await this.#end(session)
  }

  async #end(session: ClientSession): Promise<void> {
    this.session = undefined
    await session.endSession()
  }
}

/**
 * Runs `work`, then `last` with its result, and commits what both have written at once: the first transaction that
 * `work` opens is kept open until `last` is done. When `work` opens none, `last` writes by itself.
 *
 * All of it may run again when MongoDB asks for it. `work` must not open transactions side by side; those that it
 * opens one after the other become one.
 */
export async function commitTogether<T>(
  work: () => Promise<T>,
  last: (result: T) => Promise<void>,
): Promise<T> {
  const until = performance.now() + conflictRetryTime
  for (let tries = 1; ; tries++) {
    const held = new HeldTransaction()
    const all = async () => {
      const result = await work()
      await last(result)
      await held.commit()
      return result
    }
    try {
      return await (storage()?.run(held, all) ?? all())
    } catch (error) {
      await held.abort()
      const again = isLabelled(error, 'TransientTransactionError') && performance.now() < until
      if (!again) throw error
      await sleep(Math.random() * Math.min(2 ** tries, 200))
    }
  }
}
