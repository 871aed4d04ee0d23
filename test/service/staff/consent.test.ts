/** A person who is in the DingTalk organisation already is asked before an ISO has them, and may say no. */
import { describe, expect, test } from 'vitest'
import { Messages } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { personJoined } from '../../../service/staff/actions/associate.ts'
import { pollInvitations } from '../../../service/staff/actions/poll.ts'
import { reconcileMembers } from '../../../service/staff/actions/reconcile.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildUnassociated, clientOf } from '../../setup/people.ts'
import { approved, asked, at, stateOf } from './asked.ts'
import { phoneOf } from './hiring.ts'

describe('the question on the card', () => {
  test('leaves the person where they are until they agree, and settles in place', async () => {
    const admin = await at.iso()
    const id = await asked(admin, 'mei')
    expect(await stateOf(admin, id)).toEqual(['invited', null, true])
    const card = await at.question('mei', admin)
    expect(card.buttons.map(({ title }) => title)).toEqual(['Agree', 'Decline'])
    await at.answer('mei', admin, 'agree')
    await at.becomes(admin, id, 'associated')
    expect(await at.answers('mei', admin)).toEqual(['You agreed'])
    await at.phones.card('mei', 'Welcome')
    expect(await at.timeline(admin, id)).toEqual(['added', 'consent_asked', 'associated'])
  })

  test('declined, the ISO sees it, may ask again, and the old card stays as it was answered', async () => {
    const admin = await at.iso()
    const id = await asked(admin, 'mei')
    await at.answer('mei', admin, 'decline')
    await at.becomes(admin, id, 'invitation_failed')
    await at.settled()
    expect(await stateOf(admin, id)).toEqual(['invitation_failed', 'declined', false])
    expect(await at.answers('mei', admin)).toEqual(['You declined'])
    const { timeline } = (await at.find(admin, id)).body
    expect(timeline.at(-1)).toMatchObject({ what: 'declined', by: { kind: 'staff' } })

    expect((await at.post(admin, id, 'resend-invitation')).status).toBe(200)
    await at.answer('mei', admin, 'agree')
    await at.becomes(admin, id, 'associated')
    await at.settled()
    expect(await at.answers('mei', admin)).toEqual(['You declined', 'You agreed'])
  })

  test('is in the language that the person chose with an earlier ISO', async () => {
    const [first, second] = [await at.iso(), await at.iso()]
    const before = await at.hired(first, 'mei')
    await StaffMembers.updateOne({ _id: before }, { $set: { language: 'zh-CN' } })
    await at.post(first, before, 'remove')
    await at.settled()
    await at.add(second, 'mei')
    const card = await at.phones.card('mei', `${second.workspace.name} 邀请您加入`)
    expect(card.buttons.map(({ title }) => title)).toEqual(['同意', '拒绝'])
  })

  test('withdrawn by the ISO meanwhile says so, and agreeing to it does nothing', async () => {
    const admin = await at.iso()
    const id = await asked(admin, 'mei')
    const card = await at.question('mei', admin)
    await at.post(admin, id, 'cancel')
    await at.phones.press('mei', card.outTrackId, 'consent.agree')
    await at.settled()
    expect(await at.answers('mei', admin)).toEqual([`${admin.workspace.name} has withdrawn this`])
    expect((await at.questions('mei', admin))[0]?.buttons).toEqual([])
    expect((await at.find(admin, id)).body.status).toBe('removed')
    expect(await at.isMember('mei')).toBe(true)
  })

  test('pressed twice, and delivered twice, counts once', async () => {
    const admin = await at.iso()
    const id = await asked(admin, 'mei')
    const { outTrackId } = await at.question('mei', admin)
    await at.phones.misbehave({ where: 'card*', what: 'duplicate', value: 3 })
    await Promise.all([
      at.phones.press('mei', outTrackId, 'consent.agree'),
      at.phones.press('mei', outTrackId, 'consent.agree'),
    ])
    await at.becomes(admin, id, 'associated')
    await at.phones.press('mei', outTrackId, 'consent.decline')
    await at.settled()
    expect((await at.find(admin, id)).body.status).toBe('associated')
    expect(await at.answers('mei', admin)).toEqual(['You agreed'])
    const given = { 'subject.id': id, type: { $in: ['staff.associated', 'staff.declined'] } }
    expect(await Events.countDocuments(given)).toBe(1)
  })

  test('its event delivered again asks once', async () => {
    const admin = await at.iso()
    const id = await asked(admin, 'mei')
    for (const type of ['staff.added', 'staff.consent_asked']) {
      await Events.updateOne(
        { 'subject.id': id, type },
        { $set: { state: 'due', dueAt: new Date(), finished: [] } },
      )
    }
    await at.settled()
    expect(await at.questions('mei', admin)).toHaveLength(1)
    expect(await at.timeline(admin, id)).toEqual(['added', 'consent_asked'])
  })

  test('pressed by another person does nothing', async () => {
    const admin = await at.iso()
    const id = await asked(admin, 'mei')
    const { outTrackId } = await at.question('mei', admin)
    await Messages.updateOne({ _id: outTrackId }, { $set: { dingtalkUserId: 'olivia01' } })
    await at.phones.press('mei', outTrackId, 'consent.agree')
    await at.settled()
    expect((await at.find(admin, id)).body.status).toBe('invited')
  })

  test('that cannot be delivered is a reason the ISO reads; the mini-app asks all the same', async () => {
    const admin = await at.iso()
    const refusals = {
      '/v1.0/card/instances/createAndDeliver': 'param.error',
      '/v1.0/robot/oToMessages/batchSend': 'param.error',
      '/topapi/message/corpconversation/asyncsend_v2': 40035,
    }
    for (const [where, value] of Object.entries(refusals)) {
      await at.phones.misbehave({ where, what: 'errcode', value })
    }
    const { body } = await at.add(admin, 'mei')
    await at.becomes(admin, body.id, 'invitation_failed')
    expect(await stateOf(admin, body.id)).toEqual(['invitation_failed', 'not_reachable', false])
    const mei = await buildUnassociated(at.service.url, 'mei04')
    const { items } = (await mei.get('/api/v1/me/staff/offers')).body
    expect(items).toHaveLength(1)
    expect((await mei.post(`/api/v1/me/staff/offers/${body.id}/agree`)).status).toBe(200)
    await at.becomes(admin, body.id, 'associated')
    await at.settled()
  })
})

