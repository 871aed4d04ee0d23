/** The background half: delivers events to the domains' handlers, listens to DingTalk. */
import { accountMails } from './accounts/messages.ts'
import { config } from './config.ts'
import { sendGatheredChanges } from './dingtalk/cards.ts'
import { onBotMessage, onCardAction } from './dingtalk/inbound.ts'
import { pullMissedEvents, whenToPull } from './dingtalk/missed.ts'
import { startStream, type Stream } from './dingtalk/stream/stream.ts'
import { watchUsage } from './dingtalk/usage.ts'
import { draftReactions } from './drafts/handlers.ts'
import { expireTasks } from './inspections/actions/end.ts'
import { mendLateRegions as mendLateRegionsOfTasks } from './inspections/actions/regions.ts'
import { inspectionReactions } from './inspections/handlers.ts'
import { inspectionCommands } from './inspections/messages/bot.ts'
import { inspectionMessages } from './inspections/messages/cards.ts'
import { hear } from './notifications/actions/bot.ts'
import { confirmPress, pressCard } from './notifications/actions/press.ts'
import { notificationReactions, reactionsOf } from './notifications/handlers.ts'
import type { MessageType } from './notifications/message.ts'
import { register } from './notifications/registry.ts'
import { joinReactions, type Reactions } from './outbox/handlers.ts'
import { startRelay, type Relay } from './outbox/relay.ts'
import { startSchedules, type Schedule } from './outbox/schedules.ts'
import type { Watch } from './outbox/watch.ts'
import { sweepPictures } from './photos/actions/sweep.ts'
import { reviewReactions } from './reviews/handlers.ts'
import { reviewCommands, reviewMessages } from './reviews/messages.ts'
import { sweepPersonalData } from './privacy/actions/sweep.ts'
import { mendLateRegions } from './promotions/actions/regions.ts'
import { promotionReactions } from './promotions/handlers.ts'
import { promotionCommands } from './promotions/messages/bot.ts'
import { planDigests, promotionMessages } from './promotions/messages/digest.ts'
import { mendLateRegions as mendLateRegionsOfStaff } from './staff/actions/regions.ts'
import { mendLateSearchKeys } from './staff/actions/search-keys.ts'
import { retryGivenUpInvitations, pollInvitations } from './staff/actions/poll.ts'
import { reconcileOnceToday } from './staff/actions/reconcile.ts'
import { staffReactions } from './staff/handlers.ts'
import { staffCommands } from './staff/messages/bot.ts'
import { staffMessages } from './staff/messages/cards.ts'
import { people } from './staff/messages/people.ts'
import { sweepPreviews, sweepRows } from './staff-imports/actions/sweep.ts'
import { importReactions } from './staff-imports/handlers.ts'
import { importMessages } from './staff-imports/messages.ts'
import { teamCommands } from './team/messages.ts'
import { testAccountReactions } from './test-accounts/handlers.ts'
import { testAccountMessages } from './test-accounts/messages.ts'
import { workspaceReactions } from './workspaces/handlers.ts'

/** What the domains tell people. */
export const messages = [
  ...staffMessages,
  ...importMessages,
  ...promotionMessages,
  ...reviewMessages,
  ...inspectionMessages,
  ...testAccountMessages,
]

/** What the bot answers; of what is to be done, inspections come before visits. */
const commands = [
  ...teamCommands,
  ...staffCommands,
  ...reviewCommands,
  ...inspectionCommands,
  ...promotionCommands,
]

/** The event handlers of all domains. */
export const reactions = joinReactions([
  ...workspaceReactions,
  ...staffReactions,
  ...importReactions,
  ...testAccountReactions,
  ...promotionReactions,
  ...draftReactions,
  ...reviewReactions,
  ...inspectionReactions,
  ...notificationReactions,
  ...accountMails,
  ...reactionsOf(messages),
])

/** What runs by the clock, in the business time zone. */
const always: Schedule[] = [
  {
    name: 'look for agreements that we were not told of',
    at: '*/5 * * * *',
    run: async () => void (await pollInvitations()),
  },
  {
    name: 'invite those who were given up while DingTalk was away',
    at: '2-59/5 * * * *',
    run: async () => void (await retryGivenUpInvitations()),
  },
  {
    name: 'warn when the calls to DingTalk of the month near their end',
    at: '4-59/5 * * * *',
    run: watchUsage,
  },
  {
    name: 'send changes of cards that were kept to save calls',
    at: '1-59/5 * * * *',
    run: async () => void (await sendGatheredChanges()),
  },
  {
    // three times, in case DingTalk is away at the first
    name: "compare DingTalk's members with ours",
    at: '0 3-5 * * *',
    run: reconcileOnceToday,
  },
  {
    // the hour is the ISO's; looked at more often, so that a restart only makes it a little late
    name: 'send daily digests',
    at: '*/5 * * * *',
    run: async () => void (await planDigests()),
  },
  {
    name: 'end verification tasks whose time is over',
    at: '3-59/5 * * * *',
    run: async () => void (await expireTasks()),
  },
  {
    name: 'sweep pictures that belong to no photo',
    at: '30 4 * * *',
    run: async () => void (await sweepPictures()),
  },
  {
    name: 'sweep previews of imports that nobody started',
    at: '45 * * * *',
    run: async () => void (await sweepPreviews()),
  },
  {
    name: 'mend search keys that the release before has written',
    at: '45 4 * * *',
    run: mendLateSearchKeys,
  },
  {
    name: 'give regions to what the release before has written',
    at: '50 4 * * *',
    async run() {
      await mendLateRegionsOfStaff()
      await mendLateRegions()
      await mendLateRegionsOfTasks()
    },
  },
  {
    name: 'remove personal data that was kept long enough',
    at: '15 5 * * *',
    run: sweepPersonalData,
  },
  {
    name: 'sweep rows of imports that are long over or were never written',
    at: '15 4 * * *',
    run: sweepRows,
  },
]

/** Where DingTalk posts events, it keeps those that we did not answer. */
const withCallback = (): Schedule[] => [
  {
    name: 'pull events that were missed',
    at: whenToPull(),
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
 * @param told with messages of their own, in tests
 */
export function registerBot(told: readonly MessageType[] = messages): void {
  register({ messages: told, commands, people })
  onCardAction('check.', confirmPress)
  for (const { buttons } of told) for (const id of buttons) onCardAction(id, pressCard)
  onBotMessage(hear)
}

/** What the worker does when something happens. */
export interface Listening {
  schedules: boolean
  messages?: readonly MessageType[] | undefined
  reactions?: Reactions | undefined
}

/** @param watch wakes the relay as soon as an event is committed */
export function startWorker(
  watch: Watch,
  { schedules, messages: told, reactions: heard = reactions }: Listening,
): Worker {
  registerBot(told)
  const relay = startRelay({ reactions: heard })
  const stopListening = watch.listen((event) => relay.wake(event.bulk))
  const byStream = config().dingtalk.events === 'stream'
  const clockwork = schedules
    ? startSchedules([...always, ...(byStream ? [] : withCallback())])
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
