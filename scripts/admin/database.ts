/** The database for a command: connected, brought to this release where the command needs that, and left again. */
import { config } from '../../service/config.ts'
import { connectDatabase, disconnectDatabase } from '../../service/database/connection.ts'
import { prepareDatabase } from '../../service/prepare.ts'

/** Milliseconds: a person waits, and can call again. */
const patience = 5_000

/** Whatever kept the connection from being made; files and hosts of MONGODB_URI too. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected'
}

/** @throws NotConnected */
export async function withDatabase<T>(
  { prepared }: { prepared: boolean },
  work: () => Promise<T>,
): Promise<T> {
  await connectDatabase(config().mongodbUri, patience).catch((cause: unknown) => {
    throw new NotConnected('no connection', { cause })
  })
  try {
    if (prepared) await prepareDatabase()
    return await work()
  } finally {
    await disconnectDatabase()
  }
}
