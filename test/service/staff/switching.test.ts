/** Switching to another ISO, and agreeing to one that is suspended. */
import { describe, expect, test } from 'vitest'
import { Events } from '../../../service/outbox/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import {
  agreeToOffer,
  declineOffer,
  listOffers,
  staffWhoAmI,
} from '../../../service/staff/self/contract.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { buildUnassociated } from '../../setup/people.ts'
import {
  at,
  meiAndTwo,
  nameOf,
  rowsOf,
  shown,
  statusOf,
  suspend,
  switchTo,
  tryToSwitch,
} from './switchers.ts'

describe('switching', () => {
  test('ends the one and begins the other at once; the former ISO sees it, and no one is asked again', async () => {
    const { first, second, before, after, mei } = await meiAndTwo()
    expect(await shown(mei)).toEqual([
      [nameOf(first), 'present', null],
      [nameOf(second), 'wanted', null],
    ])
    await switchTo(mei, after, before)
    expect([await statusOf(before), await statusOf(after)]).toEqual(['left', 'associated'])
    const me = () => mei.call(staffWhoAmI)
    await expect.poll(async () => (await me()).staffId).toBe(after)
    expect(await me()).toMatchObject({ iso: { name: nameOf(second) }, ended: null })
    await at.settled()
    const { timeline } = (await at.find(first, before)).body
    expect(timeline.at(-1)).toMatchObject({ what: 'left', by: { kind: 'staff' } })
    expect(JSON.stringify(timeline)).not.toContain(nameOf(second))
    expect(await at.timeline(second, after)).toEqual(['added', 'invitation_failed', 'associated'])
    expect(await at.departmentsOf('mei')).toEqual([nameOf(second)])
    expect((await StaffMembers.findById(before).lean())?.inDepartment).toBeUndefined()
    expect(await at.questions('mei', second)).toEqual([])
    expect(await shown(mei)).toEqual([
      [nameOf(second), 'present', null],
      [nameOf(first), 'past', 'self'],
    ])
  })

  test('twice is once, also at one moment', async () => {
    const { before, after, mei } = await meiAndTwo()
    await Promise.all([switchTo(mei, after, before), switchTo(mei, after, before)])
    await switchTo(mei, after, before)
    for (const [id, type] of [
      [before, 'staff.left'],
      [after, 'staff.associated'],
    ]) {
      expect(await Events.countDocuments({ 'subject.id': id, type })).toBe(1)
    }
  })

  test('to two ISOs at one moment: one has the person, the other still wants them', async () => {
    const { before, after, mei } = await meiAndTwo()
    const third = await at.iso()
    const other = await at.added(third, 'mei', 'invitation_failed')
    const both = [tryToSwitch(mei, after, before), tryToSwitch(mei, other, before)]
    expect((await Promise.all(both)).toSorted()).toEqual([200, 409])
    await at.settled()
    const statuses = [await statusOf(after), await statusOf(other)]
    expect(statuses.toSorted()).toEqual(['associated', 'invitation_failed'])
    expect((await shown(mei)).map(([, state]) => state)).toEqual(['present', 'wanted', 'past'])
  })

  test('while the present ISO removes them: they end with one ISO or with none, never with two', async () => {
    const { first, second, before, after, mei } = await meiAndTwo()
    const [switched, removed] = await Promise.all([
      tryToSwitch(mei, after, before),
      at.post(first, before, 'remove'),
    ])
    await at.settled()
    expect(removed.status).toBe(switched === 200 ? 409 : 200)
    if (switched === 200) expect(await statusOf(after)).toBe('associated')
    else await at.question('mei', second)
    expect(await statusOf(before)).toBe(switched === 200 ? 'left' : 'removed')
  })

  test('out of a suspended ISO works, and the language comes along', async () => {
    const { first, before, after, mei } = await meiAndTwo()
    await StaffMembers.updateOne({ _id: before }, { $set: { language: 'zh-CN' } })
    await suspend(first)
    const [present] = await rowsOf(mei)
    expect(present).toMatchObject({ id: before, state: 'present', suspended: true })
    await switchTo(mei, after, before)
    expect((await StaffMembers.findById(after).lean())?.language).toBe('zh-CN')
  })

  test('by a person the first ISO brought in: removed by the second, they leave the organisation', async () => {
    const [first, second] = [await at.iso(), await at.iso()]
    const before = await at.joined(first, 'lin')
    const after = await at.added(second, 'lin', 'invitation_failed')
    const { dingtalkUserId = '' } = (await StaffMembers.findById(before).lean()) ?? {}
    const lin = await buildUnassociated(at.service.url, dingtalkUserId)
    await switchTo(lin, after, before)
    await at.settled()
    expect(await at.isMember('lin')).toBe(true)
    expect(await at.departmentsOf('lin')).toEqual([nameOf(second)])
    await at.post(second, after, 'remove')
    await at.becomesMember('lin', false)
  })

  test('and back: the first adds them again, and they return to the same entry', async () => {
    const { first, second, before, after, mei } = await meiAndTwo()
    await switchTo(mei, after, before)
    await at.settled()
    await at.add(first, 'mei')
    await at.becomes(first, before, 'invitation_failed')
    const [, wanted] = await rowsOf(mei)
    expect(wanted).toMatchObject({ id: before, state: 'wanted', ended: { by: 'self' } })
    await switchTo(mei, before, after)
    expect(await shown(mei)).toEqual([
      [nameOf(first), 'present', 'self'],
      [nameOf(second), 'past', 'self'],
    ])
  })
})

describe('agreeing to a suspended ISO', () => {
  test('is refused in the mini-app with what to do, and works once it is resumed', async () => {
    const admin = await at.iso()
    const { body } = await at.add(admin, 'mei')
    await at.question('mei', admin)
    await at.settled()
    await suspend(admin)
    const mei = await buildUnassociated(at.service.url, 'mei04')
    const { items } = await mei.call(listOffers)
    expect(items).toMatchObject([{ id: body.id, suspended: true }])
    const params = { staffId: body.id }
    expect(await mei.refused(agreeToOffer, { params })).toMatchObject({
      status: 409,
      code: 'iso_suspended',
      remedy: expect.stringContaining('once the ISO is resumed'),
    })
    expect(await statusOf(body.id)).toBe('invited')
    await Workspaces.updateOne({ _id: admin.workspace._id }, { $set: { status: 'active' } })
    await mei.call(agreeToOffer, { params })
  })

  test('is refused on the card, which says so and keeps its buttons', async () => {
    const admin = await at.iso()
    const { body } = await at.add(admin, 'mei')
    await at.question('mei', admin)
    await at.settled()
    await suspend(admin)
    await at.answer('mei', admin, 'agree')
    const words = `${nameOf(admin)} is suspended. Agree once it is resumed.`
    await expect.poll(() => at.answers('mei', admin)).toEqual([words])
    expect((await at.question('mei', admin)).buttons).toHaveLength(2)
    expect(await statusOf(body.id)).toBe('invited')
    await Workspaces.updateOne({ _id: admin.workspace._id }, { $set: { status: 'active' } })
    await at.answer('mei', admin, 'agree')
    await at.becomes(admin, body.id, 'associated')
  })

  test('is no reason not to decline', async () => {
    const admin = await at.iso()
    const { body } = await at.add(admin, 'mei')
    await at.question('mei', admin)
    await suspend(admin)
    const mei = await buildUnassociated(at.service.url, 'mei04')
    await mei.call(declineOffer, { params: { staffId: body.id } })
  })
})
