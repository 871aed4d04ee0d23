/** A process of its own for the test of limits: asks DingTalk for a number of people at once, through the door. */
import { configure } from '../../../service/config.ts'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { findUserByMobile } from '../../../service/dingtalk/contacts.ts'
import { withoutHurry } from '../../../service/dingtalk/retries.ts'

await connectDatabase(configure().mongodbUri)
const count = Number(process.argv[2])
const asked = Array.from({ length: count }, (_, n) =>
  withoutHurry(() => findUserByMobile(`+6581${String(100_000 + n)}`)),
)
await Promise.all(asked)
console.log('asked')
await disconnectDatabase()
