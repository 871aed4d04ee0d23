/** Staff Details and Review List as lists: narrowed, sorted, paged, searched and counted. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { QueryGiven } from '../../../service/http/contract.ts'
import { staffStatuses } from '../../../service/staff/contract/association.ts'
import { countStaff, findStaff, listStaff } from '../../../service/staff/contract/lists.ts'
import type { StaffAbility, StaffRow } from '../../../service/staff/contract/member.ts'
import { addStaff, rejectRequest } from '../../../service/staff/contract/one.ts'
import { StaffMembers, type StaffMember } from '../../../service/staff/model.ts'
import { searchKeysOf } from '../../../service/staff/rules/search-keys.ts'
import { Roles } from '../../../service/team/model.ts'
import { buildOperator, buildStaff, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())
beforeEach(async () => {
  admin = await buildOperator(service.url)
})

const minute = 60_000
const start = Date.UTC(2026, 9, 1)
let count = 0

function person(given: Partial<StaffMember> = {}): StaffMember {
  const n = ++count
  const name = given.name ?? `Person ${n}`
  const phone = given.phone ?? `+659${String(1_000_000 + n).padStart(7, '0')}`
  const at = new Date(start + n * minute)
  return {
    _id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    iso: admin.workspace._id,
    name,
    phone,
    status: 'invited',
    since: at,
    via: 'iso',
    requestIds: [],
    dingtalkUserId: `lists${n}`,
    searchKeys: searchKeysOf(name, phone),
    timeline: [],
    createdAt: at,
    ...given,
  }
}

type Query = QueryGiven<typeof listStaff>

/** Every page of a list, in small pages, so that marks lie everywhere. */
async function all(query: Query): Promise<StaffRow[]> {
  const rows: StaffRow[] = []
  let after: string | null = ''
  do {
    const marked: Query = { ...query, limit: 3, ...(after && { after }) }
    const { items, next } = await admin.call(listStaff, { query: marked })
    rows.push(...items)
    after = next
  } while (after)
  return rows
}

const names = async (query: Query) => (await all(query)).map(({ name }) => name)

describe('sorting', () => {
  test('newest first unless told otherwise, and the other way round', async () => {
    await StaffMembers.insertMany(
      ['Ana', 'Ben', 'Carla', 'Dev', 'Ella'].map((name) => person({ name })),
    )
    expect(await names({})).toEqual(['Ella', 'Dev', 'Carla', 'Ben', 'Ana'])
    expect(await names({ sort: 'createdAt' })).toEqual(['Ana', 'Ben', 'Carla', 'Dev', 'Ella'])
  })

  test('by name: capitals and accents make no difference, Chinese names go by their sound', async () => {
    const given = ['zoe', '张伟', 'Ana', 'ángel', '李娜', 'Ben', '陈静', 'ben', 'Ana']
    await StaffMembers.insertMany(given.map((name) => person({ name })))
    const sorted = ['陈静', '李娜', '张伟', 'Ana', 'Ana', 'ángel', 'Ben', 'ben', 'zoe']
    expect(await names({ sort: 'name' })).toEqual(sorted)
    expect((await names({ sort: '-name' })).map((name) => name.toLowerCase())).toEqual(
      sorted.toReversed().map((name) => name.toLowerCase()),
    )
  })

  test('by when the state changed, over several states at once', async () => {
    const rows = Array.from({ length: 12 }, (_, index) =>
      person({
        status: (['invited', 'associated', 'removed'] as const)[index % 3]!,
        via: index % 2 ? 'iso' : 'request',
        since: new Date(start + ((index * 5) % 12) * 24 * 60 * minute),
      }),
    )
    await StaffMembers.insertMany(rows)
    const wanted = rows
      .filter(({ status }) => status !== 'removed')
      .toSorted((a, b) => a.since.getTime() - b.since.getTime())
      .map(({ name }) => name)
    const status = 'invited,associated'
    expect(await names({ sort: 'since', status })).toEqual(wanted)
    expect(await names({ sort: '-since', status })).toEqual(wanted.toReversed())
  })

  test('an order or a state that does not exist is refused by the name of its field', async () => {
    const [order, state] = [
      await admin.refused(listStaff, { query: { sort: 'phone' } }),
      await admin.refused(listStaff, { query: { status: 'happy' } }),
    ]
    expect([order.status, order.fields?.[0]?.field]).toEqual([400, 'sort'])
    expect([state.status, state.field]).toEqual([400, 'status'])
  })
})

