/** One-to-one with the bot: what people write to it on their phones, and what it does and answers. */
import { randomUUIDv7 } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { Accounts } from '../../../service/accounts/model.ts'
import { takeBotMessage } from '../../../service/dingtalk/inbound.ts'
import { BotQuestions, Messages, ShownLists } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Members } from '../../../service/team/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { buildOperator, buildStaff, type TestOperator } from '../../setup/people.ts'
import { asks, byUnionId, hiring, repeatLast, said, statusOf, url, write } from './asked-bot.ts'

describe('an ISO admin', () => {
  let admin: TestOperator
  beforeEach(async () => {
    admin = await buildOperator(url, { dingtalkUserId: 'olivia01' })
  })

  test('lists who waits, approves and rejects by number, and the console shows it', async () => {
    const [one, two, three] = [
      await asks(admin, 'Ana'),
      await asks(admin, 'Ben'),
      await asks(admin, 'Cho'),
    ]
    const list = await write('olivia', 'pending')
    expect(list).toMatch(/Waiting for your decision: 3\n1\. Ana .*\n2\. Ben .*\n3\. Cho /)
    expect(await write('olivia', 'Approve ３')).toContain('Approved: Cho')
    // numbers stay those of the list that was shown
    expect(await write('olivia', 'reject 1 not our staff')).toContain('Rejected: Ana')
    expect(await Promise.all([one, two, three].map(statusOf))).toEqual([
      'rejected',
      'requested',
      expect.stringMatching(/^(approved|invited)$/),
    ])
    const rejected = await hiring.find(admin, one)
    expect(rejected.body.rejection).toEqual({ reason: 'not_our_staff', note: '' })
    expect(rejected.body.timeline.at(-1).by).toEqual({ kind: 'operator', name: admin.account.name })
  })

  test('a number whose request was decided by another admin tells what was decided, and decides nothing', async () => {
    const colleague = await buildOperator(url, { workspace: admin.workspace })
    const id = await asks(admin, 'Ana')
    await write('olivia', '待审核')
    expect((await hiring.post(colleague, id, 'reject', { reason: 'not_needed' })).status).toBe(200)
    await asks(admin, 'Ben')
    expect(await write('olivia', 'approve 1')).toBe(`Ana: Rejected by ${colleague.account.name}`)
    expect(await statusOf(id)).toBe('rejected')
  })

  test('is told what is missing: the list, the number, the reason', async () => {
    expect(await write('olivia', 'approve 1')).toContain('Write pending first')
    const id = await asks(admin, 'Ana')
    await write('olivia', 'pending')
    expect(await write('olivia', 'approve')).toContain('such as approve 1')
    expect(await write('olivia', 'approve 2')).toContain('no number 2; it goes to 1')
    expect(await write('olivia', 'reject 1')).toContain('reject 1 not our staff')
    expect(await write('olivia', 'reject 1')).toContain('2. Name or phone number is wrong')
    expect(await write('olivia', 'aprove 1')).toContain('Did you mean approve?')
    expect(await statusOf(id)).toBe('requested')
  })

  test('reaches nothing of another ISO, and nothing any more once the role or the ISO is gone', async () => {
    const other = await buildOperator(url)
    const theirs = await asks(other, 'Zoe')
    expect(await write('olivia', 'pending')).toBe('No requests to decide.')
    // as if the list had been shown while that ISO was hers
    await ShownLists.updateOne({ _id: 'olivia01' }, { $set: { staff: [theirs] } })
    expect(await write('olivia', 'approve 1')).toContain('Request 1 was decided in the meantime')
    const mine = await asks(admin, 'Ana')
    await write('olivia', 'pending')
    await Members.updateOne({ _id: admin.member._id }, { $set: { roles: [] } })
    expect(await write('olivia', 'approve 1')).toBe(
      'Your role cannot approve or reject requests. Ask an admin.',
    )
    expect(await Promise.all([theirs, mine].map(statusOf))).toEqual(['requested', 'requested'])
  })

  test('sees the numbers of the day, who they are, and their own help', async () => {
    await asks(admin, 'Ana')
    expect(await write('olivia', 'today')).toContain('Requests waiting: 1')
    expect(await write('olivia', 'me')).toContain(`Admin at ${admin.workspace.name}`)
    expect(await write('olivia', 'help')).toContain('approve 3')
    await write('olivia', 'tasks')
    expect((await said('olivia')).at(-1)).toMatchObject({
      kind: 'actionCard',
      text: expect.stringContaining('Requests waiting for your decision: 1'),
      buttons: [{ url: expect.stringContaining(encodeURIComponent('/console/staff/requests')) }],
    })
  })

  test('is understood in text with pictures and in speech', async () => {
    const id = await asks(admin, 'Ana')
    const picture = { picture: true }
    const rich = (...richText: object[]) => ({ richText })
    const speech = (recognition: string) => ({ audio: { recognition } })
    const list = await write('olivia', rich({ text: 'pend' }, { text: 'ing' }, picture))
    expect(list).toContain('Waiting for your decision: 1')
    expect(await write('olivia', speech('Pending.'))).toBe(list)
    expect(await write('olivia', rich(picture))).toContain('I can read text only')
    expect(await write('olivia', speech('good morning'))).toBe(
      'I heard “good morning” and did not understand it. Write it, or write help to see all commands.',
    )
    // so DingTalk calls speech to which it has not listened yet
    const unheard = await write('olivia', speech('pending'))
    expect(unheard).toBe(
      `${list}\n\nDid you say something else? I could not hear it yet: please write it.`,
    )
    expect(await write('olivia', speech('Approve one.'))).toContain('Approved: Ana')
    expect(await statusOf(id)).not.toBe('requested')
  })

  test('is understood in traditional characters and with signs that do not show', async () => {
    const id = await asks(admin, 'Ana')
    expect(await write('olivia', '\u200b待處理')).toContain('Waiting for your decision: 1')
    expect(await write('olivia', '\u200e拒絕\u200e 1 不是我們的員工')).toContain('Rejected: Ana')
    expect(await statusOf(id)).toBe('rejected')
  })

  test('is answered when DingTalk names her by her unionid alone', async () => {
    await asks(admin, 'Ana')
    const unpublished = { text: 'pending', unionIdOnly: true }
    expect(await write('olivia', unpublished)).toContain('Waiting for your decision: 1')
    // in the same order as, and with the numbers of, her other questions
    expect(await write('olivia', 'approve 1')).toContain('Approved: Ana')
    await hiring.phones.misbehave({ where: byUnionId, what: 'status', value: 500, times: 4 })
    expect(await write('olivia', unpublished)).toBe('No requests to decide.')
  })

  test('is told when nothing was heard in what she said', async () => {
    const before = (await said('olivia')).length
    const audio = { msgtype: 'audio', content: { duration: 900, downloadCode: 'x' } }
    const frame = { msgId: randomUUIDv7(), conversationType: '1', senderStaffId: 'olivia01' }
    await takeBotMessage({ ...frame, ...audio })
    await expect.poll(async () => (await said('olivia')).length).toBeGreaterThan(before)
    expect((await said('olivia')).at(-1)?.text).toContain('I could not make out any words')
  })

  test('a person unknown to the organisation is not answered', async () => {
    const stranger = { senderUnionId: 'union of nobody', text: { content: 'help' } }
    await takeBotMessage({ msgId: randomUUIDv7(), conversationType: '1', ...stranger })
    await hiring.settled()
    expect(await Messages.countDocuments()).toBe(0)
    expect(await Events.countDocuments({ type: 'notifications.asked', state: 'failed' })).toBe(0)
  })

  test('whose words DingTalk withheld because the month is used up is not answered', async () => {
    const withheld = {
      senderStaffId: 'olivia01',
      errorCode: 20001,
      errorMessage: '受调用量超量影响',
    }
    await takeBotMessage({ msgId: randomUUIDv7(), conversationType: '1', ...withheld })
    await hiring.settled()
    expect(await BotQuestions.countDocuments()).toBe(0)
    expect(await Messages.countDocuments()).toBe(0)
  })

  test('changes the language of the bot, of the console and of messages', async () => {
    expect(await write('olivia', 'language')).toContain('Language: English.')
    expect(await write('olivia', 'language Klingon')).toContain('简体中文')
    expect(await write('olivia', '语言 中文')).toBe('已切换为简体中文。')
    expect(await write('olivia', 'help')).toContain('发送以下指令')
    // names of predefined roles too, as the punctuation
    expect(await write('olivia', '我')).toContain(`${admin.workspace.name} 的管理员`)
    const decided = await asks(admin, 'Ana')
    await write('olivia', '待处理')
    await admin.client.post(`/api/v1/staff/${decided}/approve`, {})
    expect(await write('olivia', '通过 1')).toBe(`Ana：${admin.account.name} 已通过`)
    expect((await Accounts.findById(admin.account._id).lean())?.language).toBe('zh-CN')
  })

  test('the same message delivered five times is done and answered once', async () => {
    const id = await asks(admin, 'Ana')
    await write('olivia', 'pending')
    const topic = '/v1.0/im/bot/messages/get'
    await hiring.phones.misbehave({ where: topic, what: 'duplicate', value: 5, times: 1 })
    const before = (await said('olivia')).length
    await write('olivia', 'approve 1')
    await hiring.settled()
    expect(await said('olivia')).toHaveLength(before + 1)
    expect(await Events.countDocuments({ type: 'staff.approved', 'subject.id': id })).toBe(1)
  })

  test('numbers stay those that were shown, also when the question is taken up again after a crash', async () => {
    const shown = await asks(admin, 'Ana')
    await write('olivia', 'pending')
    const other = await asks(admin, 'Ben')
    // before Ana in any list made from now on
    await StaffMembers.updateOne({ _id: other }, { $set: { since: new Date(0) } })
    await repeatLast()
    expect(await write('olivia', 'reject 1 not needed')).toBe(
      'Rejected: Ana. They see your reason.',
    )
    expect(await Promise.all([shown, other].map(statusOf))).toEqual(['rejected', 'requested'])
  })

  test('a crash after the answer was written and before the event was finished repeats nothing', async () => {
    const id = await asks(admin, 'Ana')
    await write('olivia', 'pending')
    const reply = await write('olivia', 'approve 1')
    const before = (await said('olivia')).length
    await repeatLast()
    expect(await said('olivia')).toHaveLength(before)
    expect(reply).toContain('Approved: Ana')
    expect(await Events.countDocuments({ type: 'staff.approved', 'subject.id': id })).toBe(1)
  })
})

