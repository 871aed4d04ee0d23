/**
 * Faults of MongoDB on command: commands fail, before or after they took effect. A server holds one fault at a time, so a
 * file that uses it has a server of its own: `OwnMongod.start({ testCommands: true })`.
 */
import mongoose from 'mongoose'

interface Fault {
  failCommands: string[]
  /** `database.collection`. */
  namespace?: string
  /** Commands that fail, after which all is well; from the first on unless told otherwise. */
  times: number
  /** Commands that go well before. */
  skip?: number
  /** How they fail: one of these. */
  closeConnection?: true
  errorCode?: number
  errorLabels?: string[]
  /** The command waits so long, in milliseconds, and then takes effect. */
  blockConnection?: true
  blockTimeMS?: number
  /** The command takes effect, and its answer says that it is not known whether a majority has it. */
  writeConcernError?: { code: number; errmsg: string }
}

const admin = () => mongoose.connection.getClient().db('admin')

/** Of the connected program, named by `appName` in its connection string: MongoDB's own commands go well. */
export async function arrangeFault({ times, skip, ...fault }: Fault): Promise<void> {
  const { appName } = mongoose.connection.getClient().options
  if (!appName) throw new Error('the connection string needs an appName')
  await admin().command({
    configureFailPoint: 'failCommand',
    mode: skip ? { skip } : { times },
    data: { appName, ...fault },
  })
}

export async function endFaults(): Promise<void> {
  await admin().command({ configureFailPoint: 'failCommand', mode: 'off' })
}