describe('searching', () => {
  test('finds words of a name and numbers with or without country, by what was found', async () => {
    await StaffMembers.insertMany([
      person({ name: 'Lin Wei', phone: '+6581230002' }),
      person({ name: 'Wei Ming' }),
      person({ name: 'Ana Lim', phone: '+6591230003' }),
      person({ name: '林伟' }),
    ])
    expect(await names({ search: 'li' })).toEqual(['Ana Lim', 'Lin Wei'])
    expect(await names({ search: 'WEI' })).toEqual(['Lin Wei', 'Wei Ming'])
    expect(await names({ search: 'ana  l' })).toEqual(['Ana Lim'])
    expect(await names({ search: '林' })).toEqual(['林伟'])
    expect(await names({ search: '8123' })).toEqual(['Lin Wei'])
    expect(await names({ search: '+65 9123' })).toEqual(['Ana Lim'])
    expect(await names({ search: '.*' })).toEqual([])
  })

  test('a sign that cannot be seen is refused by its field, in the list as in its counts', async () => {
    for (const endpoint of [listStaff, countStaff]) {
      const { status, field } = await admin.refused(endpoint, { query: { search: '\0a' } })
      expect([status, field], endpoint.name).toEqual([400, 'search'])
    }
  })

  test('pages hold each person once, also those who fit by two words or share one with many', async () => {
    const given = [
      'Wei Wei',
      'Wei Ling',
      'Lin Wei',
      'Ana Wei',
      'Wei',
      'Wei',
      'Weina Weiss',
      'Wei Wei',
    ]
    await StaffMembers.insertMany([
      ...given.map((name, index) =>
        person({
          name,
          status: index % 2 ? 'associated' : 'invited',
          via: index % 3 ? 'iso' : 'request',
        }),
      ),
      person({ name: 'Ben' }),
    ])
    const everybody = await all({ search: 'wei' })
    expect(everybody.map(({ name }) => name).toSorted()).toEqual(given.toSorted())
    expect(new Set(everybody.map(({ id }) => id)).size).toBe(given.length)
    const narrowed = await all({ search: 'wei', status: 'associated,invited', via: 'iso' })
    expect(narrowed.map(({ name }) => name).toSorted()).toEqual(
      given.filter((_, index) => index % 3).toSorted(),
    )
  })

  test('the mark of another list is refused', async () => {
    const query = { search: 'a', after: 'WzEsMl0' }
    expect((await admin.refused(listStaff, { query })).code).toBe('bad_cursor')
  })
})

describe('counts', () => {
  test('are of this ISO, and follow a search', async () => {
    const other = await buildOperator(service.url)
    await buildStaff(service.url, other.workspace._id, { name: 'Lin Other' })
    await StaffMembers.insertMany([
      person({ name: 'Lin Wei' }),
      person({ name: 'Lin Jun', status: 'requested', via: 'request' }),
      person({ name: 'Ana', status: 'requested', via: 'request' }),
    ])
    const none = Object.fromEntries(staffStatuses.map((status) => [status, 0]))
    const counts = async (query: QueryGiven<typeof countStaff>) =>
      (await admin.call(countStaff, { query })).counts
    expect(await counts({})).toEqual({ ...none, invited: 1, requested: 2 })
    expect(await counts({ search: 'lin' })).toEqual({ ...none, invited: 1, requested: 1 })
    for (const search of ['\\E.*', '^', '.*', '\\']) {
      expect(await counts({ search })).toEqual(none)
    }
    expect(await counts({ via: 'request' })).toEqual({ ...none, requested: 2 })
  })

  test('stop at 10,000, which stands for that many or more', async () => {
    await StaffMembers.insertMany(
      Array.from({ length: 10_020 }, () => person({ status: 'removed' })),
      { lean: true },
    )
    const { counts } = await admin.call(countStaff)
    expect(counts).toMatchObject({ removed: 10_000, invited: 0 })
  })
})

