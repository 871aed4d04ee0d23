/** A process of its own for the crash tests: delivers a message up to a given step, says so, and waits to be killed. */
import { configure } from '../../../service/config.ts'
import { connectDatabase } from '../../../service/database/connection.ts'
import { compose } from '../../../service/notifications/actions/compose.ts'
import { deliver } from '../../../service/notifications/actions/deliver/deliver.ts'
import { sendBy } from '../../../service/notifications/actions/ways.ts'
import type { Way } from '../../../service/notifications/contract.ts'
import { Messages } from '../../../service/notifications/model.ts'
import type { EventOf } from '../../../service/outbox/event.ts'
import { on } from '../../../service/outbox/handlers.ts'
import { startRelay } from '../../../service/outbox/relay.ts'
import { reactions, registerBot } from '../../../service/worker.ts'
import { messagesDue } from '../../../service/notifications/events.ts'

type Due = EventOf<typeof messagesDue>

export type Step = 'committed' | 'called' | 'recorded'

const [step, way] = process.argv.slice(2) as [Step, Way]

/** The message has arrived, and nothing here says so. */
async function callOnly(event: Due): Promise<void> {
  const [id] = event.data.messages
  const message = await Messages.findById(id).lean()
  const composed = message && (await compose(message))
  if (!composed) throw new Error('nothing to deliver')
  await sendBy(way, message, composed, `${event._id}:${message._id}`)
}

const work: Record<Step, (event: Due) => Promise<void>> = {
  committed: async () => undefined,
  called: callOnly,
  recorded: deliver,
}

await connectDatabase(configure().mongodbUri)
registerBot()
startRelay({
  reactions: {
    ...reactions,
    ...on(messagesDue, {
      deliver: async (event) => {
        await work[step](event)
        console.log(step)
        await new Promise(() => undefined)
      },
    }),
  },
})
