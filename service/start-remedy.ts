/** What to do about a start that cannot succeed, for whoever started it. */
import mongoose from 'mongoose'
import { config } from './config.ts'
import { NoReplicaSet } from './database/connection.ts'

/** @throws the error itself when only its stack tells something about it */
export function remedyFor(error: unknown): string {
  if (error instanceof NoReplicaSet) return error.message
  if (error instanceof mongoose.Error.MongooseServerSelectionError) {
    return 'MongoDB does not answer: is it running, and is MONGODB_URI right?'
  }
  if ((error as { code?: unknown }).code === 'EADDRINUSE') {
    return `Port ${config().port} is taken: end what listens there, or set PORT to another.`
  }
  throw error
}