test('a row tells who decided a request, and when', async () => {
  const { member } = await buildStaff(service.url, admin.workspace._id, {
    status: 'requested',
    via: 'request',
  })
  const { call } = admin
  const before = await call(listStaff, { query: { status: 'requested' } })
  expect(before.items[0]?.decided).toBeNull()
  const body = { reason: 'not_needed', note: 'Full' }
  await call(rejectRequest, { params: { staffId: member._id }, body })
  const { items } = await call(listStaff, { query: { via: 'request', sort: '-since' } })
  expect(items[0]).toMatchObject({
    status: 'rejected',
    rejection: body,
    decided: { by: admin.account.name, at: items[0]?.since },
  })
})

test('an operator who may add people is offered to add a person again who is with the ISO no longer', async () => {
  const kind = { workspace: null, workspaceKind: 'iso' as const }
  const permissions = ['staff.view', 'staff.decide', 'staff.remove']
  await Roles.create({ _id: 'adds-none', ...kind, name: 'Adds no one', permissions })
  const { workspace } = admin
  const other = await buildOperator(service.url, { workspace, roles: ['adds-none'] })
  for (const status of ['rejected', 'removed', 'left', 'associated', 'requested'] as const) {
    const { member } = await buildStaff(service.url, workspace._id, { status })
    const { name, phone } = member
    const params = { staffId: member._id }
    const offers = async ({ call }: TestOperator) =>
      (await call(findStaff, { params })).abilities.includes('add_again')
    const isGone = ['rejected', 'removed', 'left'].includes(status)
    expect([status, await offers(admin), await offers(other)]).toEqual([status, isGone, false])
    const body = { id: randomUUIDv7(), name, phone }
    if (isGone) await admin.call(addStaff, { body })
    else expect((await admin.refused(addStaff, { body })).status).toBe(409)
  }
})

test('whoever works for the ISO, or may have, is told from people who never came', async () => {
  const { call, workspace } = admin
  const told = []
  for (const status of staffStatuses) {
    const { member } = await buildStaff(service.url, workspace._id, { status })
    const { mayHaveWorked } = await call(findStaff, { params: { staffId: member._id } })
    if (mayHaveWorked) told.push(status)
  }
  expect(told).toEqual(['associated', 'removed', 'left'])
})

describe('a row offers what the service takes from that operator, and nothing else:', () => {
  const addresses: Record<Exclude<StaffAbility, 'join_link' | 'add_again'>, string> = {
    approve: 'approve',
    reject: 'reject',
    resend_invitation: 'resend-invitation',
    correct_phone: 'correct-phone',
    cancel: 'cancel',
    remove: 'remove',
  }
  const bodies: Partial<Record<StaffAbility, unknown>> = {
    reject: { reason: 'not_needed', note: '' },
    correct_phone: { phone: '+6581239999' },
  }

  test.each(['staff.decide', 'staff.add', 'staff.remove'])('%s', async (permission) => {
    const role = `only-${permission}`
    const permissions = ['staff.view', permission]
    const kind = { workspace: null, workspaceKind: 'iso' as const }
    await Roles.create({ _id: role, ...kind, name: 'Of one kind', permissions })
    const { workspace } = admin
    const { client } = await buildOperator(service.url, { workspace, roles: [role] })
    for (const status of ['requested', 'approved', 'invitation_failed', 'associated'] as const) {
      for (const [ability, address] of Object.entries(addresses)) {
        const { member } = await buildStaff(service.url, workspace._id, { status })
        const { body } = await client.get(`/api/v1/staff/${member._id}`)
        const answer = await client.post(
          `/api/v1/staff/${member._id}/${address}`,
          bodies[ability as StaffAbility] ?? {},
        )
        const { body: asAdmin } = await admin.client.get(`/api/v1/staff/${member._id}`)
        const offered = body.abilities.includes(ability)
        const waits = status === 'approved' || status === 'invitation_failed'
        const passesOn = permission === 'staff.add' && waits
        expect(body.abilities.includes('join_link')).toBe(passesOn)
        // to remove also withdraws an invitation: of the two only one is offered
        if (offered) expect([status, ability, answer.status]).toEqual([status, ability, 200])
        else if (answer.status === 200)
          expect([ability, asAdmin.status]).toEqual(['remove', 'removed'])
        else expect([403, 409]).toContain(answer.status)
      }
    }
  })
})
