import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { moveUser } from '../../../service/dingtalk/contacts.ts'
import { banTime } from '../../../service/dingtalk/errors.ts'
import { Events } from '../../../service/outbox/model.ts'
import { reconcileMembers, reconcileOnceToday } from '../../../service/staff/actions/reconcile.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { mayHeal } from '../../../service/staff/rules/association.ts'
import { buildStaff } from '../../setup/people.ts'
import { Hiring, phoneOf } from './hiring.ts'

let at: Hiring

beforeAll(async () => {
  at = await Hiring.start()
})
afterAll(() => at.service.stop())
afterEach(async () => {
  await at.reset()
  await Events.deleteMany({ type: 'staff.reconciled' })
})

test('people who joined or left without our hearing of it are healed, and the report names ids only', async () => {
  const admin = await at.iso()
  const lin = await at.invited(admin, 'lin')
  const mei = await at.hired(admin, 'mei')
  await at.settled()
  await at.phones.misbehave({ where: 'user_*', what: 'drop' })
  await at.phones.agree('lin')
  await at.phones.send('POST', '/people/mei/leave')

  const found = await reconcileMembers()
  expect(found).toMatchObject({ joined: [lin], left: [mei], heldBack: 0 })
  expect(found.unknown).toContain('olivia01')
  await at.becomes(admin, lin, 'associated')
  await at.becomes(admin, mei, 'left')
  const row = await Events.findOne({ type: 'staff.reconciled' }).lean()
  expect(row).toMatchObject({
    tenant: 'platform',
    data: {
      members: found.members,
      joined: { count: 1, ids: [lin] },
      left: { count: 1, ids: [mei] },
    },
  })
  expect(JSON.stringify(row)).not.toMatch(/8123|Lin|Mei/)
})

test('a number changed and a department left without our hearing of it are put right, and reported', async () => {
  const [admin, other] = [await at.iso(), await at.iso()]
  const mei = await at.hired(admin, 'mei')
  const lin = await at.joined(other, 'lin')
  await at.settled()
  await at.phones.misbehave({ where: 'user_*', what: 'drop' })
  const departmentsOf = async (id: string) => (await at.phones.person(id)).departments
  const [harbour, lotus] = [await departmentsOf('mei'), await departmentsOf('lin')]
  await at.phones.send('PATCH', '/people/mei', { phone: '+6581239870' })
  // a person who keeps the contacts of the organisation by hand
  await moveUser('mei04', [1, ...lotus])
  await moveUser('lin02', [...harbour])

  const found = await reconcileMembers()
  expect(found).toMatchObject({ renumbered: [mei], numbersDiffer: [], joined: [], left: [] })
  expect(found.moved.toSorted()).toEqual([mei, lin].toSorted())
  expect(await departmentsOf('mei')).toEqual(harbour)
  expect(await departmentsOf('lin')).toEqual(lotus)
  expect((await at.find(admin, mei)).body.phone).toBe('+6581239870')
  const row = await Events.findOne({ type: 'staff.reconciled' }).lean()
  expect(row?.data).toMatchObject({ renumbered: { count: 1, ids: [mei] }, moved: { count: 2 } })
  expect(JSON.stringify(row)).not.toMatch(/8123|Lin|Mei/)

  expect(await reconcileMembers()).toMatchObject({ renumbered: [], moved: [] })
})

test('a number that is on the list of the ISO already is reported, and no one is changed', async () => {
  const admin = await at.iso()
  const mei = await at.hired(admin, 'mei')
  const lin = await at.invited(admin, 'lin')
  await at.settled()
  await at.phones.misbehave({ where: 'user_*', what: 'drop' })
  await at.phones.send('PATCH', '/people/lin', { phone: '+6581239875' })
  await at.phones.send('PATCH', '/people/mei', { phone: phoneOf('lin') })
  expect(await reconcileMembers()).toMatchObject({ renumbered: [], numbersDiffer: [mei] })
  expect((await at.find(admin, mei)).body.phone).toBe(phoneOf('mei'))
  expect((await at.find(admin, lin)).body.phone).toBe(phoneOf('lin'))
})

test('where nothing differs nothing changes, and one look a day is enough', async () => {
  const admin = await at.iso()
  await at.hired(admin, 'mei')
  await at.settled()
  const before = await StaffMembers.find().lean()
  await reconcileOnceToday()
  await reconcileOnceToday()
  expect(await StaffMembers.find().lean()).toEqual(before)
  expect(await Events.countDocuments({ type: 'staff.reconciled' })).toBe(1)
})

test('an agreement to a cancelled invitation is found and undone', async () => {
  const admin = await at.iso()
  const id = await at.invited(admin, 'lin')
  await at.post(admin, id, 'cancel')
  await at.phones.misbehave({ where: 'user_*', what: 'drop' })
  await at.phones.agree('lin')
  await reconcileMembers()
  expect(await at.isMember('lin')).toBe(false)
  expect(await at.timeline(admin, id)).toContain('late_acceptance_undone')
})

test('a list that breaks off in the middle takes no one out', async () => {
  const admin = await at.iso()
  const id = await at.hired(admin, 'mei')
  await at.settled()
  await at.phones.misbehave({ where: 'user_*', what: 'drop' })
  await at.phones.send('POST', '/people/mei/leave')
  await at.phones.misbehave({ where: '/topapi/v2/department/listsub', what: 'html' })
  await expect(reconcileOnceToday()).rejects.toMatchObject({ code: 'html' })
  expect((await at.find(admin, id)).body.status).toBe('associated')
  await at.phones.behave()
  clock.arrange(() => new Date(Date.now() + banTime))
  await reconcileOnceToday()
  expect((await at.find(admin, id)).body.status).toBe('left')
})

test('a list that lacks too many at once is reported and not believed', async () => {
  const admin = await at.iso()
  for (let n = 0; n < 12; n++) await buildStaff(at.service.url, admin.workspace._id)
  expect(await reconcileMembers()).toMatchObject({ left: [], heldBack: 12 })
  expect(await StaffMembers.countDocuments({ status: 'associated' })).toBe(12)
  expect([mayHeal(10, 12), mayHeal(11, 12), mayHeal(100, 1_000), mayHeal(101, 1_000)]).toEqual([
    true,
    false,
    true,
    false,
  ])
})

test('a list of several pages is read to its end', async () => {
  const admin = await at.iso()
  await at.invited(admin, 'lin')
  await at.phones.misbehave({ where: 'user_*', what: 'drop' })
  for (let n = 0; n < 105; n++) {
    const id = `extra${n}`
    await at.phones.send('POST', '/people', { id, name: id, phone: `+6582${100_000 + n}` })
    await at.phones.send('POST', `/people/${id}/join`)
  }
  await at.phones.agree('lin')
  const { members, joined } = await reconcileMembers()
  expect(members).toBeGreaterThan(105)
  expect(joined).toHaveLength(1)
  expect(await StaffMembers.countDocuments({ phone: phoneOf('lin'), status: 'associated' })).toBe(1)
}, 60_000)
