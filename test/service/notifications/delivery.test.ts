/** What becomes of a message: another way where one leads nowhere, and what people do not want to hear, or not now. */
import { randomUUIDv7 } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Accounts } from '../../../service/accounts/model.ts'
import { clock } from '../../../service/clock.ts'
import { sendAgain } from '../../../service/notifications/contract.ts'
import { Messages } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { associate } from '../../../service/staff/actions/associate.ts'
import { buildStaff } from '../../setup/people.ts'
import { phoneOf } from '../staff/hiring.ts'
import {
  admin,
  ask,
  becomes,
  cards,
  hiring,
  later,
  listed,
  mails,
  newest,
  refused,
  robot,
  timesHeld,
} from './told.ts'

describe('another way is taken when one leads nowhere:', () => {
  test('a card that DingTalk does not take becomes a message of the robot with a link', async () => {
    await hiring.phones.misbehave(refused(cards))
    await ask()
    const message = await becomes('sent')
    expect(message.ways).toMatchObject([
      { way: 'card', outcome: 'failed', reason: 'param.error' },
      { way: 'robot', outcome: 'sent' },
    ])
    expect(await hiring.phones.messages('olivia')).toMatchObject([
      {
        kind: 'actionCard',
        title: 'Association request',
        buttons: [
          {
            title: 'Open Review List',
            url: expect.stringContaining(encodeURIComponent('/console/staff/requests')),
          },
        ],
      },
    ])
  })

  test('a message held back for limits waits, then goes; held back again and again, it goes elsewhere', async () => {
    await hiring.phones.misbehave(refused(cards))
    await hiring.phones.misbehave({
      where: 'robot:flowControlled',
      what: 'errcode',
      value: 1,
      times: 3,
    })
    await ask()
    for (const times of [1, 2, 3]) {
      await expect.poll(timesHeld).toBe(times)
      expect((await becomes('waiting')).waitsUntil).toEqual(expect.any(Date))
      later(10 * 60_000)
    }
    expect((await becomes('checking')).ways.at(-1)).toMatchObject({
      way: 'work_notification',
      outcome: 'handed_over',
    })
  })

  test('a work notification counts as sent when DingTalk says so later, and as read when it was', async () => {
    for (const where of [cards, robot]) await hiring.phones.misbehave(refused(where))
    await ask()
    await becomes('checking')
    later(20_000)
    await becomes('sent')
    await hiring.phones.send('POST', '/people/olivia/read')
    later(2 * 3_600_000)
    await becomes('read')
  })

  test('a work notification refused for a limit, though answered with success, becomes a mail', async () => {
    for (const where of [cards, robot]) await hiring.phones.misbehave(refused(where))
    await ask()
    await becomes('checking')
    // the same words to the same person on one day
    const [first] = await Messages.find().lean()
    if (!first) throw new Error('there is no message')
    await Messages.deleteMany({})
    const about = { type: 'staff.requested', 'subject.id': first.subject.id }
    const request = await Events.findOne(about).lean()
    await Events.collection.insertOne({
      ...request,
      _id: randomUUIDv7(),
      state: 'due',
      finished: [],
    } as never)
    await becomes('checking')
    later(20_000)
    const message = await becomes('sent')
    expect(message.ways.slice(-2)).toMatchObject([
      { way: 'work_notification', outcome: 'failed', reason: '143106' },
      { way: 'mail', outcome: 'sent' },
    ])
    expect((await mails()).map(({ to }) => to).flat()).toEqual([admin.account.email])
  })

  test('a person who cannot be reached shows on the page and on the failed list, and can be sent to again', async () => {
    await Accounts.updateOne({ _id: admin.account._id }, { $unset: { dingtalkUserId: 1 } })
    const { member } = await buildStaff(hiring.service.url, admin.workspace._id, {
      phone: phoneOf('lin'),
      name: 'Lin Wei',
      status: 'invited',
    })
    await Events.deleteMany({})
    // DingTalk knows Lin no more when the welcome is sent
    await associate(member, 'lin02')
    const message = await becomes('failed')
    expect((await listed())[0]).toMatchObject({
      abilities: ['send_again'],
      ways: [
        { way: 'card', outcome: 'failed' },
        { way: 'robot', outcome: 'failed', reason: 'not_in_organisation' },
      ],
    })
    await expect
      .poll(() => Events.countDocuments({ state: 'failed', type: 'notifications.due' }), {
        timeout: 20_000,
      })
      .toBe(1)
    const params = { messageId: message._id }
    await admin.call(sendAgain, { params })
    await becomes('failed')
    // what has arrived meanwhile is not sent twice
    await Messages.updateOne({ _id: message._id }, { $set: { status: 'sent' } })
    expect(await admin.refused(sendAgain, { params })).toMatchObject({
      status: 409,
      code: 'wrong_state',
    })
  })
})

