/** What tests of associations share: ISOs, adding and asking, and what becomes of it. */
import { randomUUIDv7 } from 'node:crypto'
import { expect } from 'vitest'
import { demoOrganisation, demoPeople } from '../../../scripts/demo/people.ts'
import { Accounts } from '../../../service/accounts/model.ts'
import { clock } from '../../../service/clock.ts'
import { Places } from '../../../service/dingtalk/limit-places.ts'
import { Events } from '../../../service/outbox/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import type { Answer } from '../../setup/calls.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { Phones } from '../../setup/phones.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

type Card = Awaited<ReturnType<Phones['card']>>

export const phoneOf = (id: string) => demoPeople.find((person) => person.id === id)?.phone ?? ''

/** What is sent to `addStaff`. @param person of the demonstration, or a phone number */
export const newPerson = (person: string, name = 'Lin Wei') => ({
  id: randomUUIDv7(),
  name,
  phone: phoneOf(person) || person,
})

/** A service with a simulated DingTalk, and everything that people of a test do with both. */
export class Hiring {
  readonly service: TestService
  readonly phones: Phones

  private constructor(service: TestService, phones: Phones) {
    this.service = service
    this.phones = phones
  }

  static async start(options: Parameters<typeof startTestService>[0] = {}): Promise<Hiring> {
    const service = await startTestService({ simulator: true, ...options })
    if (!service.simulator) throw new Error('no simulator')
    return new Hiring(service, new Phones(service.simulator))
  }

  /** Back to the beginning, for the next test. */
  async reset(): Promise<void> {
    clock.arrange()
    await this.phones.behave()
    await this.settled()
    // what was written under a later clock waits for a time that does not come, and holds up what follows
    await Events.deleteMany({ state: 'due' })
    await this.phones.send('POST', '/reset')
    await Places.updateMany({}, { $unset: { closedUntil: 1 } })
    await StaffMembers.deleteMany({})
    await Accounts.updateMany({}, { $unset: { dingtalkUserId: 1 } })
    // departments are forgotten by the reset, and their numbers given again
    await Workspaces.updateMany({}, { $unset: { dingtalkDepartmentId: 1 } })
  }

  /** The same for tests that leave clock and departments alone: what is due may still wait. */
  async clear(): Promise<void> {
    await this.phones.behave()
    // what is still being done must not meet what the next test arranges
    await expect.poll(() => Events.countDocuments({ state: 'running' })).toBe(0)
    await this.phones.send('POST', '/reset')
    await StaffMembers.deleteMany({})
  }

  /** Until nothing is left to do for what has happened so far. */
  async settled(): Promise<void> {
    const soon = () => ({ $lte: new Date(clock.time() + 2_000) })
    await expect
      .poll(() => Events.countDocuments({ state: { $in: ['due', 'running'] }, dueAt: soon() }), {
        timeout: 20_000,
      })
      .toBe(0)
  }

  /** The time in which what was decided about a request can be undone passes. */
  async undoIsOver(id: string): Promise<void> {
    const type = { $in: ['staff.approved', 'staff.rejected'] }
    await Events.updateMany(
      { 'subject.id': id, type, state: 'due' },
      { $set: { dueAt: clock.now() } },
    )
    this.service.worker?.relay.wake()
  }

  iso(): Promise<TestOperator> {
    return buildOperator(this.service.url)
  }

  /** An ISO whose admin is Olivia in DingTalk, and no other account is. */
  async olivia(): Promise<TestOperator> {
    await Accounts.updateMany({}, { $unset: { dingtalkUserId: 1 } })
    return buildOperator(this.service.url, { dingtalkUserId: 'olivia01' })
  }

  add(admin: TestOperator, person: string, name = 'Lin Wei'): Promise<Answer> {
    return admin.client.post('/api/v1/staff', newPerson(person, name))
  }

  /** A person asks to join an ISO by its QR code. @returns the id of the request */
  async asked({ workspace }: TestOperator, person: string, name = 'Aroon Suk'): Promise<string> {
    const id = randomUUIDv7()
    const stranger = clientOf(this.service.url)
    const answer = await stranger.post(`/api/v1/join/${workspace.joinCode}/requests`, {
      id,
      isoEmail: workspace.email,
      name,
      phone: phoneOf(person) || person,
      language: 'en',
    })
    expect(answer.status).toBe(202)
    const row = await StaffMembers.findOne({ iso: workspace._id, phone: phoneOf(person) || person })
    return row?._id ?? expect.fail('the request is not there')
  }

  /** Adds a person and waits for what DingTalk makes of it. */
  async added(admin: TestOperator, person: string, status: string): Promise<string> {
    const { body } = await this.add(admin, person)
    await this.becomes(admin, body.id, status)
    return body.id
  }

