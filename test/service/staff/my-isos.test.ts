/** The ISOs of one person: the list with the present one, moving to another that wants them, and past ones. */
import { randomUUIDv7 } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { StaffMembers } from '../../../service/staff/model.ts'
import { listMyIsos, staffWhoAmI, switchIso } from '../../../service/staff/self/contract.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { buildStaff, buildUnassociated, clientOf } from '../../setup/people.ts'
import {
  at,
  cannotSwitch,
  meiAndTwo,
  nameOf,
  rowsOf,
  shown,
  statusOf,
  suspend,
  switchTo,
} from './switchers.ts'

describe('nothing is switched', () => {
  test('by a stranger, and an operator has no such list', async () => {
    const { first, before, after } = await meiAndTwo()
    const stranger = clientOf(at.service.url)
    expect(await stranger.refused(listMyIsos)).toMatchObject({ status: 401, code: 'signed_out' })
    expect(await cannotSwitch(stranger, after, before)).toEqual([401, 'signed_out'])
    expect(await first.refused(listMyIsos)).toMatchObject({ status: 403, code: 'not_allowed' })
    expect(await cannotSwitch(first, after, before)).toEqual([403, 'not_allowed'])
  })

  test('by another person, who does not learn that the entry is there', async () => {
    const { first, before, after } = await meiAndTwo()
    const other = await buildStaff(at.service.url, first.workspace._id)
    expect(await cannotSwitch(other, after, other.member._id)).toEqual([404, 'not_found'])
    expect(await cannotSwitch(other, after, before)).toEqual([404, 'not_found'])
    expect(await shown(other)).toEqual([[nameOf(first), 'present', null]])
    expect([await statusOf(before), await statusOf(after)]).toEqual([
      'associated',
      'invitation_failed',
    ])
  })

  test('without naming what ends, or by something that is no id', async () => {
    const { before, after, mei } = await meiAndTwo()
    expect(await cannotSwitch(mei, after)).toEqual([400, 'bad_input'])
    expect(await cannotSwitch(mei, after, 'the present one')).toEqual([400, 'bad_input'])
    expect(await cannotSwitch(mei, 'the-other-one', before)).toEqual([400, 'bad_input'])
    expect(await cannotSwitch(mei, randomUUIDv7(), before)).toEqual([404, 'not_found'])
  })

  test('to an ISO that has withdrawn meanwhile', async () => {
    const { second, before, after, mei } = await meiAndTwo()
    await at.post(second, after, 'cancel')
    expect(await cannotSwitch(mei, after, before)).toEqual([409, 'wrong_state'])
    expect(await statusOf(before)).toBe('associated')
  })

  test('to an ISO that the person declined before', async () => {
    const [first, second] = [await at.iso(), await at.iso()]
    const { body } = await at.add(second, 'mei')
    await at.answer('mei', second, 'decline')
    await at.becomes(second, body.id, 'invitation_failed')
    const before = await at.hired(first, 'mei')
    const mei = await buildUnassociated(at.service.url, 'mei04')
    expect(await shown(mei)).toEqual([[nameOf(first), 'present', null]])
    expect(await cannotSwitch(mei, body.id, before)).toEqual([409, 'wrong_state'])
  })

  test('to a suspended ISO, which says so and can be switched to once it is resumed', async () => {
    const { second, before, after, mei } = await meiAndTwo()
    await suspend(second)
    const given = { params: { staffId: after }, body: { leave: before } }
    expect(await mei.refused(switchIso, given)).toMatchObject({
      status: 409,
      code: 'iso_suspended',
      remedy: expect.stringContaining('once the ISO is resumed'),
    })
    const [, row] = await rowsOf(mei)
    expect(row).toMatchObject({ state: 'wanted', suspended: true })
    expect([await statusOf(before), await statusOf(after)]).toEqual([
      'associated',
      'invitation_failed',
    ])
    await Workspaces.updateOne({ _id: second.workspace._id }, { $set: { status: 'active' } })
    await switchTo(mei, after, before)
  })

  test('when the person belongs to a third ISO by now: that one does not end', async () => {
    const { first, second, before, after, mei } = await meiAndTwo()
    const third = await at.iso()
    const last = await at.added(third, 'mei', 'invitation_failed')
    await switchTo(mei, last, before)
    expect(await cannotSwitch(mei, after, before)).toEqual([409, 'wrong_state'])
    expect(await shown(mei)).toEqual([
      [nameOf(third), 'present', null],
      [nameOf(second), 'wanted', null],
      [nameOf(first), 'past', 'self'],
    ])
  })

  test('once their ISO has removed them: they are asked as every person is', async () => {
    const { first, second, before, after, mei } = await meiAndTwo()
    await at.post(first, before, 'remove')
    await at.question('mei', second)
    await at.settled()
    await switchTo(mei, after, before)
    await at.becomes(second, after, 'associated')
    expect(await shown(mei)).toEqual([
      [nameOf(second), 'present', null],
      [nameOf(first), 'past', 'iso'],
    ])
  })
})

