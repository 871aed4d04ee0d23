/** What the buttons on cards do: the same as in the console and on the phone, with the same rights. */
import type { CardAction } from '../../dingtalk/card-presses.ts'
import { log } from '../../log.ts'
import { Messages, type Message } from '../model.ts'
import { messageOf } from '../registry.ts'
import { params, type CardParams } from '../view/card.ts'

/** Answers a press with what the card shows from now on, whatever has become of its subject meanwhile. */
export async function pressCard({
  outTrackId,
  userId,
  actionId,
}: Pick<CardAction, 'outTrackId' | 'userId' | 'actionId'>): Promise<CardParams> {
  const message = await Messages.findById(outTrackId).lean<Message>()
  const answer =
    message && (await messageOf(message.template)?.press({ userId, actionId, message }))
  if (!answer) {
    log.warn({ outTrackId, actionId }, 'a button of a card we do not know')
    return {}
  }
  // what is left out stays on the card as it is
  if ('refusal' in answer) return { status: answer.refusal, statusKind: 'warning' }
  return params(answer.card)
}

/** A button of the card that the set-up check sends: the person who pressed sees that the press reached the service. */
export function confirmPress(): Promise<CardParams> {
  return Promise.resolve({ status: 'The press arrived 已收到点击', statusKind: 'success' })
}
