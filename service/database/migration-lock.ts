/**
 * The locks that let one instance migrate: held by a lease that is renewed, and free again when its holder has crashed.
 */
import { randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import { describeError, log } from '../log.ts'
import { isDuplicateKey } from './duplicate-key.ts'

interface LockRow {
  _id: string
  owner: string | null
  /** By the clock of MongoDB: those of the instances may differ. */
  leaseUntil: Date
}

/** Not sharded: a row for those that the start waits for, and one for those that run later. */
const Locks = mongoose.model<LockRow>(
  'MigrationLock',
  new mongoose.Schema<LockRow>(
    { _id: String, owner: String, leaseUntil: Date },
    { versionKey: false },
  ),
  'migrationLocks',
)

/** Another instance holds the lock now, because this one did not renew it in time. */
export class LockLost extends Error {
  override readonly name = 'LockLost'
}

export interface Lock {
  owner: string
  /** Of what is known here, without asking the database. @throws LockLost */
  mustHold(): void
  /** @throws LockLost */
  renew(): Promise<void>
  release(): Promise<void>
}

/** @param lease milliseconds. @returns nothing when another instance holds it */
export async function takeLock(lease: number, _id = 'migrations'): Promise<Lock | undefined> {
  const owner = randomUUID()
  // a filter with `$expr` cannot upsert
  await Locks.updateOne(
    { _id },
    { $setOnInsert: { owner: null, leaseUntil: new Date(0) } },
    { upsert: true },
  ).catch((error: unknown) => {
    if (!isDuplicateKey(error)) throw error
  })
  const extend = async (filter: Record<string, unknown>): Promise<boolean> => {
    const { matchedCount } = await Locks.collection.updateOne({ _id: _id as never, ...filter }, [
      { $set: { owner, leaseUntil: { $add: ['$$NOW', lease] } } },
    ])
    return matchedCount > 0
  }
  if (!(await extend({ $expr: { $lt: ['$leaseUntil', '$$NOW'] } }))) return undefined

  let isLost = false
  /** A lock that was lost once stays lost: another instance has begun meanwhile. */
  const renew = async () => {
    if (!isLost && !(await extend({ owner }))) isLost = true
  }
  const mustHold = () => {
    if (isLost) throw new LockLost()
  }
  const renewal = setInterval(() => {
    renew().catch((error: unknown) => {
      log.warn({ error: describeError(error) }, 'migration lock not renewed')
    })
  }, lease / 3)
  return {
    owner,
    mustHold,
    async renew() {
      await renew()
      mustHold()
    },
    async release() {
      clearInterval(renewal)
      // where this fails the lease runs out by itself
      await Locks.updateOne({ _id, owner }, { owner: null, leaseUntil: new Date(0) }).catch(
        (error: unknown) => {
          log.warn({ error: describeError(error) }, 'migration lock not released')
        },
      )
    },
  }
}
