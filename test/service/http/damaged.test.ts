/** Rows of an older shape: a list goes on without them and says how many, and a damaged record says that it is one. */
import { randomUUIDv7 } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Sessions } from '../../../service/accounts/model.ts'
import { Drafts } from '../../../service/drafts/model.ts'
import { Tasks } from '../../../service/inspections/model.ts'
import { Messages } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { forgetCatalogue } from '../../../service/products/actions.ts'
import { Products, SpotKinds, StoreCategories } from '../../../service/products/model.ts'
import { Revisions, Submissions } from '../../../service/promotions/model.ts'
import { StaffImportRows, StaffImports } from '../../../service/staff-imports/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { TestAccounts } from '../../../service/test-accounts/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { buildOperator, buildStaff } from '../../setup/people.ts'
import { decide, submitted } from '../../setup/visit.ts'
import { Inspecting } from '../inspections/inspecting.ts'
import { Lending } from '../test-accounts/lending.ts'
import { admin, copyOf, mei, mustBeDamaged, mustList, service } from './damaged-rows.ts'

describe('a list without the rows that are damaged', () => {
  test('staff, requests, and the export', async () => {
    const { member } = await buildStaff(service.url, admin.workspace._id)
    const own = { phone: '+6591000001', dingtalkUserId: randomUUIDv7() }
    const bad = await copyOf(StaffMembers, member._id, { ...own, timeline: null })
    await copyOf(StaffMembers, member._id, {
      phone: '+6591000002',
      dingtalkUserId: randomUUIDv7(),
      failure: { reason: 'carrier_pigeon' },
    })
    await mustList(admin.client, '/api/v1/staff?limit=100', member._id, { damaged: 2 })
    await mustBeDamaged(admin.client, `/api/v1/staff/${bad}`)

    const asked = await buildStaff(service.url, admin.workspace._id, { status: 'requested' })
    await copyOf(StaffMembers, asked.member._id, { phone: '+6591000003', since: 'yesterday' })
    await mustList(admin.client, '/api/v1/staff?status=requested', asked.member._id, { damaged: 1 })

    const file = await admin.client.get('/api/v1/staff/export?format=csv')
    expect(file.status).toBe(200)
    expect(String(file.body).trim().split('\r\n').length).toBeGreaterThan(5)
    expect((await admin.client.get('/api/v1/staff/export?format=xlsx')).status).toBe(200)
  })

  test('submissions, for their sender, their ISO and review', async () => {
    const { id } = await submitted(mei)
    const bad = await copyOf(Submissions, id, { store: null })
    const reviewer = await buildOperator(service.url, { kind: 'platform' })
    await mustList(mei.client, '/api/v1/submissions', id, { damaged: 1 })
    await mustList(admin.client, `/api/v1/staff/${mei.staff}/submissions`, id, { damaged: 1 })
    await mustList(reviewer.client, '/api/v1/reviews', id, { damaged: 1 })
    await mustBeDamaged(mei.client, `/api/v1/submissions/${bad}`)
    await mustBeDamaged(reviewer.client, `/api/v1/reviews/${bad}`)
    const spots = await copyOf(Submissions, id, { spots: [{ id: 'old' }] })
    await mustBeDamaged(mei.client, `/api/v1/submissions/${spots}`)
  })

  test('tasks, for the platform and for their holder', async () => {
    const inspecting = await Inspecting.begin(service.url)
    const person = await inspecting.person(admin)
    const { id } = await inspecting.assigned(admin, person)
    await copyOf(Tasks, id, { store: randomUUIDv7(), name: undefined, spots: null })
    await mustList(person.client, '/api/v1/me/staff/tasks', id, { damaged: 1 })
    await mustList(inspecting.inspector, '/api/v1/tasks', id, { damaged: 1 })
  })

  test('test accounts', async () => {
    const lending = await Lending.begin(service.url)
    const { id } = await lending.account(admin.workspace._id)
    await copyOf(TestAccounts, id, { email: null })
    await mustList(lending.keeper, '/api/v1/test-accounts', id, { damaged: 1 })
  })

  test('messages', async () => {
    const now = new Date()
    const row = {
      _id: `pw-${randomUUIDv7()}`,
      template: 'welcome',
      kind: 'association',
      subject: { kind: 'staffMember', id: mei.staff },
      tenant: admin.workspace._id,
      data: {},
      recipient: { kind: 'staff', name: 'Mei' },
      searchName: 'mei',
      language: 'en',
      form: 'card',
      where: 'dingtalk',
      status: 'sent',
      ways: [],
      createdAt: now,
      updatedAt: now,
    }
    await Messages.collection.insertOne(row as never)
    await copyOf(Messages, row._id, { ways: undefined })
    await copyOf(Messages, row._id, { kind: 'smoke' })
    await mustList(admin.client, '/api/v1/messages', row._id, { damaged: 2 })
  })

  test('sessions', async () => {
    const account = admin.account._id
    await Sessions.updateMany({ subject: admin.member._id }, { $set: { account } })
    const [mine] = await Sessions.find({ account }).lean()
    await copyOf(Sessions, mine?._id ?? '', { current: randomUUIDv7(), rotatedAt: null })
    await mustList(admin.client, '/api/v1/me/operator/sessions', mine?._id ?? '', {
      damaged: 1,
      name: 'sessions',
    })
  })

  test('failed deliveries', async () => {
    const operations = await buildOperator(service.url, {
      kind: 'platform',
      roles: ['platform.operations'],
    })
    const [event] = await Events.find().limit(1).lean()
    const good = await copyOf(Events, event?._id ?? '', { state: 'failed' })
    await copyOf(Events, event?._id ?? '', { state: 'failed', subject: undefined })
    await mustList(operations.client, '/api/v1/failed-events', good, { damaged: 1 })
  })

  test('imports and their rows', async () => {
    const file = Buffer.from('Name,Phone number\nAna,+6581239771\nBo,+6581239772\n')
    const id = randomUUIDv7()
    const preview = await admin.client.put(`/api/v1/staff-imports/${id}?fileName=a.csv`, file)
    const [row] = await StaffImportRows.find({ import: id }).lean()
    await copyOf(StaffImportRows, row?._id ?? '', { row: 9, given: null })
    await mustList(admin.client, `/api/v1/staff-imports/${id}/rows`, row?._id ?? '', { damaged: 1 })
    const { revision } = preview.body
    await admin.client.post(`/api/v1/staff-imports/${id}/start`, { revision })
    await copyOf(StaffImports, id, { by: null })
    await mustList(admin.client, '/api/v1/staff-imports', id, { damaged: 1 })
  })

  test('rows of an import in its report, and beside the one that is mended', async () => {
    const lines = ['Ana', 'Bo', 'Cy'].map((name) => `${name},+6581239773\n`)
    const file = Buffer.from(`Name,Phone number\n${lines.join('')}`)
    const path = `/api/v1/staff-imports/${randomUUIDv7()}`
    expect((await admin.client.put(`${path}?fileName=b.csv`, file)).status).toBe(200)
    const rows = (await admin.client.get(`${path}/rows`)).body.items as { id: string }[]
    const [first, second, third] = rows.map(({ id }) => id)
    await StaffImportRows.collection.updateOne({ _id: third as never }, {
      $set: { name: null },
    } as never)
    const mended = await admin.client.patch(`${path}/rows/${first}`, { phone: '+6581239774' })
    expect(mended.status, JSON.stringify(mended.body)).toBe(200)
    expect(mended.body).toMatchObject({ row: { id: first }, others: [{ id: second }], damaged: 1 })

    await StaffImports.updateOne({ _id: path.split('/').at(-1) }, { $set: { status: 'finished' } })
    await StaffImportRows.collection.updateOne({ _id: third as never }, {
      $set: { state: 'bad', problem: 'unheard', why: null },
    } as never)
    const report = await admin.client.get(`${path}/report?format=csv&language=en`)
    expect(report.status).toBe(200)
    expect(String(report.body)).toContain('Ana')
  })

  test('products, store categories and kinds of spots', async () => {
    const mend = []
    for (const model of [Products, StoreCategories, SpotKinds]) {
      const row = await model.collection.findOne({})
      const _id = randomUUIDv7() as never
      await model.collection.insertOne({ ...row, _id, names: null } as never)
      mend.push(() => model.collection.deleteOne({ _id }))
    }
    forgetCatalogue()
    await mustList(mei.client, '/api/v1/products', 'marketing_code', {
      damaged: 3,
      name: 'products',
    })
    for (const each of mend) await each()
    forgetCatalogue()
  })

  test('offers, one of an ISO that is not there any more', async () => {
    const dingtalkUserId = randomUUIDv7()
    const { client } = await buildStaff(service.url, admin.workspace._id, { dingtalkUserId })
    const { workspace } = await buildOperator(service.url)
    const { member } = await buildStaff(service.url, workspace._id, { status: 'invited' })
    await StaffMembers.updateOne(
      { _id: member._id },
      { $set: { consent: { dingtalkUserId, at: new Date() } }, $unset: { dingtalkUserId: 1 } },
    )
    await copyOf(StaffMembers, member._id, { iso: randomUUIDv7(), phone: '+6591000009' })
    await mustList(client, '/api/v1/me/staff/offers', member._id, { damaged: 1 })
  })

  test('drafts', async () => {
    const id = randomUUIDv7()
    const store = { name: '', category: '', address: '', place: null, photos: [] }
    const content = { product: 'marketing_code', store, spots: [], supplement: {} }
    const draft = { content, savedAt: new Date().toISOString() }
    const saved = await mei.client.put(`/api/v1/drafts/${id}`, draft)
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    await copyOf(Drafts, id, { savedAt: null })
    await mustList(mei.client, '/api/v1/drafts', id, { damaged: 1 })
  })

  test('ISOs', async () => {
    const operations = await buildOperator(service.url, {
      kind: 'platform',
      roles: ['platform.operations'],
    })
    await copyOf(Workspaces, admin.workspace._id, {
      name: 'Old ISO',
      email: null,
      joinCode: randomUUIDv7(),
      dingtalkDepartmentId: 987_654,
    })
    await mustList(operations.client, '/api/v1/isos?limit=100', admin.workspace._id, { damaged: 1 })
  })
})

