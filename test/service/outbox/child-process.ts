/** A process of its own for the crash tests: commits an event, or hangs while it handles one, until it is killed. */
import { configure } from '../../../service/config.ts'
import { connectDatabase } from '../../../service/database/connection.ts'
import { transaction } from '../../../service/database/transaction.ts'
import { system } from '../../../service/http/callers.ts'
import { record } from '../../../service/outbox/record.ts'
import { startRelay } from '../../../service/outbox/relay.ts'
import { event } from '../../../service/outbox/event.ts'

await connectDatabase(configure().mongodbUri)

if (process.argv[2] === 'commit') {
  await transaction(() =>
    record(event('test.child', { about: 'submission' }), {
      tenant: 'iso-1',
      id: 'from-child',
      by: system,
    }),
  )
  console.log('committed')
  setInterval(() => undefined, 1_000)
} else {
  startRelay({
    reactions: {
      'test.child': {
        hang: (event) => {
          console.log(`handling ${event.subject.id}`)
          return new Promise(() => undefined)
        },
      },
    },
  })
}
