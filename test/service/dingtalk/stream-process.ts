/** A process of its own for the tests of faults: one instance that listens to the Stream, until it is told to stop. */
import { configure } from '../../../service/config.ts'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { startStream } from '../../../service/dingtalk/stream/stream.ts'

await connectDatabase(configure().mongodbUri)
const stream = startStream({ pauses: { first: 50, longest: 200 } })
process.once('message', () => {
  void stream
    .stop()
    .then(disconnectDatabase)
    .then(() => process.disconnect())
})
