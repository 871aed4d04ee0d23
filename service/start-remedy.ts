/** What to do about a start that cannot succeed, for whoever started it. */
import mongoose from 'mongoose'
import { config } from './config.ts'
import { NoReplicaSet } from './database/connection.ts'
import { MigrationFailed, MigrationMismatch } from './database/migrations.ts'

/** @throws the error itself when only its stack tells something about it */
export function remedyFor(error: unknown): string {
  const plain = [NoReplicaSet, MigrationFailed, MigrationMismatch]
  if (plain.some((kind) => error instanceof kind)) return (error as Error).message
  if (error instanceof mongoose.Error.MongooseServerSelectionError) {
    return 'MongoDB does not answer: is it running, and is MONGODB_URI right?'
  }
  if ((error as { code?: unknown }).code === 'EADDRINUSE') {
    return `Port ${config().port} is taken: end what listens there, or set PORT to another.`
  }
  throw error
}
