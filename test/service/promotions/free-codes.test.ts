/** Codes that hang on a rejected spot of a person who is gone: the ISO frees them, and they can be bound again. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MarketingCodes } from '../../../service/marketing-codes/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Roles } from '../../../service/team/model.ts'
import { buildOperator, clientOf, type Client, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import {
  addressOf,
  buildPromoter,
  buildSpot,
  decide,
  eventsOf,
  submitted,
  type Promoter,
} from '../../setup/visit.ts'

let service: TestService
let reviewer: TestOperator
let mei: Promoter

beforeAll(async () => {
  service = await startTestService()
  reviewer = await buildOperator(service.url, { kind: 'platform' })
})
beforeEach(async () => {
  mei = await buildPromoter(service.url)
})
afterAll(() => service.stop())

const page = (id: string) => `/api/v1/workspace/submissions/${id}`
const reason = 'She left the company in October.'

const free = (id: string, spot: string, by: Client = mei.admin.client) =>
  by.post(`${page(id)}/free-codes`, { spot, reason })

const meiIs = (status: 'removed' | 'left' | 'associated') =>
  StaffMembers.updateOne({ _id: mei.staff }, { $set: { status } })

/** A visit whose second spot was rejected. */
async function rejected() {
  const { id, content } = await submitted(mei)
  const [one, two] = content.spots as [(typeof content.spots)[0], (typeof content.spots)[0]]
  await decide(reviewer.client, id, 1, {
    store: 'approved',
    [one.id]: 'approved',
    [two.id]: 'rejected',
  })
  return { id, content, good: one, bad: two, code: two.codes[0] ?? '' }
}

const codeIs = async (code: string) => (await MarketingCodes.findById(code).lean())?.status

describe('codes are not freed', () => {
  test('by strangers, staff, reviewers, another ISO, or without the right', async () => {
    const { id, bad, code } = await rejected()
    await meiIs('left')
    const { workspace } = mei.admin
    await Roles.create({
      _id: `test.reads-${workspace._id}`,
      workspace: workspace._id,
      workspaceKind: 'iso',
      name: 'Reads',
      permissions: ['promotions.view'],
    })
    const reads = await buildOperator(service.url, {
      workspace,
      roles: [`test.reads-${workspace._id}`],
    })
    const other = await buildOperator(service.url)
    expect((await free(id, bad.id, clientOf(service.url))).status).toBe(401)
    for (const { client } of [reviewer, reads]) {
      expect((await free(id, bad.id, client)).body.code).toBe('not_allowed')
    }
    expect((await free(id, bad.id, other.client)).status).toBe(404)
    expect(await codeIs(code)).toBe('bound')
    expect((await reads.client.get(page(id))).body.stuck).toEqual([])
  })

  test('while the person works there, or the spot is not rejected', async () => {
    const { id, good, bad, code } = await rejected()
    expect(await free(id, bad.id)).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
    expect((await mei.admin.client.get(page(id))).body).toMatchObject({ stuck: [], freed: [] })
    await meiIs('removed')
    expect((await free(id, good.id)).body.code).toBe('wrong_state')
    expect(await codeIs(code)).toBe('bound')
    expect(await codeIs(good.codes[0] ?? '')).toBe('active')
  })

  test('of what is not there, or without a reason', async () => {
    const { id, bad } = await rejected()
    await meiIs('removed')
    expect((await free(randomUUIDv7(), bad.id)).status).toBe(404)
    expect((await free(id, randomUUIDv7())).status).toBe(404)
    const path = `${page(id)}/free-codes`
    const answer = await mei.admin.client.post(path, { spot: bad.id, reason: '  ' })
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_input', field: 'reason' } })
  })
})

describe('freed codes', () => {
  test.each(['removed', 'left'] as const)(
    'of a person who has %s: who, why, and an event',
    async (status) => {
      const { id, bad, code } = await rejected()
      await meiIs(status)
      const before = await mei.admin.client.get(page(id))
      expect(before.body.stuck).toEqual([{ spot: bad.id, codes: [code] }])
      const answer = await free(id, bad.id)
      expect(answer).toMatchObject({
        status: 200,
        body: {
          stuck: [],
          freed: [{ spot: bad.id, codes: [code], by: mei.admin.account.name, reason }],
        },
      })
      expect(await MarketingCodes.findById(code).lean()).toMatchObject({
        status: 'issued',
        submission: null,
      })
      const event = (await eventsOf(id)).at(-1)
      expect(event).toMatchObject({
        type: 'promotions.codes_freed',
        tenant: mei.iso,
        state: 'done',
        actor: { kind: 'operator', id: mei.admin.member._id },
        data: { revision: 1, spot: bad.id, codes: [code] },
      })
      // words of people are no part of events
      expect(JSON.stringify(event)).not.toContain(reason)
    },
  )

  test('are freed once, also twice at once', async () => {
    const { id, bad } = await rejected()
    await meiIs('left')
    const answers = await Promise.all([free(id, bad.id), free(id, bad.id), free(id, bad.id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect((await free(id, bad.id)).body.code).toBe('wrong_state')
    const events = await eventsOf(id)
    expect(events.filter(({ type }) => type === 'promotions.codes_freed')).toHaveLength(1)
  })

  test('can be bound by a colleague', async () => {
    const { id, bad, code } = await rejected()
    await meiIs('left')
    const daniel = await buildPromoter(service.url, mei.admin)
    const check = () => daniel.client.get(`/api/v1/marketing-codes/check?text=${code}`)
    expect((await check()).body.verdict).toBe('taken')
    await free(id, bad.id)
    expect((await check()).body.verdict).toBe('free')
    await submitted(daniel, { spots: [await buildSpot(daniel, { codes: [code] })] })
    expect(await codeIs(code)).toBe('bound')
  })

  test('are bound again when the person is back and appeals; not when another person has them', async () => {
    const { id, bad, code } = await rejected()
    await meiIs('left')
    await free(id, bad.id)
    await meiIs('associated')
    const explanation = 'The code can be seen from the door.'
    const appealed = await mei.client.put(`${addressOf(id)}/appeals/2`, { explanation })
    expect(appealed.status).toBe(200)
    expect(await MarketingCodes.findById(code).lean()).toMatchObject({
      status: 'bound',
      submission: id,
    })
    expect((await mei.admin.client.get(page(id))).body.freed).toEqual([])

    const second = await rejected()
    await meiIs('left')
    await free(second.id, second.bad.id)
    const daniel = await buildPromoter(service.url, mei.admin)
    await submitted(daniel, { spots: [await buildSpot(daniel, { codes: [second.code] })] })
    await meiIs('associated')
    const refused = await mei.client.put(`${addressOf(second.id)}/appeals/2`, { explanation })
    expect(refused).toMatchObject({ status: 409, body: { code: 'code_taken' } })
    const spots = [second.good, { ...second.bad, ...(await buildSpot(mei)), id: second.bad.id }]
    const modified = await mei.client.put(`${addressOf(second.id)}/revisions/2`, {
      ...second.content,
      spots,
    })
    expect(modified.status).toBe(200)
  })
})
