/** A bulk write that fails because MongoDB is away is recognised, although the driver wraps its error. */
import mongoose from 'mongoose'
import { expect, test } from 'vitest'
import { isDatabaseUnreachable } from '../../../service/database/unreachable.ts'

const { mongo } = mongoose

/** As the driver throws from `bulkWrite` and `insertMany` when the command itself fails: without its class. */
const wrapped = (error: Error) => new mongo.MongoBulkWriteError(error as never, {} as never)

test('a bulk write that lost its connection or its primary failed because MongoDB is away', () => {
  expect(isDatabaseUnreachable(wrapped(new mongo.MongoNetworkError('closed')))).toBe(true)
  expect(isDatabaseUnreachable(wrapped(new mongo.MongoNotConnectedError('closed')))).toBe(true)
  expect(isDatabaseUnreachable(wrapped(new mongo.MongoServerError({ code: 189 })))).toBe(true)
})

test('a bulk write that failed by itself did not fail because MongoDB is away', () => {
  expect(isDatabaseUnreachable(wrapped(new mongo.MongoServerError({ code: 11000 })))).toBe(false)
  expect(isDatabaseUnreachable(wrapped(new TypeError('no number')))).toBe(false)
})