describe('the list', () => {
  test('is empty for a person who never belonged to an ISO, and asks nothing of the address', async () => {
    const client = await buildUnassociated(at.service.url, 'new-here')
    expect(await rowsOf(client)).toEqual([])
  })

  test('names every ISO that asks a person who belongs to none', async () => {
    const [first, second] = [await at.iso(), await at.iso()]
    for (const admin of [first, second]) {
      await at.add(admin, 'mei')
      await at.question('mei', admin)
    }
    const mei = await buildUnassociated(at.service.url, 'mei04')
    const rows = await shown(mei)
    expect(rows.toSorted()).toEqual(
      [
        [nameOf(first), 'wanted', null],
        [nameOf(second), 'wanted', null],
      ].toSorted(),
    )
  })

  test('keeps an ISO as a past one that added the person again and then withdrew', async () => {
    const { first, second, before, after, mei } = await meiAndTwo()
    await at.post(first, before, 'remove')
    await at.answer('mei', second, 'agree')
    await at.becomes(second, after, 'associated')
    const removed = (await at.find(first, before)).body.since
    const past = [nameOf(first), 'past', 'iso']
    expect((await shown(mei))[1]).toEqual(past)

    await at.add(first, 'mei')
    await at.becomes(first, before, 'invitation_failed')
    expect((await shown(mei))[1]).toEqual([nameOf(first), 'wanted', 'iso'])
    await at.post(first, before, 'cancel')
    await at.settled()
    expect((await shown(mei))[1]).toEqual(past)
    // when it ended is not when the invitation was withdrawn
    expect((await rowsOf(mei))[1]?.ended?.at).toBe(removed)

    // and to a person without an ISO by then, the same is said on the first screen
    await at.post(second, after, 'remove')
    await at.settled()
    const me = await mei.call(staffWhoAmI)
    expect(me.ended).toMatchObject({ isoName: nameOf(second), by: 'iso' })
  })

  test('says who ended it when the person left DingTalk, and does not name the admin', async () => {
    const admin = await at.iso()
    const id = await at.hired(admin, 'mei')
    await at.phones.send('POST', '/people/mei/leave')
    await at.becomes(admin, id, 'left')
    const mei = await buildUnassociated(at.service.url, 'mei04')
    const rows = await rowsOf(mei)
    expect(rows).toMatchObject([{ state: 'past', ended: { by: 'dingtalk' } }])
    expect(JSON.stringify(rows)).not.toContain(admin.account.name)
  })

  test('does not show one person what became of their number with the next one', async () => {
    const admin = await at.iso()
    const id = await at.hired(admin, 'mei')
    await at.post(admin, id, 'remove')
    await at.settled()
    const removed = (await at.find(admin, id)).body.since
    // the number goes to Nok, added by the ISO under it
    await at.phones.send('PATCH', '/people/mei', { phone: '+6581239878' })
    const { phone } = (await StaffMembers.findById(id).lean()) ?? {}
    await at.phones.send('PATCH', '/people/nok', { phone })
    await at.add(admin, phone ?? '', 'Nok')
    await at.answer('nok', admin, 'agree')
    await at.becomes(admin, id, 'associated')
    const mei = await buildUnassociated(at.service.url, 'mei04')
    const rows = await rowsOf(mei)
    expect(rows).toMatchObject([{ state: 'past', ended: { by: 'iso', at: removed } }])
    const nok = await buildUnassociated(at.service.url, 'nok06')
    expect(await shown(nok)).toEqual([[nameOf(admin), 'present', null]])
    expect(await cannotSwitch(mei, id, id)).toEqual([409, 'wrong_state'])
  })
})

describe('a person whose number is that of another person by now, unheard by us,', () => {
  /** Mei has another number in DingTalk, whose event was lost. */
  async function meiRenumbered() {
    const found = await meiAndTwo()
    const number = (await StaffMembers.findById(found.before).lean())?.phone ?? ''
    await at.phones.misbehave({ where: 'user_*', what: 'drop' })
    await at.phones.send('PATCH', '/people/mei', { phone: '+6581239878' })
    return { ...found, number }
  }

  test('cannot take the place of a person outside DingTalk invited by an ISO under it', async () => {
    const { first, second, before, after, mei, number } = await meiRenumbered()
    const third = await at.iso()
    const { body } = await at.add(third, number, 'Somebody else')
    await at.settled()
    expect(await shown(mei)).toEqual([
      [nameOf(first), 'present', null],
      [nameOf(second), 'wanted', null],
    ])
    expect(await cannotSwitch(mei, body.id, before)).toEqual([409, 'wrong_state'])
    expect([await statusOf(before), await statusOf(body.id)]).toEqual(['associated', 'invited'])
    // nor by switching elsewhere first
    await switchTo(mei, after, before)
    await at.settled()
    expect(await statusOf(body.id)).toBe('invited')
    expect(await cannotSwitch(mei, body.id, after)).toEqual([409, 'wrong_state'])
  })

  test('nor that of a person who is with another ISO, and who can switch', async () => {
    const { before, mei, number } = await meiRenumbered()
    const [third, fourth] = [await at.iso(), await at.iso()]
    const noks = await at.hired(third, 'nok')
    await at.phones.send('PATCH', '/people/nok', { phone: number })
    const id = await at.added(fourth, number, 'invitation_failed')
    expect(await cannotSwitch(mei, id, before)).toEqual([409, 'wrong_state'])
    const nok = await buildUnassociated(at.service.url, 'nok06')
    expect((await shown(nok)).map(([, state]) => state)).toEqual(['present', 'wanted'])
    await switchTo(nok, id, noks)
  })

  test('and one that an earlier release has written still shows by the number', async () => {
    const { before, after, mei } = await meiAndTwo()
    await StaffMembers.updateOne({ _id: after }, { $unset: { elsewhere: 1 } })
    expect((await shown(mei)).map(([, state]) => state)).toEqual(['present', 'wanted'])
    await switchTo(mei, after, before)
  })
})
