/** What to do about a start that cannot succeed, in sentences for the operator. */
import mongoose from 'mongoose'
import { BadConfiguration } from './config.ts'
import { DemonstrationInProduction, NoReplicaSet } from './database/connection.ts'
import { IndexConflict } from './database/indexes.ts'
import { KeysMissing } from './database/key-use.ts'
import { MigrationFailed, MigrationMismatch } from './database/migrations.ts'
import { describeError, log } from './log.ts'

/** As much of an error of Node or of MongoDB as the remedies look at. */
interface Fault {
  name?: string
  code?: unknown
  syscall?: string
  hostname?: string
  path?: string
  port?: number
  /** The setting that the port came from. */
  setting?: string
  cause?: unknown
}

/** Errors whose own message is the remedy. */
const plain = [
  BadConfiguration,
  NoReplicaSet,
  DemonstrationInProduction,
  IndexConflict,
  MigrationFailed,
  MigrationMismatch,
  KeysMissing,
]

/** Ends a program that cannot start: a sentence for the person, a line with the place in the code for the log. */
export function endStart(error: unknown): never {
  if (!plain.some((kind) => error instanceof kind)) {
    log.fatal({ error: describeError(error) }, 'start failed')
  }
  console.error(remedyFor(error))
  process.exit(1)
}

/** One sentence or a few; never the text of an error that can quote what is stored, or a password. */
export function remedyFor(error: unknown): string {
  if (plain.some((kind) => error instanceof kind)) return (error as Error).message
  const fault = (error ?? {}) as Fault
  return (
    portRemedy(fault) ??
    databaseRemedy(error) ??
    `The start failed with ${[fault.name ?? 'an unknown error', fault.code].filter(Boolean).join(' ')}, which should ` +
      'not happen. The line "start failed" of its log says where; report it with that line.'
  )
}

function portRemedy({ code, syscall, port, setting }: Fault): string | undefined {
  if (syscall !== 'listen') return undefined
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken: end what listens there, or set ${setting} to another.`
  }
  if (code === 'EACCES') {
    return `Port ${port} may not be used by this user: set ${setting} to one from 1024 on.`
  }
  return undefined
}

function databaseRemedy(error: unknown): string | undefined {
  const { mongo, Error: known } = mongoose
  if (error instanceof mongo.MongoServerError) return refusedRemedy(error)
  if (
    error instanceof known.MongooseServerSelectionError ||
    error instanceof mongo.MongoServerSelectionError
  ) {
    return selectionRemedy((error as { reason?: unknown }).reason)
  }
  if (error instanceof mongo.MongoError && /Parse|API|Argument/.test(error.name)) {
    return 'MONGODB_URI asks for something that the driver cannot do: compare its options with the documentation.'
  }
  const isNetwork = error instanceof mongo.MongoNetworkError
  return connectionRemedy((error ?? {}) as Fault) ?? (isNetwork ? noAnswer : undefined)
}

const noAnswer = 'MongoDB does not answer: is it running, and is MONGODB_URI right?'

function refusedRemedy({ code, codeName }: mongoose.mongo.MongoServerError): string | undefined {
  if (code === 18 || code === 8000) {
    return (
      'MongoDB refuses the user or the password of MONGODB_URI. If both are right, the user is kept in another ' +
      'database: name it, as in authSource=admin.'
    )
  }
  if (code === 13) {
    return (
      'MongoDB does not let the service do what it needs. MONGODB_URI must name a user with a password, and that ' +
      'user must have the role readWrite on the database.'
    )
  }
  return (
    `MongoDB refused what the service needs at its start (${codeName ?? code}). ` +
    'The line "start failed" of the log says where.'
  )
}

/** @param reason what the driver knows of the servers it looked for */
function selectionRemedy(reason: unknown): string {
  const { type, servers } = (reason ?? {}) as Partial<mongoose.mongo.TopologyDescription>
  const all = [...(servers?.values() ?? [])]
  for (const { error } of all) {
    for (let fault = error as Fault | null; fault; fault = fault.cause as Fault | null) {
      const remedy = connectionRemedy(fault)
      if (remedy) return remedy
    }
  }
  if (!all.length) {
    return 'No server of MONGODB_URI belongs to the replica set that it names: is replicaSet right?'
  }
  const answering = all.filter((server) => server.type !== 'Unknown')
  if (type === 'ReplicaSetNoPrimary' && answering.length) {
    return 'The replica set has no primary: see why its members elect none (rs.status()).'
  }
  return noAnswer
}

/** Why a connection did not come about; undefined when it was just not answered. */
function connectionRemedy({ name, code, hostname, path }: Fault): string | undefined {
  const word = typeof code === 'string' ? code : ''
  if (hostname && ['ENOTFOUND', 'EAI_AGAIN', 'ENODATA', 'ESERVFAIL'].includes(word)) {
    return `The host ${hostname} of MONGODB_URI cannot be found (${word}): is the name right, and does DNS answer?`
  }
  if (path && ['ENOENT', 'EACCES', 'EISDIR'].includes(word)) {
    return `The file ${path}, which MONGODB_URI names, cannot be read (${word}).`
  }
  if (/CERT|SIGNED|UNABLE_TO_/.test(word)) {
    return (
      `The TLS certificate of MongoDB is not accepted (${word}): name the file of its authority in MONGODB_URI ` +
      '(tlsCAFile=…), or mend the certificate.'
    )
  }
  if (/^ERR_SSL_|^EPROTO$/.test(word)) {
    return 'MongoDB does not speak TLS there, or not as MONGODB_URI asks for it: compare tls= with the server.'
  }
  if (name === 'MongoCompatibilityError') {
    return 'This MongoDB is too old for the service: version 6 or newer is needed.'
  }
  return undefined
}
