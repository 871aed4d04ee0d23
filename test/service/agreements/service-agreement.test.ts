/** An ISO agrees to the service agreement before its staff deploy; those that deploy already have time. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bringTexts, giveTimeToIsos } from '../../../service/agreements/actions/begin.ts'
import { forgetTexts } from '../../../service/agreements/actions/texts.ts'
import { agreeForIso, serviceAgreement } from '../../../service/agreements/contract/iso.ts'
import { myAgreements } from '../../../service/agreements/contract/own.ts'
import { Agreements, AgreementTexts } from '../../../service/agreements/model.ts'
import { atConsole } from '../../../service/http/callers.ts'
import { forgetCallers } from '../../../service/http/authentication.ts'
import { personalData } from '../../../service/domains.ts'
import { Events } from '../../../service/outbox/model.ts'
import { erasePerson } from '../../../service/privacy/actions/erase.ts'
import { findPerson } from '../../../service/privacy/actions/find-person.ts'
import { Members, Roles } from '../../../service/team/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { buildOperator } from '../../setup/people.ts'
import { Scene } from '../../setup/scene.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import type { Promoter } from '../../setup/visit.ts'
import {
  askedFor,
  day,
  isoWithoutAgreement,
  putText,
  putVersion,
  refusedVisit,
  sendIn,
  standardAgreement,
} from './agreeing.ts'

let service: TestService
let scene: Scene
let mei: Promoter

beforeAll(async () => {
  service = await startTestService()
  scene = new Scene(service.url)
})
beforeEach(async () => {
  await AgreementTexts.deleteMany({})
  await bringTexts(new Date())
  await askedFor(40 * day)
  mei = await scene.staff()
  await isoWithoutAgreement(mei.iso)
})
afterAll(() => service.stop())

const body = { text: standardAgreement, version: 1, language: 'en' as const }
const dueAt = async (at: Date) => {
  await Workspaces.updateOne({ _id: mei.iso }, { $set: { agreementDueAt: at } })
  forgetCallers(new Set([mei.iso]))
}

describe('staff of an ISO that has not agreed', () => {
  test('are refused before its first visit, and go on once an admin has agreed', async () => {
    const { iso } = await mei.call(myAgreements)
    expect(iso).toEqual({ agreed: false, until: null })
    const id = randomUUIDv7()
    expect(await refusedVisit(mei, { id })).toMatchObject({ status: 409, code: 'iso_not_agreed' })
    await mei.admin.call(agreeForIso, { body })
    expect(await sendIn(mei, { id })).toMatchObject({ id })
    expect((await mei.call(myAgreements)).iso).toEqual({ agreed: true, until: null })
  })

  test('may deploy until the day that it was given, and not after', async () => {
    const until = new Date(Date.now() + 5 * day)
    await dueAt(until)
    expect((await mei.call(myAgreements)).iso).toEqual({
      agreed: false,
      until: until.toISOString(),
    })
    expect(await sendIn(mei)).toMatchObject({ status: 'in_review' })
    await dueAt(new Date(Date.now() - 1_000))
    expect(await refusedVisit(mei)).toMatchObject({ code: 'iso_not_agreed' })
  })

  test('may deploy for 30 days after a new version, if it agreed to the one before', async () => {
    await mei.admin.call(agreeForIso, { body })
    const from = new Date(Date.now() - 29 * day)
    await putVersion(standardAgreement, 2, from)
    const { agreement } = await mei.admin.call(serviceAgreement)
    expect(agreement).toMatchObject({
      version: 2,
      agreed: null,
      until: new Date(from.getTime() + 30 * day).toISOString(),
      abilities: ['agree'],
    })
    expect(await sendIn(mei)).toMatchObject({ status: 'in_review' })
    const past = new Date(Date.now() - 31 * day)
    await AgreementTexts.updateOne(
      { _id: standardAgreement },
      { $set: { 'versions.1.validFrom': past } },
    )
    forgetTexts()
    expect(await refusedVisit(mei)).toMatchObject({ code: 'iso_not_agreed' })
  })
})

describe('to agree for an ISO', () => {
  test('needs the right; without it the agreement is read all the same', async () => {
    const _id = `custom.${randomUUIDv7()}`
    await Roles.create({
      _id,
      workspace: mei.iso,
      workspaceKind: 'iso',
      name: 'Reads',
      permissions: ['staff.view'],
    })
    const reader = await buildOperator(service.url, { workspace: mei.admin.workspace })
    await Members.updateOne({ _id: reader.member._id }, { $set: { roles: [_id] } })
    forgetCallers(new Set([reader.member._id]))
    expect(await reader.refused(agreeForIso, { body })).toMatchObject({
      status: 403,
      code: 'not_allowed',
    })
    const { agreement } = await reader.call(serviceAgreement)
    expect(agreement).toMatchObject({ version: 1, abilities: [] })
  })

  test('is for operators of ISOs only', async () => {
    expect(await mei.refused(agreeForIso, { body })).toMatchObject({ code: 'not_allowed' })
    const { refused } = await scene.desk('administrator')
    expect(await refused(agreeForIso, { body })).toMatchObject({ code: 'not_allowed' })
  })

  test.each([
    ['a version that is superseded', async () => putVersion(standardAgreement, 2, new Date())],
    [
      'that for everywhere, where the country has its own',
      async () => {
        await Workspaces.updateOne({ _id: mei.iso }, { $set: { country: 'SG' } })
        await putText('service_agreement', '', 'SG')
      },
    ],
  ])('to %s is refused', async (_, arrange) => {
    await arrange()
    expect(await mei.admin.refused(agreeForIso, { body })).toMatchObject({
      status: 409,
      code: 'newer_version',
    })
    expect(await Agreements.countDocuments({ iso: mei.iso })).toBe(0)
  })

  test('where there is none in force is refused', async () => {
    await AgreementTexts.deleteMany({})
    forgetTexts()
    expect(await mei.admin.refused(agreeForIso, { body })).toMatchObject({ code: 'not_found' })
    expect(await mei.admin.call(serviceAgreement)).toEqual({ agreement: null })
    expect(await sendIn(mei)).toMatchObject({ status: 'in_review' })
  })

  test('is kept once with name and time, also when two do it at once', async () => {
    const colleague = await buildOperator(service.url, { workspace: mei.admin.workspace })
    const [one, other] = await Promise.all([
      mei.admin.call(agreeForIso, { body }),
      colleague.call(agreeForIso, { body }),
    ])
    expect(one).toEqual(other)
    expect(one.agreement?.abilities).toEqual([])
    const rows = await Agreements.find({ iso: mei.iso }).lean()
    expect(rows).toHaveLength(1)
    expect(one.agreement?.agreed).toEqual({
      at: rows[0]?.at.toISOString(),
      by: rows[0]?.operator?.name,
    })
    const events = await Events.find({ type: 'agreements.signed', tenant: mei.iso }).lean()
    expect(events).toMatchObject([
      {
        subject: { kind: 'workspace', id: mei.iso },
        data: { text: standardAgreement, version: 1 },
      },
    ])
  })
})

test('ISOs whose staff have sent in visits are given 30 days once; others are not', async () => {
  const other = await scene.staff()
  await dueAt(new Date(Date.now() + day))
  await sendIn(mei)
  await Workspaces.updateMany({}, { $unset: { agreementDueAt: 1 } })
  const before = Date.now()
  await giveTimeToIsos()
  const dueOf = async (iso: string) => (await Workspaces.findById(iso).lean())?.agreementDueAt
  const given = await dueOf(mei.iso)
  expect(given?.getTime()).toBeGreaterThanOrEqual(before + 30 * day)
  expect(await dueOf(other.iso)).toBeUndefined()
  await giveTimeToIsos()
  expect(await dueOf(mei.iso)).toEqual(given)
})

test('the name of an operator who is erased is replaced in what they agreed to', async () => {
  const colleague = await buildOperator(service.url, { workspace: mei.admin.workspace })
  await colleague.call(agreeForIso, { body })
  const person = await findPerson({ id: colleague.account._id })
  if (!person) throw new Error('the person is not found')
  await erasePerson(person, personalData, atConsole)
  const [row] = await Agreements.find({ iso: mei.iso }).lean()
  expect(row?.operator?.name).toMatch(/^Erased /)
})
