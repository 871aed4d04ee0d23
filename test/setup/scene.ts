/** The scene of a test: people, stores, submissions, tasks and test accounts, made as people make them. */
import { randomUUIDv7 } from 'node:crypto'
import { expect } from 'vitest'
import { assignTask } from '../../service/inspections/contract/platform.ts'
import { keepStore } from '../../service/promotions/actions/stores.ts'
import type { SubmissionContent } from '../../service/promotions/contract/content.ts'
import { submit } from '../../service/promotions/contract/own.ts'
import { Stores } from '../../service/stores/model.ts'
import { decide } from '../../service/reviews/contract.ts'
import type { StaffMember } from '../../service/staff/model.ts'
import { lendTestAccount } from '../../service/test-accounts/contract/iso.ts'
import { addTestAccounts } from '../../service/test-accounts/contract/platform.ts'
import { TestAccounts } from '../../service/test-accounts/model.ts'
import { buildOperator, buildStaff, clientOf, type Client, type TestOperator } from './people.ts'
import {
  buildContent,
  decisionsOn,
  sendPhoto,
  undoIsOver,
  type Promoter,
  type Say,
} from './visit.ts'

/** The roles of the platform's operators in a scene. */
type Desk = 'reviewer' | 'inspections' | 'operations' | 'administrator'

export interface TestAccountGiven {
  id: string
  email: string
  loginPassword: string
  paymentPassword: string
}

/** A store where what is on the spots was approved. */
export interface TestStore {
  id: string
  spots: SubmissionContent['spots']
}

let accounts = 0

/** `const scene = new Scene(service.url)`: nothing is made before it is asked for. */
export class Scene {
  readonly url: string
  /** Signed out. */
  readonly stranger: Client
  readonly #desks = new Map<Desk, Promise<TestOperator>>()

  constructor(url: string) {
    this.url = url
    this.stranger = clientOf(url)
  }

  /** The admin of an ISO of their own. */
  admin(): Promise<TestOperator> {
    return buildOperator(this.url)
  }

  /** An operator of the platform with that role, the same each time. */
  desk(role: Desk): Promise<TestOperator> {
    const known = this.#desks.get(role)
    if (known) return known
    const [colleague] = this.#desks.values()
    const made = this.#makeDesk(role, colleague)
    this.#desks.set(role, made)
    return made
  }

  /** All of them work in one workspace. */
  async #makeDesk(role: Desk, colleague?: Promise<TestOperator>): Promise<TestOperator> {
    const roles = [`platform.${role}`]
    const workspace = (await colleague)?.workspace
    return buildOperator(this.url, workspace ? { workspace, roles } : { kind: 'platform', roles })
  }

  /** A staff member of an ISO (of their own unless an admin is given), associated unless told otherwise. */
  async staff(given: { admin?: TestOperator } & Partial<StaffMember> = {}): Promise<Promoter> {
    const { admin: known, ...more } = given
    const admin = known ?? (await this.admin())
    const iso = admin.workspace._id
    const person = await buildStaff(this.url, iso, more)
    return { ...person, admin, iso, staff: person.member._id }
  }

  /** What a staff member has sent in; a store and two spots with a code each unless told otherwise. */
  async submission(by: Promoter, given: Partial<SubmissionContent> = {}) {
    const id = randomUUIDv7()
    const content = await buildContent(by, given)
    const answer = await by.call(submit, { params: { submissionId: id }, body: content })
    return { id, content, answer }
  }

  /** Decides the first revision, the same for all its items, and lets the time for undoing pass. */
  async decided({ id, content }: { id: string; content: SubmissionContent }, say: Say) {
    const items = ['store', ...content.spots.map((spot) => spot.id)]
    const { revision, decisions } = decisionsOn(
      1,
      Object.fromEntries(items.map((item) => [item, say])),
    )
    const { call } = await this.desk('reviewer')
    const answer = await call(decide, {
      params: { submissionId: id },
      body: { revision, decisions },
    })
    await undoIsOver(id)
    return answer
  }

  /** A store where what this person put up was approved. */
  async store(by: Promoter, name = 'Kopi & Toast'): Promise<TestStore> {
    const plain = await buildContent(by)
    const visit = await this.submission(by, { ...plain, store: { ...plain.store, name } })
    await this.decided(visit, 'approved')
    await keepStore(visit.id, by.iso)
    const stored = await Stores.findOne({ iso: by.iso, 'standing.submission': visit.id }).lean()
    return { id: stored?._id ?? expect.fail('no store'), spots: visit.content.spots }
  }

  /** A verification task, in a store of its own that a colleague has put something up in. */
  async task(to: Promoter, name = `Store ${randomUUIDv7()}`) {
    const { id: store, spots } = await this.store(await this.staff({ admin: to.admin }), name)
    const { call } = await this.desk('inspections')
    const answer = await call(assignTask, {
      params: { taskId: randomUUIDv7() },
      body: { iso: to.iso, store, staff: to.staff },
    })
    return { id: answer.id, spots, answer }
  }

  /** Answers to a task that would be taken: every spot is in place. */
  async answers({ client }: { client: Client }, spots: readonly { id: string }[]) {
    const found = []
    for (const { id } of spots) {
      const photo = await sendPhoto(client)
      found.push({ spot: id, finding: 'in_place' as const, note: '', photo })
    }
    return { spots: found, feedback: 'The owner is happy.' }
  }

  /** An account in the pool of an ISO; lent to a person where one is given. */
  async testAccount(iso: string, to?: Promoter): Promise<TestAccountGiven> {
    const n = ++accounts
    const given = {
      email: `tester${n}@alipay.example`,
      loginPassword: `login-of-${n}-Kw7`,
      paymentPassword: `pay-of-${n}-Zq9`,
    }
    const text = `${given.email}, ${given.loginPassword}, ${given.paymentPassword}`
    const { call } = await this.desk('operations')
    const { added } = await call(addTestAccounts, { body: { iso, text } })
    expect(added).toBe(1)
    const stored = await TestAccounts.findOne({ email: given.email }).lean()
    const id = stored?._id ?? expect.fail('no account')
    if (to) {
      const params = { staffId: to.staff }
      await to.admin.call(lendTestAccount, { params, body: { account: id } })
    }
    return { id, ...given }
  }
}
