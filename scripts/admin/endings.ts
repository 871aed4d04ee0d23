/** How `npm run admin` ends after an error: which kind it is, and what to say of it. */
import mongoose from 'mongoose'
import { BadConfiguration } from '../../service/config.ts'
import { isDatabaseUnreachable } from '../../service/database/unreachable.ts'
import { DemonstrationInProduction, NoReplicaSet } from '../../service/database/connection.ts'
import { IndexConflict } from '../../service/database/indexes.ts'
import { MigrationFailed, MigrationMismatch } from '../../service/database/migrations.ts'
import { isRefusal } from '../../service/errors.ts'
import { describeError } from '../../service/log.ts'
import { problem } from '../../service/problems/contract.ts'
import { remedyFor } from '../../service/start-remedy.ts'
import { Refused, WrongUsage, type Ending } from './command.ts'
import { NotConnected } from './database.ts'

export interface Failure {
  ending: Ending
  /** Stable, for programs. */
  code: string
  words: string
}

/** The content of the database, or what it is, does not fit. */
const unfit = [IndexConflict, MigrationFailed, MigrationMismatch, NoReplicaSet]

const { mongo, Error: ofMongoose } = mongoose

const isOfDatabase = (error: unknown) =>
  isDatabaseUnreachable(error) ||
  error instanceof mongo.MongoError ||
  error instanceof ofMongoose.MongooseServerSelectionError ||
  unfit.some((kind) => error instanceof kind)

const databaseFailure = (error: unknown): Failure => ({
  ending: 'database',
  code: 'database_unusable',
  words: remedyFor(error),
})

export function failureOf(error: unknown): Failure {
  if (error instanceof WrongUsage) {
    return { ending: 'usage', code: 'wrong_usage', words: error.problems.join('\n') }
  }
  if (error instanceof Refused) return { ending: 'refused', code: error.code, words: error.message }
  if (isRefusal(error)) {
    const { title, remedy } = problem(error.code)
    return { ending: 'refused', code: error.code, words: `${title}. ${remedy}` }
  }
  if (error instanceof BadConfiguration || error instanceof DemonstrationInProduction) {
    return { ending: 'settings', code: 'wrong_settings', words: error.message }
  }
  if (error instanceof NotConnected) return databaseFailure(error.cause)
  if (isOfDatabase(error)) return databaseFailure(error)
  return {
    ending: 'fault',
    code: 'fault',
    words: `This should not happen; report it with this line: ${JSON.stringify(describeError(error))}`,
  }
}
