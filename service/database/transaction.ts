/** Runs work in one transaction: all of it happens or none. */
import type { AsyncLocalStorage } from 'node:async_hooks'
import mongoose from 'mongoose'
import type { ClientSession } from 'mongoose'

interface WithStorage {
  transactionAsyncLocalStorage?: AsyncLocalStorage<{ session?: ClientSession }>
}

/** The session of the open transaction, if there is one. */
export function openSession(): ClientSession | undefined {
  // mongoose keeps the storage of its option on its base object, outside its types
  const { base } = mongoose.connection as unknown as { base: WithStorage }
  const session = base.transactionAsyncLocalStorage?.getStore()?.session
  return session?.inTransaction() ? session : undefined
}

/**
 * Joins the open transaction or opens one; `work` may run again when MongoDB asks for it,
 * so it must do nothing but reads and writes of the database, one after the other.
 */
export async function transaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
  const open = openSession()
  if (open) return work(open)
  return (await mongoose.connection.transaction(work)) as T
}