describe('without the consent of the person', () => {
  test('events, polls, the daily look and a sign-in associate no one, and ask once', async () => {
    const admin = await at.iso()
    const id = await asked(admin, 'mei')
    const given = { eventType: 'user_active_org', data: { timeStamp: 1, userId: ['mei04'] } }
    await at.phones.send('POST', '/events', given)
    await reconcileMembers()
    await pollInvitations()
    expect(await personJoined('mei04')).toBeUndefined()
    await at.settled()
    expect(await stateOf(admin, id)).toEqual(['invited', null, true])
    expect(await at.questions('mei', admin)).toHaveLength(1)
  })

  test('a person who came by another way than the invitation is asked', async () => {
    const admin = await at.iso()
    await at.phones.misbehave({
      where: '/topapi/v2/user/create',
      what: 'errcode',
      value: -1,
      times: 2,
    })
    const { body } = await at.add(admin, 'lin')
    await at.phones.send('POST', '/people/lin/join')
    await at.answer('lin', admin, 'agree')
    await at.becomes(admin, body.id, 'associated')
  })

  test('a person who agreed to the Org invitation is not asked a second time', async () => {
    const admin = await at.iso()
    const id = await at.joined(admin, 'lin')
    await at.settled()
    expect(await at.questions('lin', admin)).toEqual([])
    expect(await at.timeline(admin, id)).toEqual(['added', 'associated'])
  })

  test('a person who declined stays declined when seen in the organisation again', async () => {
    const admin = await at.iso()
    const id = await asked(admin, 'mei')
    await at.answer('mei', admin, 'decline')
    await at.becomes(admin, id, 'invitation_failed')
    await reconcileMembers()
    await personJoined('mei04')
    await at.settled()
    expect(await stateOf(admin, id)).toEqual(['invitation_failed', 'declined', false])
    expect(await at.questions('mei', admin)).toHaveLength(1)
  })
})

describe('by a request of their own', () => {
  test('sent in their session and approved, a person in the organisation is associated at once', async () => {
    const admin = await at.iso()
    const mei = await buildUnassociated(at.service.url, 'mei04')
    const id = await approved(mei, admin, phoneOf('mei'))
    await at.becomes(admin, id, 'associated')
    expect(await at.questions('mei', admin)).toEqual([])
  })

  test('sent without a session, a person in the organisation is asked', async () => {
    const admin = await at.iso()
    const id = await approved(clientOf(at.service.url), admin, phoneOf('mei'))
    await at.question('mei', admin)
    await at.settled()
    expect(await stateOf(admin, id)).toEqual(['invited', null, true])
    await at.answer('mei', admin, 'agree')
    await at.becomes(admin, id, 'associated')
    expect(await at.timeline(admin, id)).toEqual([
      'requested',
      'approved',
      'consent_asked',
      'associated',
    ])
  })

  test('of which an earlier one was theirs, a later one that is not has them asked', async () => {
    const admin = await at.iso()
    const mei = await buildUnassociated(at.service.url, 'mei04')
    await at.phones.misbehave({
      where: '/topapi/v2/user/create',
      what: 'errcode',
      value: 40019,
      times: 1,
    })
    const id = await approved(mei, admin, phoneOf('mei'))
    await at.becomes(admin, id, 'invitation_failed')
    await at.post(admin, id, 'cancel')
    expect(await approved(clientOf(at.service.url), admin, phoneOf('mei'))).toBe(id)
    await at.question('mei', admin)
    expect((await at.find(admin, id)).body.status).toBe('invited')
  })

  test.each([
    ['no one is signed in', undefined],
    ['another person is signed in', 'nok06'],
  ])('that an ISO makes up where %s, no person comes to it unasked', async (_how, forger) => {
    const [first, second] = [await at.iso(), await at.iso()]
    const { url } = at.service
    const sender = forger ? await buildUnassociated(url, forger) : clientOf(url)
    const before = await at.joined(first, 'lin')
    const after = await approved(sender, second, phoneOf('lin'))
    await at.becomes(second, after, 'invitation_failed')
    await at.post(first, before, 'remove')
    await at.question('lin', second)
    await at.settled()
    expect(await stateOf(second, after)).toEqual(['invited', null, true])
    await at.answer('lin', second, 'decline')
    await at.becomes(second, after, 'invitation_failed')
    await at.becomesMember('lin', false)
  })

  test('whose number the ISO then corrects, the owner of the new number is asked', async () => {
    const admin = await at.iso()
    await at.phones.misbehave({
      where: '/topapi/v2/user/create',
      what: 'errcode',
      value: 60103,
      times: 1,
    })
    const nok = await buildUnassociated(at.service.url, 'nok06')
    const id = await approved(nok, admin, '+6581239777')
    await at.becomes(admin, id, 'invitation_failed')
    await at.post(admin, id, 'correct-phone', { phone: phoneOf('mei') })
    await at.question('mei', admin)
    expect((await at.find(admin, id)).body.status).toBe('invited')
  })
})
