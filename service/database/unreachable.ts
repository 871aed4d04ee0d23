/** Recognises the errors that MongoDB's absence leaves behind, as against those that an operation causes itself. */
import mongoose from 'mongoose'

const { mongo } = mongoose

/**
 * Answers of a server that stops, steps down or cannot reach a majority (MongoDB's error codes): HostUnreachable,
 * HostNotFound, NetworkTimeout, ShutdownInProgress, FailedToSatisfyReadPreference, ReadConcernMajorityNotAvailableYet,
 * PrimarySteppedDown, ExceededTimeLimit, SocketException, NotWritablePrimary, InterruptedAtShutdown,
 * InterruptedDueToReplStateChange, NotPrimaryNoSecondaryOk, NotPrimaryOrSecondary.
 */
const codes = new Set<unknown>([
  6, 7, 89, 91, 133, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436,
])

const kinds = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
  mongo.MongoOperationTimeoutError,
  mongoose.Error.MongooseServerSelectionError,
]

/** No connection became free in time: MongoDB is there, and too slow for all that is asked of it. */
export const isQueueTimeout = (error: unknown) =>
  error instanceof Error && error.name === 'MongoWaitQueueTimeoutError'

/** A commit whose outcome is unknown. */
const unknownCommit = 'UnknownTransactionCommitResult'

/** Of a socket that its server has closed. */
const socketCodes = new Set<unknown>([
  'EPIPE',
  'ECONNRESET',
  'ECONNABORTED',
  'ETIMEDOUT',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
])

/** The driver passes some errors of its sockets on as Node throws them; only the stack tells whose socket it was. */
const isOfDriver = (error: Error & { code?: unknown }) =>
  socketCodes.has(error.code) && /[\\/]mongodb[\\/]lib[\\/]/.test(error.stack ?? '')

/** True when the operation failed because MongoDB was away, and the same may succeed when it is back. */
export function isDatabaseUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (kinds.some((kind) => error instanceof kind) || isQueueTimeout(error)) return true
  if (!(error instanceof mongo.MongoError)) return isOfDriver(error)
  // the driver wraps what breaks off `bulkWrite` and `insertMany`, a lost connection too
  if (
    error instanceof mongo.MongoBulkWriteError &&
    (error.errorResponse as unknown) instanceof Error
  )
    return isDatabaseUnreachable(error.errorResponse)
  return codes.has(error.code) || error.hasErrorLabel(unknownCommit)
}
