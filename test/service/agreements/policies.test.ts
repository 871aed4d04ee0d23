/** Staff agree to the deployment policy of a product, once for each version, before they send a visit in. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { agreeToPolicy, myAgreements } from '../../../service/agreements/contract/own.ts'
import { Agreements, AgreementTexts } from '../../../service/agreements/model.ts'
import { clock } from '../../../service/clock.ts'
import { personalData } from '../../../service/domains.ts'
import { Events } from '../../../service/outbox/model.ts'
import { erasePerson } from '../../../service/privacy/actions/erase.ts'
import { exportPerson } from '../../../service/privacy/actions/export.ts'
import { findPerson } from '../../../service/privacy/actions/find-person.ts'
import { atConsole } from '../../../service/http/callers.ts'
import { submit } from '../../../service/promotions/contract/own.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { forgetCallers } from '../../../service/http/authentication.ts'
import { forgetTexts } from '../../../service/agreements/actions/texts.ts'
import { bringTexts } from '../../../service/agreements/actions/begin.ts'
import { Scene } from '../../setup/scene.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import type { Promoter } from '../../setup/visit.ts'
import {
  agree,
  agreementOf,
  askedFor,
  day,
  idMadeAt,
  marketingCode,
  primaryPosm,
  putText,
  putVersion,
  refusedVisit,
  sendIn,
  standardAgreement,
  visitOf,
  withoutAgreement,
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
  await askedFor(day)
  mei = await withoutAgreement(await scene.staff())
})
afterEach(() => clock.arrange())
afterAll(() => service.stop())

const policyOf = async (product: string, person = mei) => {
  const { policies } = await person.call(myAgreements)
  return policies.filter((one) => one.product === product)
}

describe('a visit of a person who has not agreed to the policy', () => {
  test('is refused, and taken as it is once they have agreed', async () => {
    const id = randomUUIDv7()
    expect(await refusedVisit(mei, { id })).toMatchObject({
      status: 409,
      code: 'policy_not_agreed',
      about: { product: 'marketing_code' },
    })
    await agree(mei)
    expect(await sendIn(mei, { id })).toMatchObject({ id, status: 'in_review' })
  })

  test('is refused though they have agreed to the policy of another product', async () => {
    await agree(mei, primaryPosm)
    expect(await refusedVisit(mei)).toMatchObject({ code: 'policy_not_agreed' })
  })

  test('is taken from an app of the release before, for 30 days', async () => {
    expect(await sendIn(mei, { app: 'old' })).toMatchObject({ status: 'in_review' })
    await askedFor(30 * day + 60_000)
    clock.arrange(() => new Date(Date.now() + 11_000))
    expect(await refusedVisit(mei, { app: 'old' })).toMatchObject({ code: 'policy_not_agreed' })
  })

  test('is taken when it was begun before a version came in force, for 30 days', async () => {
    await agree(mei)
    await putVersion(marketingCode, 2, new Date(Date.now() - 60_000))
    expect(await refusedVisit(mei)).toMatchObject({ code: 'policy_not_agreed' })
    const id = idMadeAt(Date.now() - 120_000)
    expect(await sendIn(mei, { id })).toMatchObject({ id })
    await askedFor(60 * day)
    await putVersion(marketingCode, 3, new Date(Date.now() - 31 * day))
    const late = idMadeAt(Date.now() - 32 * day)
    expect(await refusedVisit(mei, { id: late })).toMatchObject({ code: 'policy_not_agreed' })
  })

  test('is refused when what counted at its begin was not agreed to either', async () => {
    await putVersion(marketingCode, 2, new Date(Date.now() - 60_000))
    const id = idMadeAt(Date.now() - 120_000)
    expect(await refusedVisit(mei, { id })).toMatchObject({ code: 'policy_not_agreed' })
  })

  test('is answered as before when it came before, whatever came in force since', async () => {
    await agree(mei)
    const visit = await visitOf(mei)
    await mei.call(submit, visit)
    await putVersion(marketingCode, 2, new Date(Date.now() - 1_000))
    expect(await refusedVisit(mei)).toMatchObject({ code: 'policy_not_agreed' })
    expect(await mei.call(submit, visit)).toMatchObject({ id: visit.params.submissionId })
  })
})

describe('to agree', () => {
  const params = () => ({ agreementId: randomUUIDv7() })

  test.each([
    ['no language', { language: undefined }, 400, 'bad_input'],
    ['a language that the product does not have', { language: 'tlh' }, 400, 'bad_input'],
    ['a version that nobody has published', { version: 7 }, 404, 'not_found'],
    ['a text that there is none of', { text: randomUUIDv7() }, 404, 'not_found'],
    ['the agreement of ISOs', { text: standardAgreement }, 404, 'not_found'],
  ])('with %s is refused, and nothing is kept', async (_, wrong, status, code) => {
    const body = { ...agreementOf(), ...wrong }
    expect(await mei.refused(agreeToPolicy, { params: params(), body })).toMatchObject({
      status,
      code,
    })
    expect(await Agreements.countDocuments({ staff: mei.staff })).toBe(0)
  })

  test('as an operator is not possible', async () => {
    const refused = await mei.admin.refused(agreeToPolicy, {
      params: params(),
      body: agreementOf(),
    })
    expect(refused).toMatchObject({ status: 403, code: 'not_allowed' })
  })

  test('under an id that another person has used is refused', async () => {
    const other = await withoutAgreement(await scene.staff())
    const same = params()
    await other.call(agreeToPolicy, { params: same, body: agreementOf() })
    const refused = await mei.refused(agreeToPolicy, { params: same, body: agreementOf() })
    expect(refused).toMatchObject({ status: 409, code: 'same_id_other_content' })
  })

  test('is kept once, with its event, however often and from however many phones it is sent', async () => {
    const same = params()
    const body = agreementOf()
    const answers = await Promise.all(
      [same, same, params(), params()].map((one) => mei.call(agreeToPolicy, { params: one, body })),
    )
    for (const { policies } of answers) {
      expect(policies.find(({ text }) => text === marketingCode)?.agreed).toBe(true)
    }
    expect(await Agreements.find({ staff: mei.staff }).lean()).toMatchObject([
      {
        iso: mei.iso,
        text: marketingCode,
        version: 1,
        dingtalkUserId: mei.member.dingtalkUserId,
        language: 'en',
        agreedAt: new Date(body.agreedAt),
      },
    ])
    const events = await Events.find({ type: 'agreements.policy_agreed', staff: mei.staff }).lean()
    expect(events).toMatchObject([
      {
        tenant: mei.iso,
        subject: { kind: 'staff', id: mei.staff },
        data: { text: marketingCode, version: 1, language: 'en' },
      },
    ])
  })

  test('offline to a version that was superseded meanwhile is kept, and the new one is asked for', async () => {
    await putVersion(marketingCode, 2, new Date(Date.now() - 1_000))
    const { policies } = await agree(mei, marketingCode, 1)
    expect(policies.find(({ text }) => text === marketingCode)).toMatchObject({
      version: 2,
      agreed: false,
    })
  })
})

describe('what counts for a person', () => {
  test('is in every language, with what will count later', async () => {
    const later = new Date(Date.now() + 3 * day)
    await agree(mei)
    await putVersion(marketingCode, 2, later)
    expect(await policyOf('marketing_code')).toMatchObject([
      { version: 1, agreed: true, intro: { en: expect.any(String), 'zh-CN': expect.any(String) } },
      { version: 2, agreed: false, from: later.toISOString() },
    ])
    expect(await policyOf('primary_posm')).toMatchObject([{ version: 1, agreed: false }])
    expect(await policyOf('spot_inspection')).toEqual([])
  })

  test('is that for the country of the ISO, where there is one', async () => {
    await agree(mei)
    await Workspaces.updateOne({ _id: mei.iso }, { $set: { country: 'TH' } })
    forgetCallers(new Set([mei.iso]))
    await putText('deployment_policy', 'marketing_code', 'JP')
    expect(await policyOf('marketing_code')).toMatchObject([{ text: marketingCode, agreed: true }])
    const thai = await putText('deployment_policy', 'marketing_code', 'TH')
    expect(await policyOf('marketing_code')).toMatchObject([{ text: thai, agreed: false }])
    expect(await refusedVisit(mei)).toMatchObject({ code: 'policy_not_agreed' })
    await agree(mei, thai)
    expect(await sendIn(mei)).toMatchObject({ status: 'in_review' })
  })

  test('was agreed to by the person, with whichever ISO', async () => {
    await agree(mei)
    await StaffMembers.updateOne({ _id: mei.staff }, { $set: { status: 'left' } })
    const again = await scene.staff({ dingtalkUserId: mei.member.dingtalkUserId ?? '' })
    await withoutAgreement(again)
    expect(await policyOf('marketing_code', again)).toMatchObject([{ agreed: true }])
    expect(await sendIn(again)).toMatchObject({ status: 'in_review' })
  })

  test('is nothing where no policy is in force, and then nobody is asked', async () => {
    await AgreementTexts.deleteMany({})
    forgetTexts()
    expect((await mei.call(myAgreements)).policies).toEqual([])
    expect(await sendIn(mei)).toMatchObject({ status: 'in_review' })
  })
})

test('a person gets a copy of what they agreed to; erased, the proof stays without them', async () => {
  await agree(mei)
  const person = await findPerson({ id: mei.staff })
  if (!person) throw new Error('the person is not found')
  const copy = JSON.stringify(await exportPerson(person, personalData, atConsole))
  expect(copy).toContain(marketingCode)
  await erasePerson(person, personalData, atConsole)
  const [left] = await Agreements.find({ staff: mei.staff }).lean()
  expect(left).toMatchObject({ text: marketingCode, version: 1, staff: mei.staff })
  expect(left?.dingtalkUserId).toBeUndefined()
})
