/** Plain messages that say the same, to many people in one call; a person it does not reach is told separately. */
import { transaction } from '../../../database/transaction.ts'
import type { EventRow } from '../../../outbox/model.ts'
import type { Message } from '../../model.ts'
import { compose } from '../compose.ts'
import { tryEach } from '../send.ts'
import { byRobot, type Outcome } from '../ways.ts'
import { deliverSeparately, recordAttempt, settle } from './note.ts'
import { nextWays, outcomeOf } from './outcome.ts'

const byRobotFirst = (message: Message) =>
  message.form === 'text' && nextWays(message)[0] === 'robot'

/**
 * One call of the robot for all the people for whom it is the best way. Each message is noted by itself: what cannot be
 * delivered so, or waits for longer, gets an event of its own and is not tried again with the others.
 * @throws what went wrong for the people to be tried again together
 */
export async function deliverTogether(
  event: EventRow,
  messages: readonly Message[],
): Promise<void> {
  const together = messages.filter(byRobotFirst)
  const others = messages.filter((message) => !byRobotFirst(message))
  await tryEach(others, (message) => transaction(() => deliverSeparately(message)))
  const [first] = together
  if (!first) return
  const composed = await compose(first)
  if (!composed?.isDue) {
    await tryEach(together, async (message) => {
      await settle(message, 'dismiss', { dropsContent: true })
    })
    return
  }
  let outcomeFor: (message: Message) => Outcome | undefined
  try {
    const outcomes = await byRobot(together, composed, event._id)
    outcomeFor = ({ _id }) => outcomes.get(_id)
  } catch (error) {
    outcomeFor = (message) => outcomeOf(error, event, message)
  }
  await tryEach(together, async (message) => {
    const outcome = outcomeFor(message)
    if (!outcome) return
    await transaction(async () => {
      const left = await recordAttempt(message, 'robot', outcome)
      if (left) await deliverSeparately(left)
    })
  })
}
