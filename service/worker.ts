/** The background half: delivers events to the domains' handlers, listens to DingTalk. */
import { config } from './config.ts'
import { sendBatchedChanges } from './dingtalk/cards.ts'
import { onBotMessage, onCardAction } from './dingtalk/inbound.ts'
import { pullMissedEvents, pullSchedule } from './dingtalk/missed.ts'
import { startStream, type Stream } from './dingtalk/stream/stream.ts'
import { watchUsage } from './dingtalk/usage.ts'
import type { Domain } from './domain.ts'
import { domains, personalDataOf } from './domains.ts'
import { takeQuestion } from './notifications/actions/bot.ts'
import { confirmPress, pressCard } from './notifications/actions/press.ts'
import { notificationReactions, reactionsOf } from './notifications/handlers.ts'
import type { MessageType } from './notifications/message.ts'
import { register } from './notifications/registry.ts'
import { joinReactions, type Reactions } from './outbox/handlers.ts'
import { startRelay, type Relay } from './outbox/relay.ts'
import { startSchedules, type Schedule } from './outbox/schedules.ts'
import type { Watch } from './outbox/watch.ts'
import { sweepPersonalData } from './privacy/actions/sweep.ts'
import { people } from './staff/messages/people.ts'

const messagesOf = (from: readonly Domain[]): MessageType[] =>
  from.flatMap(({ messages: its = [] }) => its)

/** What the domains tell people. */
export const messages: readonly MessageType[] = messagesOf(domains)

const reactionsIn = (from: readonly Domain[]): Reactions =>
  joinReactions([
    ...from.flatMap(({ reactions: its = [] }) => its),
    ...notificationReactions,
    ...reactionsOf(messagesOf(from)),
  ])

/** The event handlers of all domains. */
export const reactions: Reactions = reactionsIn(domains)

/** What runs by the clock besides the schedules of the domains. */
const always = (from: readonly Domain[]): Schedule[] => [
  {
    name: 'warn when the calls to DingTalk of the month near their end',
    at: '4-59/5 * * * *',
    run: watchUsage,
  },
  {
    name: 'send changes of cards that were kept to save calls',
    at: '1-59/5 * * * *',
    run: async () => void (await sendBatchedChanges()),
  },
  {
    name: 'remove personal data that was kept long enough',
    at: '15 5 * * *',
    run: () => sweepPersonalData(personalDataOf(from)),
  },
]

/** Where DingTalk posts events, it keeps those that we did not answer. */
const withCallback = (): Schedule[] => [
  {
    name: 'pull events that were missed',
    at: pullSchedule(),
    run: async () => void (await pullMissedEvents()),
  },
]

export interface Worker {
  relay: Relay
  stream: Stream | undefined
  stop(): Promise<void>
}

/**
 * What buttons on cards and words to the bot do; needed in every process that receives them, by Stream here or by HTTP
 * in the app.
 * @param from with domains of their own, in tests
 */
export function registerBot(from: readonly Domain[] = domains): void {
  const told = messagesOf(from)
  register({ messages: told, commands: from.flatMap(({ commands: its = [] }) => its), people })
  onCardAction('check.', confirmPress)
  for (const { buttons } of told) for (const id of buttons) onCardAction(id, pressCard)
  onBotMessage(takeQuestion)
}

/** What the worker does when something happens. */
export interface Listening {
  schedules: boolean
  domains?: readonly Domain[] | undefined
}

/** @param watch wakes the relay as soon as an event is committed */
export function startWorker(
  watch: Watch,
  { schedules, domains: from = domains }: Listening,
): Worker {
  registerBot(from)
  const relay = startRelay({ reactions: reactionsIn(from) })
  const stopListening = watch.listen((event) => relay.wake(event.bulk))
  const byStream = config().dingtalk.events === 'stream'
  const clockwork = schedules
    ? startSchedules([
        ...from.flatMap(({ schedules: its = [] }) => its),
        ...always(from),
        ...(byStream ? [] : withCallback()),
      ])
    : undefined
  const stream = byStream ? startStream() : undefined
  return {
    relay,
    stream,
    async stop() {
      stopListening()
      await clockwork?.stop()
      await stream?.stop()
      await relay.stop()
    },
  }
}
