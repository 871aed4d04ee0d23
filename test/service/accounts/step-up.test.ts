/** Step-up: an endpoint that asks for a fresh code by mail, in an app that has one. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as z from 'zod/mini'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { OneTimeCodes, Sessions } from '../../../service/accounts/model.ts'
import { createApp, routes } from '../../../service/app.ts'
import { clock } from '../../../service/clock.ts'
import { issueAccessToken } from '../../../service/http/authentication.ts'
import { endpoint } from '../../../service/http/contract.ts'
import { describeApi } from '../../../service/http/openapi.ts'
import { serve } from '../../../service/http/serve.ts'
import {
  buildOperator,
  clientOf,
  signedIn,
  type Client,
  type TestOperator,
} from '../../setup/people.ts'
import { Desk } from './desk.ts'

const launch = endpoint('POST /api/v1/launches', {
  name: 'launch',
  by: 'operator',
  may: { any: ['staff.view', 'reviews.view'] },
  stepUp: 'otp',
  summary: 'Launch',
  body: z.object({ name: z.string() }),
  answer: z.object({ launched: z.string() }),
})
const retire = { ...launch, name: 'retire', path: '/api/v1/retirements' }

let desk: Desk
let server: Server
let url: string
let admin: TestOperator
let client: Client
const launched: string[] = []

beforeAll(async () => {
  desk = await Desk.start()
  const own = [launch, retire].map((one) =>
    serve(one, async ({ body }) => {
      launched.push(body.name)
      return { launched: body.name }
    }),
  )
  const app = createApp({ isReady: () => true }, [...routes, ...own])
  server = createServer(app.callback()).listen(0)
  url = `http://localhost:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await desk.service.stop()
})
beforeEach(async () => {
  await desk.reset()
  launched.length = 0
  admin = await buildOperator(url)
  client = admin.client
})

const codes = '/api/v1/me/operator/step-ups/codes'
const proofs = '/api/v1/me/operator/step-ups'
const launchBy = (one: Client, path = launch.path) => one.post(path, { name: 'Comet' })

/** Asks for a code. @returns it, as it was mailed */
async function mailed(one: Client, act = 'launch', count = 1): Promise<string> {
  expect((await one.post(codes, { act })).status).toBe(202)
  return desk.mailedCode(admin.account.email, count)
}

const prove = async (one: Client, code: string, act = 'launch') => {
  const { status, body } = await one.post(proofs, { act, code })
  return [status, body.code]
}

test('without it nothing is done, and the answer says what is needed before it reads what was sent', async () => {
  const refused = await client.post(launch.path, { no: 'name' })
  expect(refused.status).toBe(403)
  expect(refused.body).toMatchObject({
    code: 'step_up_needed',
    about: { stepUp: 'otp', act: 'launch' },
    remedy: expect.stringContaining('Ask for a code'),
  })
  expect(launched).toEqual([])
})

test('a stranger and an operator without the right are told that first', async () => {
  expect((await launchBy(clientOf(url))).body.code).toBe('signed_out')
  const { client: without } = await buildOperator(url, { roles: [] })
  expect((await launchBy(without)).body.code).toBe('not_allowed')
})

test('no code is sent for an act that needs none', async () => {
  for (const act of ['addStaff', 'nothing', 'launches']) {
    expect((await client.post(codes, { act })).body.code).toBe('not_found')
    expect(await prove(client, '123456', act)).toEqual([404, 'not_found'])
  }
  expect(await OneTimeCodes.countDocuments()).toBe(0)
})

test('the mailed code opens that act in that session, for ten minutes', async () => {
  const code = await mailed(client)
  const other = await signedIn(url, 'operator', admin.member._id)
  // asked for by another session, and for another act
  expect(await prove(other, code)).toEqual([409, 'code_over'])
  expect(await prove(client, code, 'retire')).toEqual([409, 'code_over'])
  expect(await prove(client, code)).toEqual([200, undefined])
  expect((await launchBy(client)).body).toEqual({ launched: 'Comet' })
  expect((await launchBy(client)).status).toBe(200)
  for (const refused of [await launchBy(other), await launchBy(client, retire.path)]) {
    expect(refused.body.code).toBe('step_up_needed')
  }
  // used once
  expect(await prove(client, code)).toEqual([409, 'code_over'])
  const session = await Sessions.findOne({ 'stepUps.act': 'launch' }).lean()
  clock.arrange(() => new Date(Date.now() + 10 * 60_000))
  const subject = admin.member._id
  const later = issueAccessToken({ kind: 'operator', sessionId: String(session?._id), subject })
  expect((await launchBy(clientOf(url, later))).body.code).toBe('step_up_needed')
  expect(launched).toEqual(['Comet', 'Comet'])
})

test('a code sent again is the same one, and its tries go on', async () => {
  const first = await mailed(client)
  const wrong = first === '000000' ? '000001' : '000000'
  for (let n = 0; n < 4; n++) expect(await prove(client, wrong)).toEqual([400, 'wrong_code'])
  expect((await client.post(codes, { act: 'launch' })).body.code).toBe('too_many_requests')
  clock.arrange(() => new Date(Date.now() + 61_000))
  expect(await mailed(client, 'launch', 2)).toBe(first)
  expect(await prove(client, wrong)).toEqual([400, 'wrong_code'])
  // five wrong ones in all
  expect(await prove(client, first)).toEqual([409, 'code_over'])
  expect(launched).toEqual([])
})

test('two sendings in the same moment send one mail', async () => {
  await mailed(client)
  clock.arrange(() => new Date(Date.now() + 61_000))
  const answers = await Promise.all([1, 2, 3].map(() => client.post(codes, { act: 'launch' })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 429, 429])
  const row = await OneTimeCodes.findOne({ purpose: 'step_up' }).orFail().lean()
  expect(row.sends).toHaveLength(2)
})

test('the document of the API says where it is needed', () => {
  const document = describeApi([...routes, serve(launch, async () => ({ launched: '' }))], url)
  const operation = document.paths?.['/api/v1/launches']?.post
  expect(operation).toMatchObject({
    'x-step-up': 'otp',
    description: expect.stringContaining('step-up: `otp`'),
  })
  expect(operation?.responses?.['403']?.description).toContain('step_up_needed')
})
