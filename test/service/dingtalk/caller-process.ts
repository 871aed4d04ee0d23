/** A process of its own for the test of limits: asks DingTalk for a number of people at once, through the door, and writes what they were refused for. */
import { configure } from '../../../service/config.ts'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { findUserByMobile } from '../../../service/dingtalk/contacts.ts'
import { DingTalkError } from '../../../service/dingtalk/errors.ts'
import { waitForLimit } from '../../../service/dingtalk/retries.ts'

await connectDatabase(configure().mongodbUri)
const count = Number(process.argv[2])
const asked = Array.from({ length: count }, (_, n) =>
  waitForLimit(() => findUserByMobile(`+6581${String(100_000 + n)}`)),
)
const ends = await Promise.allSettled(asked)
const errors = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
if (!errors.every((error) => error instanceof DingTalkError)) throw new AggregateError(errors)
console.log(JSON.stringify(errors.map(({ code }) => code)))
await disconnectDatabase()