  /** Adds a person who has not joined yet; the Org invitation is before them, and noted here. */
  async invited(admin: TestOperator, person: string): Promise<string> {
    const { body } = await this.add(admin, person)
    await this.phones.invitation(person)
    await expect
      .poll(async () => (await StaffMembers.findById(body.id).lean())?.invitedPhone, {
        timeout: 20_000,
      })
      .toBe(phoneOf(person))
    return body.id
  }

  /** Adds a person who joins the organisation by this ISO's invitation. */
  async joined(admin: TestOperator, person: string): Promise<string> {
    const id = await this.invited(admin, person)
    await this.phones.agree(person)
    await this.becomes(admin, id, 'associated')
    return id
  }

  /** The cards by which an ISO has asked a person of the organisation, the oldest first. */
  async questions(person: string, { workspace }: TestOperator): Promise<Card[]> {
    const name = (await Workspaces.findById(workspace._id).lean())?.name
    const cards = await this.phones.cards(person)
    return cards.filter(({ title }) => title === `${name} wants to add you`)
  }

  /** The one that waits for an answer. */
  async question(person: string, admin: TestOperator): Promise<Card> {
    const waiting = async () =>
      (await this.questions(person, admin)).findLast(({ buttons }) => buttons.length > 0)
    await expect.poll(waiting).toBeDefined()
    return (await waiting()) ?? expect.fail('answered meanwhile')
  }

  /** What the questions of an ISO say to a person by now, the oldest first. */
  async answers(person: string, admin: TestOperator): Promise<(string | undefined)[]> {
    return (await this.questions(person, admin)).map(({ status }) => status)
  }

  async answer(
    person: string,
    admin: TestOperator,
    answer: 'agree' | 'decline',
  ): Promise<{ delivered: boolean }> {
    const { outTrackId } = await this.question(person, admin)
    return this.phones.press(person, outTrackId, `consent.${answer}`)
  }

  /** Adds a person who is in the organisation already, and who agrees. */
  async hired(admin: TestOperator, person: string): Promise<string> {
    const { body } = await this.add(admin, person)
    await this.answer(person, admin, 'agree')
    await this.becomes(admin, body.id, 'associated')
    return body.id
  }

  find(admin: TestOperator, id: string): Promise<Answer> {
    return admin.client.get(`/api/v1/staff/${id}`)
  }

  async becomes(admin: TestOperator, id: string, status: string): Promise<void> {
    await expect.poll(async () => (await this.find(admin, id)).body.status).toBe(status)
  }

  async timeline(admin: TestOperator, id: string): Promise<string[]> {
    const { timeline } = (await this.find(admin, id)).body
    return timeline.map(({ what }: { what: string }) => what)
  }

  post(admin: TestOperator, id: string, verb: string, body: unknown = {}): Promise<Answer> {
    return admin.client.post(`/api/v1/staff/${id}/${verb}`, body)
  }

  async isMember(person: string): Promise<boolean> {
    return (await this.phones.person(person)).member
  }

  async becomesMember(person: string, wanted: boolean): Promise<void> {
    await expect.poll(() => this.isMember(person)).toBe(wanted)
  }

  /** Names of the departments that a person is in. */
  async departmentsOf(person: string): Promise<string[]> {
    const { organisation, people } = (await this.phones.send('GET', '/state')) as {
      organisation: { departments: { id: number; name: string }[] }
      people: { id: string; departments?: number[] }[]
    }
    const ids = people.find(({ id }) => id === person)?.departments ?? []
    return organisation.departments.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  }

  /** A department is deleted in DingTalk's own administration. */
  deleteDepartment(name: string): Promise<void> {
    return this.#administer(name, 'delete')
  }

  /** A department is renamed there. */
  renameDepartment(name: string, next: string): Promise<void> {
    return this.#administer(name, 'update', { name: next })
  }

  async #administer(department: string, verb: string, change: object = {}): Promise<void> {
    const { apiUrl } = this.service.simulator ?? { apiUrl: '' }
    const { clientId, clientSecret } = demoOrganisation
    const query = new URLSearchParams({ appkey: clientId, appsecret: clientSecret })
    const asked = await fetch(`${apiUrl}/gettoken?${query}`)
    const { access_token } = (await asked.json()) as { access_token: string }
    const { organisation } = (await this.phones.send('GET', '/state')) as {
      organisation: { departments: { id: number; name: string }[] }
    }
    const dept_id = organisation.departments.find((one) => one.name === department)?.id
    const done = await fetch(
      `${apiUrl}/topapi/v2/department/${verb}?access_token=${access_token}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ dept_id, ...change }),
      },
    )
    expect(await done.json()).toMatchObject({ errcode: 0 })
  }

  async calls(path: string): Promise<{ at: number; errcode?: number }[]> {
    const calls = (await this.phones.send('GET', '/calls')) as {
      path: string
      at: number
      errcode?: number
    }[]
    return calls.filter((one) => one.path === path)
  }
}
