/** Starts a mongod on the folder given, as `npm start` does, says where, and stays until it is killed. */
import { findMongod } from '../../../scripts/mongod/find.ts'
import { claimFolder } from '../../../scripts/mongod/leftover.ts'
import { startMongod } from '../../../scripts/mongod/run.ts'

const folder = process.argv[2] ?? ''
await claimFolder(folder)
const mongod = await startMongod({ binary: await findMongod(console.error), dbPath: folder })
console.log(JSON.stringify({ uri: mongod.uri('kept'), mongod: mongod.pid }))
setInterval(() => undefined, 60_000)
