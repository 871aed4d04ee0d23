/** The platform reads policies and agreements, and publishes versions of them. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bringTexts } from '../../../service/agreements/actions/begin.ts'
import {
  findAgreementText,
  listAgreementTexts,
  publishText,
  publishVersion,
} from '../../../service/agreements/contract/platform.ts'
import { exampleSaying } from '../../../service/agreements/contract/text.ts'
import { AgreementTexts } from '../../../service/agreements/model.ts'
import { businessDayIn, businessTime } from '../../../service/business-day.ts'
import { personalData } from '../../../service/domains.ts'
import { forgetCallers } from '../../../service/http/authentication.ts'
import { atConsole } from '../../../service/http/callers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { erasePerson } from '../../../service/privacy/actions/erase.ts'
import { findPerson } from '../../../service/privacy/actions/find-person.ts'
import { Members } from '../../../service/team/model.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { Scene } from '../../setup/scene.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import {
  agree,
  askedFor,
  day,
  marketingCode,
  standardAgreement,
  withoutAgreement,
} from './agreeing.ts'

let service: TestService
let scene: Scene
let desk: TestOperator

beforeAll(async () => {
  service = await startTestService()
  scene = new Scene(service.url)
  desk = await scene.desk('operations')
})
beforeEach(async () => {
  await AgreementTexts.deleteMany({})
  await bringTexts(new Date())
  await askedFor(day)
})
afterAll(() => service.stop())

const params = { textId: marketingCode }
const body = { version: 2, validFrom: null as string | null, ...exampleSaying }
const [rule] = exampleSaying.rules
const numbersOf = async () =>
  (await AgreementTexts.findById(marketingCode).lean())?.versions.map(({ number }) => number)

describe('a version is not published', () => {
  test('by those without the right', async () => {
    const { refused } = await scene.desk('reviewer')
    expect(await refused(publishVersion, { params, body })).toMatchObject({ code: 'not_allowed' })
    const admin = await scene.admin()
    expect(await admin.refused(publishVersion, { params, body })).toMatchObject({
      status: 403,
      code: 'not_allowed',
    })
    expect(await scene.stranger.refused(listAgreementTexts)).toMatchObject({ status: 401 })
  })

  test('by an operator who is restricted to some ISOs: a text concerns all', async () => {
    const roles = ['platform.operations']
    const restricted = await buildOperator(service.url, { kind: 'platform', roles })
    const { _id } = restricted.member
    const { iso } = await scene.staff()
    await Members.updateOne({ _id }, { $set: { access: { isos: [iso] } } })
    forgetCallers(new Set([_id]))
    expect((await restricted.call(listAgreementTexts)).items).toEqual([])
    const first = { id: randomUUIDv7(), kind: 'service_agreement', product: '', country: 'SG' }
    const { version: _, ...published } = body
    for (const refusal of [
      await restricted.refused(publishVersion, { params, body }),
      await restricted.refused(publishText, { body: { ...first, ...published } }),
    ]) {
      expect(refusal).toMatchObject({ status: 404, code: 'not_found' })
    }
    expect(await numbersOf()).toEqual([1])
  })

  test.each([
    ['without one of the languages', { intro: { en: 'Like this.' } }, 'intro.zh-CN'],
    [
      'with a rule that lacks one',
      { rules: [{ ...rule, words: { en: 'Ask.' } }] },
      'rules.0.words.zh-CN',
    ],
    ['with an empty text', { intro: { en: ' ', 'zh-CN': '好' } }, 'intro.en'],
    ['without rules', { rules: [] }, 'rules'],
    [
      'with a picture that there is none of',
      { rules: [{ ...rule, picture: 'cat' }] },
      'rules.0.picture',
    ],
    ['for a day that is none', { validFrom: '2027-02-30' }, 'validFrom'],
  ])('%s', async (_, wrong, field) => {
    expect(
      await desk.refused(publishVersion, { params, body: { ...body, ...wrong } }),
    ).toMatchObject({ status: 400, code: 'bad_input', field })
    expect(await numbersOf()).toEqual([1])
  })

  test('for a day that is past, or before the version that was published last', async () => {
    const past = { ...body, validFrom: businessDayIn(-1) }
    expect(await desk.refused(publishVersion, { params, body: past })).toMatchObject({
      status: 409,
      code: 'valid_from_too_early',
      field: 'validFrom',
    })
    await desk.call(publishVersion, { params, body: { ...body, validFrom: businessDayIn(5) } })
    for (const validFrom of [null, businessTime().day, businessDayIn(4), businessDayIn(5)]) {
      const third = { ...body, version: 3, validFrom }
      expect(await desk.refused(publishVersion, { params, body: third })).toMatchObject({
        code: 'valid_from_too_early',
      })
    }
    expect(await numbersOf()).toEqual([1, 2])
  })

  test('twice under one number: of two at once one is refused', async () => {
    const publish = (n: number) =>
      desk.client.post(
        `/api/v1/agreement-texts/${marketingCode}/versions`,
        { ...body, intro: { en: `By ${n}`, 'zh-CN': `${n}` } },
        { 'idempotency-key': randomUUIDv7() },
      )
    const answers = await Promise.all([publish(1), publish(2)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('newer_version')
    expect(await numbersOf()).toEqual([1, 2])
    const late = { ...body, version: 2 }
    expect(await desk.refused(publishVersion, { params, body: late })).toMatchObject({
      code: 'newer_version',
      about: { version: 2 },
    })
  })
})

describe('a version that is published', () => {
  test('is in force at once, with who published it, and its event', async () => {
    const answer = await desk.call(publishVersion, { params, body })
    expect(answer).toMatchObject({
      inForce: { number: 2 },
      next: null,
      versions: [
        { number: 2, by: desk.account.name, ...exampleSaying },
        { number: 1, by: null },
      ],
    })
    const events = await Events.find({ 'subject.id': marketingCode })
      .sort({ _id: -1 })
      .limit(1)
      .lean()
    expect(events).toMatchObject([
      {
        type: 'agreements.version_published',
        actor: { kind: 'operator', id: desk.member._id },
        data: { kind: 'deployment_policy', product: 'marketing_code', country: '*', version: 2 },
      },
    ])
  })

  test('comes in force on its day', async () => {
    const validFrom = businessDayIn(3)
    const answer = await desk.call(publishVersion, { params, body: { ...body, validFrom } })
    expect(answer).toMatchObject({ inForce: { number: 1 }, next: { number: 2 } })
    const text = await AgreementTexts.findById(marketingCode).lean()
    expect(businessTime(text?.versions[1]?.validFrom)).toEqual({ day: validFrom, hour: 0 })
    // the session lasts a shorter time, so the version is put back instead of the clock put on
    await AgreementTexts.updateOne(
      { _id: marketingCode },
      { $set: { 'versions.1.validFrom': new Date(Date.now() - 1_000) } },
    )
    const then = await desk.call(findAgreementText, { params })
    expect(then).toMatchObject({ inForce: { number: 2 }, next: null })
  })
})

describe('the list', () => {
  test('shows each by product and country, and how many have agreed to what is in force', async () => {
    const [one, other] = [await scene.staff(), await scene.staff()]
    for (const person of [one, other]) await agree(await withoutAgreement(person))
    const { items } = await desk.call(listAgreementTexts)
    expect(items).toMatchObject([
      {
        id: marketingCode,
        kind: 'deployment_policy',
        product: { id: 'marketing_code', names: { en: 'Alipay+ Marketing Code' } },
        country: '*',
        inForce: { number: 1 },
        agreed: 2,
        abilities: ['publish'],
      },
      { product: { id: 'primary_posm' }, agreed: 0 },
      { id: standardAgreement, kind: 'service_agreement', product: null },
    ])
    const only = await desk.call(listAgreementTexts, { query: { kind: 'service_agreement' } })
    expect(only.items).toHaveLength(1)
    const page = await desk.call(listAgreementTexts, { query: { limit: 2 } })
    const rest = await desk.call(listAgreementTexts, {
      query: { limit: 2, after: page.next ?? '' },
    })
    expect([...page.items, ...rest.items]).toEqual(items)
    await desk.call(publishVersion, { params, body })
    expect((await desk.call(findAgreementText, { params })).agreed).toBe(0)
  })
})

describe('the first version for a country', () => {
  const first = (more: object = {}) => ({
    id: randomUUIDv7(),
    kind: 'deployment_policy' as const,
    product: 'marketing_code',
    country: 'TH',
    validFrom: null,
    ...exampleSaying,
    ...more,
  })

  test.each([
    ['a product that is not promoted', { product: 'spot_inspection' }, 'product'],
    ['no product', { product: '' }, 'product'],
    ['an agreement for a product', { kind: 'service_agreement' }, 'product'],
    ['a country that is none', { country: 'Thailand' }, 'country'],
  ])('is refused for %s', async (_, wrong, field) => {
    expect(await desk.refused(publishText, { body: first(wrong) })).toMatchObject({
      code: 'bad_input',
      field,
    })
  })

  test('is published once', async () => {
    const text = await desk.call(publishText, { body: first() })
    expect(text).toMatchObject({ country: 'TH', inForce: { number: 1 } })
    expect(await desk.refused(publishText, { body: first() })).toMatchObject({
      status: 409,
      code: 'newer_version',
    })
    expect(await AgreementTexts.countDocuments({ country: 'TH' })).toBe(1)
  })
})

test('the name of an operator who is erased is replaced in what they published', async () => {
  const { workspace } = desk
  const colleague = await buildOperator(service.url, { workspace, roles: ['platform.operations'] })
  await colleague.call(publishVersion, { params, body })
  const person = await findPerson({ id: colleague.account._id })
  if (!person) throw new Error('the person is not found')
  await erasePerson(person, personalData, atConsole)
  const { versions } = await desk.call(findAgreementText, { params })
  expect(versions[0]?.by).toMatch(/^Erased /)
})
