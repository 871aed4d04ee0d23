/** Looks later what became of a work notification, because the answer to sending one tells nothing. */
import { clock } from '../../../clock.ts'
import { transaction } from '../../../database/transaction.ts'
import { readSendResult } from '../../../dingtalk/work-notifications.ts'
import type { EventOf } from '../../../outbox/event.ts'
import { Messages, type Message } from '../../model.ts'
import { looks } from '../../rules/ways.ts'
import { deliverSeparately, scheduleResultCheck, settle } from './note.ts'
import type { handedOver } from '../../events.ts'

/** What became of a work notification: had, read, or refused for a limit although DingTalk had answered *success*. */
export async function lookAtWorkNotification(event: EventOf<typeof handedOver>): Promise<void> {
  const message = await Messages.findById(event.subject.id).lean<Message | null>()
  const task = message?.ways.findLast(({ way }) => way === 'work_notification')?.task
  if (!message?.dingtalkUserId || task === undefined) return
  if (message.status !== 'checking' && message.status !== 'sent') return
  const result = await readSendResult(task, message.dingtalkUserId)
  const look = event.data.look
  const at = clock.now()
  await transaction(async () => {
    if (result.state === 'read') {
      await settle(message, 'read', { dropsContent: true })
    } else if (result.state === 'not_sent') {
      const tried = { way: 'work_notification', at, outcome: 'failed' } as const
      const now = await settle(message, 'bounce', {
        tried: { ...tried, reason: result.reason },
        unset: ['via'],
      })
      if (now) await deliverSeparately(now)
    } else {
      const isThere = result.state === 'unread' || looks[look + 1] === undefined
      const now = isThere
        ? await settle(message, 'arrive', { dropsContent: true })
        : await settle(message, 'look')
      // after the first looks only whether it was read is of interest
      const next = result.state === 'unread' ? Math.max(look + 1, 3) : look + 1
      if (now) await scheduleResultCheck(now, next)
    }
  })
}
