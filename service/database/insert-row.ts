/** Writes one new row. */
import type { Model } from 'mongoose'
import { openSession } from './transaction.ts'

/**
 * Inserts a row whose content has been checked; joins the open transaction.
 * Like `insertMany([row], { lean: true })`, but without the bulk write that a list needs.
 * @throws the driver's error, see `isDuplicateKey`
 */
export async function insertRow<T extends object>(model: Model<T>, row: T): Promise<void> {
  await model.collection.insertOne(row as never, { session: openSession() })
}
