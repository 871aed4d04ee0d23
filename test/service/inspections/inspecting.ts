/** What tests of inspections share: the platform's inspector, an ISO with a store where something stands, its staff. */
import { randomUUIDv7 } from 'node:crypto'
import { expect } from 'vitest'
import { Tasks, type StoredTask } from '../../../service/inspections/model.ts'
import { keepStore } from '../../../service/promotions/actions/stores.ts'
import { Stores } from '../../../service/promotions/model.ts'
import type { SubmissionContent } from '../../../service/promotions/contract.ts'
import type { Answer } from '../../setup/calls.ts'
import {
  buildOperator,
  buildStaff,
  type Client,
  type TestOperator,
  type TestStaff,
} from '../../setup/people.ts'
import { buildContent, decide, sendPhoto, submitted, type Promoter } from '../promotions/visit.ts'

export const mine = '/api/v1/me/staff/tasks'

export interface Approved {
  /** Of the store. */
  id: string
  spots: SubmissionContent['spots']
}

export class Inspecting {
  readonly url: string
  /** Of the platform: assigns and decides. */
  readonly inspector: Client
  readonly #reviewer: Client

  private constructor(url: string, inspector: Client, reviewer: Client) {
    this.url = url
    this.inspector = inspector
    this.#reviewer = reviewer
  }

  static async begin(url: string): Promise<Inspecting> {
    const { client, workspace } = await buildOperator(url, {
      kind: 'platform',
      roles: ['platform.inspections'],
    })
    const reviewer = await buildOperator(url, { workspace, roles: ['platform.reviewer'] })
    return new Inspecting(url, client, reviewer.client)
  }

  /** A staff member of an ISO. */
  person(admin: TestOperator, given: Parameters<typeof buildStaff>[2] = {}): Promise<TestStaff> {
    return buildStaff(this.url, admin.workspace._id, given)
  }

  /** A store where what this person put up was approved. */
  async store(admin: TestOperator, by: TestStaff, name = 'Kopi & Toast'): Promise<Approved> {
    const iso = admin.workspace._id
    const promoter: Promoter = { admin, iso, staff: by.member._id, ...by }
    const plain = await buildContent(promoter)
    const { id, content } = await submitted(promoter, {
      ...plain,
      store: { ...plain.store, name },
    })
    const items = Object.fromEntries(
      ['store', ...content.spots.map((spot) => spot.id)].map((item) => [item, 'approved' as const]),
    )
    expect((await decide(this.#reviewer, id, 1, items)).status).toBe(200)
    await keepStore(id, iso)
    const store = await Stores.findOne({ iso, 'standing.submission': id }).lean()
    return { id: store?._id ?? '', spots: content.spots }
  }

  assign(
    admin: TestOperator,
    { id: store }: Pick<Approved, 'id'>,
    to: Pick<TestStaff, 'member'>,
    more: { id?: string; deadline?: string } = {},
  ): Promise<Answer> {
    const { id = randomUUIDv7(), ...rest } = more
    const body = { iso: admin.workspace._id, store, staff: to.member._id, ...rest }
    return this.inspector.put(`/api/v1/tasks/${id}`, body)
  }

  /** A task of a store of its own, as `assigned` has made it. */
  async assigned(
    admin: TestOperator,
    to: TestStaff,
    name = `Store ${randomUUIDv7()}`,
  ): Promise<{ id: string; spots: Approved['spots'] }> {
    // another person put up what this one is to look at
    const store = await this.store(admin, await this.person(admin), name)
    const answer = await this.assign(admin, store, to)
    expect(answer.status).toBe(200)
    return { id: answer.body.id, spots: store.spots }
  }

  /** Verbs of the platform. */
  async tell(id: string, verb: 'reassign' | 'accept' | 'return', body = {}): Promise<Answer> {
    // as it is looked at now
    const { since } = (await Tasks.findById(id).lean<StoredTask>()) ?? {}
    return this.inspector.post(`/api/v1/tasks/${id}/${verb}`, { since, ...body })
  }

  start(by: Pick<TestStaff, 'client'>, id: string): Promise<Answer> {
    return by.client.post(`${mine}/${id}/start`)
  }

  /** Answers that would be taken: every spot is in place. */
  async answers(by: Pick<TestStaff, 'client'>, spots: readonly { id: string }[]) {
    const found = []
    for (const { id } of spots) {
      const photo = await sendPhoto(by.client)
      found.push({ spot: id, finding: 'in_place', note: '', photo })
    }
    return { spots: found, feedback: 'The owner is happy.' }
  }

  submit(
    by: Pick<TestStaff, 'client'>,
    id: string,
    body: unknown,
    answers = randomUUIDv7(),
  ): Promise<Answer> {
    return by.client.put(`${mine}/${id}/answers/${answers}`, body)
  }

  /** A task that was sent in. */
  async submitted(admin: TestOperator, by: TestStaff) {
    const task = await this.assigned(admin, by)
    const answer = await this.submit(by, task.id, await this.answers(by, task.spots))
    expect(answer.status).toBe(200)
    return task
  }
}

export async function stored(id: string): Promise<StoredTask> {
  return (await Tasks.findById(id).lean<StoredTask>()) ?? expect.fail('no such task')
}
