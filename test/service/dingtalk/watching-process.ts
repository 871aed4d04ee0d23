/** A process of its own for the test of warnings: looks at the calls of the month and asks DingTalk, twice each, and logs. */
import { configure } from '../../../service/config.ts'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { findUserByMobile } from '../../../service/dingtalk/contacts.ts'
import { watchUsage } from '../../../service/dingtalk/usage.ts'

await connectDatabase(configure().mongodbUri)
for (let times = 0; times < 2; times++) {
  await watchUsage()
  await findUserByMobile('+6581230002').catch(() => undefined)
}
await disconnectDatabase()