describe('staff', () => {
  test('see their own day and tasks, may decide nothing, and choose their language', async () => {
    const admin = await buildOperator(url)
    await asks(admin, 'Ana')
    const { member } = await buildStaff(url, admin.workspace._id, {
      name: 'Mei',
      dingtalkUserId: 'mei04',
    })
    expect(await write('mei', 'help')).not.toContain('approve')
    expect(await write('mei', 'approve 1')).toBe(
      'Only admins of an ISO can approve or reject requests.',
    )
    expect(await write('mei', 'pending')).toBe('You have no open tasks.')
    expect(await write('mei', 'today')).toContain('Submitted today: stores 0, spots 0')
    expect(await write('mei', 'me')).toContain(`Mei, staff of ${admin.workspace.name}`)
    expect(await write('mei', 'language 中文')).toBe('已切换为简体中文。')
    expect((await StaffMembers.findById(member._id).lean())?.language).toBe('zh-CN')
    expect(await write('mei', 'tasks')).toBe('暂无待办。')
  })

  test('of a suspended ISO are told so, and former staff what to do next', async () => {
    const admin = await buildOperator(url)
    const { _id, name } = admin.workspace
    const { member } = await buildStaff(url, _id, { dingtalkUserId: 'mei04' })
    await Workspaces.updateOne({ _id }, { $set: { status: 'suspended' } })
    expect(await write('mei', 'tasks')).toContain(`${name} is suspended`)
    await StaffMembers.updateOne({ _id: member._id }, { $set: { status: 'removed' } })
    expect(await write('mei', 'tasks')).toContain(`You no longer work for ${name}`)
  })
})

test('a person in the organisation without an ISO is told what to do next, in the language they write', async () => {
  expect(await write('mei', 'help')).toContain('no ISO has you on its staff list yet')
  expect(await write('mei', '今天')).toContain('还没有 ISO 把您加为员工')
})

test('a group is not answered', async () => {
  const message = (conversationType: string) => ({
    msgId: randomUUIDv7(),
    senderStaffId: 'olivia01',
    conversationType,
    text: { content: ' help ' },
  })
  await takeBotMessage(message('2'))
  expect(await BotQuestions.countDocuments()).toBe(0)
  await takeBotMessage(message('1'))
  expect(await BotQuestions.countDocuments()).toBe(1)
  await hiring.settled()
})
