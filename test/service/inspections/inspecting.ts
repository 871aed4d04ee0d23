/** What tests of inspections share: the platform's inspector, an ISO with a store where something stands, its staff. */
import { randomUUIDv7 } from 'node:crypto'
import { expect } from 'vitest'
import { Tasks, type StoredTask } from '../../../service/inspections/model.ts'
import type { Answer } from '../../setup/calls.ts'
import { buildStaff, type Client, type TestOperator, type TestStaff } from '../../setup/people.ts'
import { Scene, type TestStore } from '../../setup/scene.ts'
import type { Promoter } from '../../setup/visit.ts'

export const mine = '/api/v1/me/staff/tasks'

export type Approved = TestStore

export class Inspecting {
  readonly url: string
  /** Of the platform: assigns and decides. */
  readonly inspector: Client
  readonly #scene: Scene

  private constructor(scene: Scene, inspector: Client) {
    this.url = scene.url
    this.inspector = inspector
    this.#scene = scene
  }

  static async begin(url: string): Promise<Inspecting> {
    const scene = new Scene(url)
    const { client } = await scene.desk('inspections')
    return new Inspecting(scene, client)
  }

  /** A staff member of an ISO. */
  person(admin: TestOperator, given: Parameters<typeof buildStaff>[2] = {}): Promise<TestStaff> {
    return buildStaff(this.url, admin.workspace._id, given)
  }

  /** A store where what this person put up was approved. */
  store(admin: TestOperator, by: TestStaff, name?: string): Promise<Approved> {
    return this.#scene.store(promoterOf(admin, by), name)
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

  /** A task of a store of its own, which another person has put something up in. */
  assigned(admin: TestOperator, to: TestStaff, name?: string) {
    return this.#scene.task(promoterOf(admin, to), name)
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

  answers(by: Pick<TestStaff, 'client'>, spots: readonly { id: string }[]) {
    return this.#scene.answers(by, spots)
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

function promoterOf(admin: TestOperator, person: TestStaff): Promoter {
  return { ...person, admin, iso: admin.workspace._id, staff: person.member._id }
}

export async function stored(id: string): Promise<StoredTask> {
  return (await Tasks.findById(id).lean<StoredTask>()) ?? expect.fail('no such task')
}