test('rows that were left out are counted by endpoint; when there is no other, it is a fault', async () => {
  const own = await buildOperator(service.url)
  const { member } = await buildStaff(service.url, own.workspace._id)
  const change = { timeline: null, dingtalkUserId: randomUUIDv7() }
  await copyOf(StaffMembers, member._id, { ...change, phone: '+6591000011' })
  const counted = async () => {
    const { body } = await own.client.get('/metrics')
    return Number(/damaged_rows_total\{endpoint="listStaff"\} (\d+)/.exec(String(body))?.[1] ?? 0)
  }
  const before = await counted()
  await mustList(own.client, '/api/v1/staff', member._id, { damaged: 1 })
  expect(await counted()).toBe(before + 1)

  await StaffMembers.collection.updateOne({ _id: member._id as never }, {
    $set: { timeline: null },
  } as never)
  expect((await own.client.get('/api/v1/staff')).status).toBe(500)
  await StaffMembers.deleteOne({ _id: member._id })
  const { status, body } = await own.client.get('/api/v1/staff')
  expect({ status, items: body.items, damaged: body.damaged }).toEqual({
    status: 200,
    items: [],
    damaged: 1,
  })
})

test('an entry of a timeline is left out of it, and the record is shown', async () => {
  const { member } = await buildStaff(service.url, admin.workspace._id)
  await StaffMembers.collection.updateOne({ _id: member._id as never }, {
    $push: { timeline: { $each: [{ what: 'invited' }, null] } },
  } as never)
  // `null` is no entry in any shape, so that nothing can be said of the last decision
  await mustBeDamaged(admin.client, `/api/v1/staff/${member._id}`)
  await StaffMembers.collection.updateOne({ _id: member._id as never }, {
    $pull: { timeline: null },
  } as never)
  const { status, body } = await admin.client.get(`/api/v1/staff/${member._id}`)
  expect(status).toBe(200)
  expect(body.damaged).toBe(1)
  expect(body.timeline).toHaveLength(member.timeline.length)
})

test('a superseded revision that is damaged leaves the review open', async () => {
  const reviewer = await buildOperator(service.url, { kind: 'platform' })
  const { id, content } = await submitted(mei)
  const items = ['store', ...content.spots.map((spot) => spot.id)]
  const all = Object.fromEntries(items.map((item) => [item, 'rejected' as const]))
  expect((await decide(reviewer.client, id, 1, all)).status).toBe(200)
  const changed = { ...content, store: { ...content.store, name: 'Kopi' } }
  const again = await mei.client.put(`/api/v1/submissions/${id}/revisions/2`, changed)
  expect(again.status, JSON.stringify(again.body)).toBe(200)
  await Revisions.updateMany({ submission: id }, { $set: { 'was.store': null } })
  const { status, body } = await reviewer.client.get(`/api/v1/reviews/${id}`)
  expect({ status, earlier: body.earlier, damaged: body.damaged }).toEqual({
    status: 200,
    earlier: [],
    damaged: 1,
  })
})
