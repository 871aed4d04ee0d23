/** A person decides what they hear, and when. */
import { describe, expect, test } from 'vitest'
import type { Told } from '../../../miniapp/api/client.ts'
import {
  operatorPreferences,
  setOperatorPreferences,
  setStaffPreferences,
  staffPreferences,
} from '../../../service/notifications/contract.ts'
import { MessagePreferences, Messages } from '../../../service/notifications/model.ts'
import { buildStaff } from '../../setup/people.ts'
import { admin, ask, at, becomes, hiring, later, mails, newest } from './told.ts'

describe('a person decides what they hear:', () => {
  const prefer = (body: Told<typeof setOperatorPreferences>['body']) =>
    admin.call(setOperatorPreferences, { body })

  test('what is switched off is not sent, and says so', async () => {
    const set = await prefer({ kinds: [{ kind: 'requests', on: false }] })
    expect(set.kinds).toContainEqual({ kind: 'requests', on: false })
    await ask()
    await becomes('not_wanted')
    await hiring.settled()
    expect(await hiring.phones.cards('olivia')).toEqual([])
  })

  test('what all must hear cannot be switched off', async () => {
    for (const kind of ['security', 'association', 'answers']) {
      const body = { kinds: [{ kind, on: false }] }
      expect(await admin.refused(setOperatorPreferences, { body })).toMatchObject({
        status: 409,
        code: 'always_told',
        field: 'kinds.0.kind',
      })
    }
    expect(await MessagePreferences.countDocuments()).toBe(0)
  })

  test('changes at one moment all hold', async () => {
    const kinds = (kind: 'imports' | 'requests' | 'digest', on: boolean) => ({
      kinds: [{ kind, on }],
    })
    await prefer(kinds('imports', false))
    await Promise.all([
      prefer(kinds('requests', false)),
      prefer(kinds('digest', false)),
      prefer(kinds('imports', true)),
      prefer({ where: 'email' }),
      prefer({ quiet: { from: '23:00', to: '06:00' } }),
    ])
    expect(await admin.call(operatorPreferences)).toMatchObject({
      kinds: [
        { kind: 'requests', on: false },
        { kind: 'imports', on: true },
        { kind: 'digest', on: false },
      ],
      where: 'email',
      quiet: { from: '23:00', to: '06:00' },
    })
  })

  test('a person who wants mail gets mail', async () => {
    await prefer({ where: 'email' })
    await ask()
    expect((await becomes('sent')).ways).toMatchObject([{ way: 'mail', outcome: 'sent' }])
    expect(await mails()).toMatchObject([{ subject: 'Association request of Aroon Suk' }])
    expect(await hiring.phones.cards('olivia')).toEqual([])
  })

  test('staff have no e-mail address here, and a time zone must be one', async () => {
    const { call, refused } = await buildStaff(hiring.service.url, admin.workspace._id)
    const why = async (body: object) => {
      const { status, code, field = '' } = await refused(setStaffPreferences, { body })
      return [status, code, field]
    }
    expect((await why({ where: 'email' }))[1]).toBe('no_email')
    expect(await why({ timeZone: 'Mars/Olympus' })).toEqual([400, 'bad_input', 'timeZone'])
    expect((await why({ kinds: [{ kind: 'requests', on: false }] }))[0]).toBe(400)
    expect(await call(staffPreferences)).toEqual({
      kinds: [
        { kind: 'results', on: true },
        { kind: 'tasks', on: true },
        { kind: 'test_accounts', on: true },
        { kind: 'digest', on: true },
      ],
      where: 'dingtalk',
      mayChooseEmail: false,
      quiet: null,
      timeZone: null,
      businessTimeZone: 'Asia/Singapore',
    })
  })

  test('in quiet hours it waits until they end, and is told then', async () => {
    at('2026-11-20T15:00:00Z')
    await prefer({
      quiet: { from: '22:00', to: '07:00' },
      timeZone: 'Asia/Singapore',
    })
    await ask()
    expect(await becomes('waiting')).toMatchObject({ waitsUntil: new Date('2026-11-20T23:00:00Z') })
    expect(await hiring.phones.cards('olivia')).toEqual([])
    later(8 * 3_600_000)
    await becomes('sent')
    expect(await hiring.phones.cards('olivia')).toHaveLength(1)
  })

  test('quiet hours made longer while it waits hold as well', async () => {
    at('2026-11-20T15:00:00Z')
    await prefer({ quiet: { from: '22:00', to: '07:00' } })
    await ask()
    await becomes('waiting')
    await prefer({ quiet: { from: '22:00', to: '08:00' } })
    later(8 * 3_600_000)
    const until = async () => (await newest())?.waitsUntil?.toISOString()
    await expect.poll(until).toBe('2026-11-21T00:00:00.000Z')
    expect(await hiring.phones.cards('olivia')).toEqual([])
    later(3_600_000)
    await becomes('sent')
  })

  test('what was settled in quiet hours is not told after them', async () => {
    at('2026-11-20T15:00:00Z')
    await prefer({ quiet: { from: '22:00', to: '07:00' } })
    await ask()
    await becomes('waiting')
    const [message] = await Messages.find().lean()
    await hiring.post(admin, message?.subject.id ?? '', 'reject', {
      reason: 'not_needed',
      note: '',
    })
    later(8 * 3_600_000)
    await becomes('not_needed')
    expect(await hiring.phones.cards('olivia')).toEqual([])
  })
})
