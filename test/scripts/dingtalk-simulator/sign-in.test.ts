/** Tokens by OAuth, tickets of both families, and what the sign-in page gives back. */
import { expect, test } from 'vitest'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { simulated, type Simulated } from './simulated.ts'

const { clientId: client_id, clientSecret: client_secret, corpId } = demoOrganisation
const grant = { client_id, client_secret, grant_type: 'client_credentials' }
const ask = (simulator: Simulated, change: object = {}, corp = corpId) =>
  simulator.ask('POST', `/v1.0/oauth2/${corp}/token`, { ...grant, ...change })

test('the token for one organisation is the one that the other calls give, in the words of OAuth', async () => {
  const simulator = await simulated()
  const { status, body } = await ask(simulator)
  expect({ status, body }).toEqual({
    status: 200,
    body: { access_token: await simulator.token(), expires_in: 7200 },
  })
  const again = await ask(simulator)
  expect(again.body.access_token).toBe(body.access_token)
})

test.each([
  ['a wrong secret', { client_secret: 'x' }, corpId, 400, 'invalid.client'],
  ['a wrong client', { client_id: 'x' }, corpId, 400, 'invalid.client'],
  ['another grant', { grant_type: 'password' }, corpId, 400, 'unsupported.grant.type'],
  ['another organisation', {}, 'dingother', 500, 'unknownError'],
])('it is not given for %s', async (_what, change, corp, status, code) => {
  const simulator = await simulated()
  expect(await ask(simulator, change, corp)).toMatchObject({ status, body: { code } })
})

test('both families give the same JSAPI ticket', async () => {
  const simulator = await simulated()
  const path = `/get_jsapi_ticket?access_token=${await simulator.token()}`
  const { body } = await simulator.ask('GET', path)
  const fresh = await simulator.fresh('POST', '/v1.0/oauth2/jsapiTickets', {})
  expect(body).toEqual({
    errcode: 0,
    errmsg: 'ok',
    ticket: fresh.body.jsapiTicket,
    expires_in: expect.any(Number),
  })
})

test('the sign-in page gives one code under two names, good once', async () => {
  const simulator = await simulated()
  const { publicUrl } = await simulator.state()
  const form = new URLSearchParams({
    person: 'olivia',
    redirect_uri: `${publicUrl}/console/dingtalk`,
    state: 'its state',
    answer: 'agree',
  })
  const back = await fetch(`${simulator.url}/oauth2/auth`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  })
  const { searchParams: said } = new URL(back.headers.get('location') ?? '')
  expect(said.get('code')).toMatch(/^\w+$/)
  expect(said.get('authCode')).toBe(said.get('code'))
  expect(said.get('state')).toBe('its state')
  const signIn = () =>
    simulator.ask('POST', '/v1.0/oauth2/userAccessToken', {
      clientId: client_id,
      clientSecret: client_secret,
      grantType: 'authorization_code',
      code: said.get('code'),
    })
  const { status, body } = await signIn()
  expect(status).toBe(200)
  expect(await signIn()).toMatchObject({
    status: 400,
    body: { code: 'invalidParameter.authCode.notFound' },
  })

  const me = (token: unknown) =>
    simulator.ask('GET', '/v1.0/contact/users/me', undefined, {
      'x-acs-dingtalk-access-token': String(token),
    })
  expect(await me(body.accessToken)).toMatchObject({ body: { nick: 'Olivia Tan' } })
  expect(await me('made-up')).toMatchObject({
    status: 400,
    body: { code: 'InvalidAuthentication' },
  })
  await simulator.ask('POST', '/simulator/api/tokens/expire')
  expect(await me(body.accessToken)).toMatchObject({
    status: 400,
    body: { code: 'accesstoken.expired' },
  })
})
