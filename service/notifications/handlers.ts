/** What follows from events: declared messages are told and settled, messages are delivered, questions answered. */
import { asLater } from '../dingtalk/errors.ts'
import type { EventOf, EventType } from '../outbox/event.ts'
import { on, type Reactions } from '../outbox/handlers.ts'
import { answer } from './actions/bot.ts'
import { deliver } from './actions/deliver/deliver.ts'
import { lookAtWorkNotification } from './actions/deliver/work-result.ts'
import { staleCards, tell, updateCards } from './actions/send.ts'
import { botAsked, cardsStale, handedOver, messageFailed, messagesDue } from './events.ts'
import type { MessageType } from './message.ts'
import { messageOf, settledWith } from './registry.ts'
import { params } from './view/card.ts'

/** A temporary trouble of DingTalk becomes a later try. */
const retryLater =
  <E extends EventType>(
    handler: (event: EventOf<E>) => Promise<void>,
    how?: Parameters<typeof asLater>[1],
  ) =>
  async (event: EventOf<E>): Promise<void> => {
    try {
      await handler(event)
    } catch (error) {
      throw asLater(error, how)
    }
  }

/** Brings the cards about a subject up to date, and those of the messages that are settled with them. */
async function settleCards(event: EventOf<typeof cardsStale>): Promise<void> {
  const { template, about } = event.data
  for (const one of settledWith(template)) {
    await updateCards(one.template, about, async (message) => {
      const card = await one.settle(message, event)
      return card && params(card)
    })
  }
}

/** The domain may have to do something about a person who was not reached. */
async function tellIso({ data }: EventOf<typeof messageFailed>): Promise<void> {
  await messageOf(data.template)?.unreached(data.about)
}

function tellsOf({ template, kind, on: events, handler, ...message }: MessageType): Reactions {
  return on(events, {
    [handler]: (event) =>
      message.tell(event, ({ to, form = 'card', card }) => {
        const content = card && {
          content: (reader: Parameters<typeof card>[0]) => params(card(reader)),
        }
        return tell(event, to, { template, kind, form, ...content })
      }),
  })
}

function settlesOf(handler: string, group: readonly MessageType[]): Reactions {
  const events = new Set(group.flatMap(({ settled }) => settled?.by ?? []))
  return on([...events], { [handler]: staleCards(group.map(({ template }) => template)) })
}

/** What the declared messages make of the events that they name. */
export function reactionsOf(messages: readonly MessageType[]): Reactions[] {
  const settled = messages.filter((one) => one.settled)
  const groups = Map.groupBy(settled, (one) => one.settled?.handler ?? '')
  return [
    ...messages.map(tellsOf),
    ...[...groups].map(([handler, group]) => settlesOf(handler, group)),
  ]
}

export const notificationReactions = [
  on(botAsked, { answer: retryLater(answer) }),
  on(messageFailed, { tellIso }),
  on(cardsStale, { settleCards: retryLater(settleCards) }),
  // after a quarter of an hour a message goes by mail
  on(messagesDue, { deliver: retryLater(deliver, { outageFails: true }) }),
  on(handedOver, { lookAtWorkNotification: retryLater(lookAtWorkNotification) }),
]