describe('while DingTalk is away for an hour', () => {
  /** DingTalk answers nothing, and the message has been tried nearly as often as it may be. */
  async function nearlyGivenUp(): Promise<void> {
    const attempted = { type: 'notifications.due', attempts: { $gte: 1 } }
    await expect.poll(() => Events.countDocuments(attempted)).toBe(1)
    await Events.updateOne(attempted, { $set: { attempts: 9 } })
    later(3_600_000)
  }

  const away = async () => {
    for (const where of ['/v1.0/card/*', '/v1.0/robot/*', '/topapi/message/*']) {
      await hiring.phones.misbehave({ where, what: 'status', value: 500 })
    }
  }

  test('a person with a mailbox is told there', async () => {
    await away()
    await ask()
    await nearlyGivenUp()
    const message = await becomes('sent')
    expect(message.ways.map(({ way, outcome }) => `${way} ${outcome}`)).toEqual([
      'card failed',
      'robot failed',
      'work_notification failed',
      'mail sent',
    ])
  })

  test('a person without one is told when it is back, and nothing is given up', async () => {
    await buildStaff(hiring.service.url, admin.workspace._id, { dingtalkUserId: 'mei04' })
    await away()
    await hiring.phones.send('POST', '/people/mei/messages', { text: 'help' })
    await nearlyGivenUp()
    const waiting = async () => {
      const row = await Events.findOne({ type: 'notifications.due', attempts: 9 }).lean()
      return row?.state === 'due' && row.dueAt.getTime() > clock.time() + 60_000
    }
    await expect.poll(waiting).toBe(true)
    await hiring.phones.behave()
    later(15 * 60_000)
    await becomes('sent')
    expect(await Events.countDocuments({ state: 'failed' })).toBe(0)
  })
})

describe.each([
  ['is not set up', 'Forbidden.AccessDenied.AccessTokenPermissionDenied', 43_007],
  ['has no calls left this month', 'Forbidden.AccessDenied.ApiCountLimitForOrg', 90_020],
])('while the app %s', (_, code, errcode) => {
  const refusing = async () => {
    for (const where of ['/v1.0/card/*', '/v1.0/robot/*']) {
      await hiring.phones.misbehave({ where, what: 'errcode', value: code })
    }
    await hiring.phones.misbehave({ where: '/topapi/message/*', what: 'errcode', value: errcode })
  }

  test('a person with a mailbox is told there at once', async () => {
    await refusing()
    await ask()
    const message = await becomes('sent')
    expect(message.ways.map(({ way, outcome }) => `${way} ${outcome}`)).toEqual([
      'card failed',
      'robot failed',
      'work_notification failed',
      'mail sent',
    ])
    expect(await Events.countDocuments({ state: 'failed' })).toBe(0)
  })

  test('a person without one gets it when that is over, days later, and nothing is given up', async () => {
    await buildStaff(hiring.service.url, admin.workspace._id, { dingtalkUserId: 'mei04' })
    await refusing()
    await hiring.phones.send('POST', '/people/mei/messages', { text: 'help' })
    const row = () => Events.findOne({ type: 'notifications.due' }).lean()
    const waits = async () => {
      const { state, dueAt } = (await row()) ?? {}
      return state === 'due' && dueAt !== undefined && dueAt.getTime() > clock.time() + 50_000
    }
    await expect.poll(waits).toBe(true)
    for (const days of [2, 3]) {
      later(days * 24 * 3_600_000)
      await expect.poll(waits).toBe(true)
    }
    expect((await newest())?.status).toBe('sending')
    expect((await row())?.attempts).toBe(0)
    await hiring.phones.behave()
    later(32 * 24 * 3_600_000)
    const message = await becomes('sent')
    // by the best way, not by the last one that was tried
    expect(message.via).toBe('robot')
    const texts = (await hiring.phones.messages('mei')) as { text?: string }[]
    expect(texts.length).toBeGreaterThan(0)
  }, 30_000)
})
