/** The only file that loads DingTalk's SDK: the operations of the new API that we use, over https, with our errors. */
import { createRequire } from 'node:module'
import { config } from '../config.ts'
import { banLasts, DingTalkError, networkError, newError } from './errors.ts'
import { withinLimit } from './limits.ts'
import { countError } from './metrics.ts'

type OpenApi = typeof import('@alicloud/openapi-client', { with: { 'resolution-mode': 'require' } })
type Util = typeof import('@alicloud/tea-util', { with: { 'resolution-mode': 'require' } })
interface Modules {
  oauth2_1_0: typeof import('@alicloud/dingtalk/dist/oauth2_1_0/client.js', {
    with: { 'resolution-mode': 'require' },
  })
  robot_1_0: typeof import('@alicloud/dingtalk/dist/robot_1_0/client.js', {
    with: { 'resolution-mode': 'require' },
  })
  card_1_0: typeof import('@alicloud/dingtalk/dist/card_1_0/client.js', {
    with: { 'resolution-mode': 'require' },
  })
  contact_1_0: typeof import('@alicloud/dingtalk/dist/contact_1_0/client.js', {
    with: { 'resolution-mode': 'require' },
  })
  gateway_1_0: typeof import('@alicloud/dingtalk/dist/gateway_1_0/client.js', {
    with: { 'resolution-mode': 'require' },
  })
}

/** Milliseconds for the connection, and for the answer. */
const connectPatience = 3_000
const readPatience = 5_000

// Loading costs 25 MB and 90 ms a module: done when the first call needs it. The package is CommonJS whose
// classes are not visible to an import, and its index would load all 115 modules.
const require = createRequire(import.meta.url)

function load<N extends keyof Modules>(name: N): Modules[N] {
  return require(`@alicloud/dingtalk/dist/${name}/client.js`) as Modules[N]
}

/**
 * Settings of a client. Every operation of the SDK says HTTP by itself, which would send the app secret in
 * clear text: the protocol is always given.
 */
function settings() {
  const { Config } = require('@alicloud/openapi-client') as OpenApi
  const { protocol, host } = new URL(config().dingtalk.apiUrl)
  return new Config({ protocol: protocol.slice(0, -1), endpoint: host, regionId: 'central' })
}

function runtime() {
  const { RuntimeOptions } = require('@alicloud/tea-util') as Util
  return new RuntimeOptions({
    autoretry: false,
    connectTimeout: connectPatience,
    readTimeout: readPatience,
  })
}

/** The SDK's error in our words. It is known by shape: its classes are not exported. */
function mapped(error: unknown): DingTalkError {
  if (error instanceof DingTalkError) return error
  // a page of HTML, or nothing at all, where JSON was expected
  if (error instanceof SyntaxError) {
    return new DingTalkError('new', 'not_json', 'throttled', {
      retryAfter: banLasts,
      uncertain: true,
    })
  }
  const { name, code, statusCode } = error as {
    name?: unknown
    code?: unknown
    statusCode?: unknown
  }
  if (name === 'RequestTimeoutError') {
    return new DingTalkError('new', 'timeout', 'unavailable', { uncertain: true })
  }
  if (typeof statusCode === 'number') {
    const named = typeof code === 'string' && code !== 'undefined' ? code : undefined
    return newError(statusCode, named)
  }
  // Node's own errors have a code; without one the SDK could not make sense of the answer
  if (typeof code === 'string') return networkError('new', code)
  return new DingTalkError('new', 'unreadable', 'unavailable', { uncertain: true })
}

/** Within the limit of its API; tokens and registrations, which come once an hour, need none. */
function callWithinLimit<B>(api: string, work: () => Promise<{ body?: B }>): Promise<B> {
  return withinLimit('new', api, () => call(work))
}

async function call<B>(work: () => Promise<{ body?: B }>): Promise<B> {
  try {
    const { body } = await work()
    if (!body) throw new DingTalkError('new', 'empty', 'unavailable', { uncertain: true })
    return body
  } catch (error) {
    const known = mapped(error)
    countError(known.family, known.code)
    throw known
  }
}

/** `POST /v1.0/oauth2/accessToken`; seconds. @throws DingTalkError */
export async function requestAccessToken(): Promise<{ token: string; seconds: number }> {
  const { clientId, clientSecret } = config().dingtalk
  const { default: Client, GetAccessTokenRequest } = load('oauth2_1_0')
  const body = await call(() =>
    new Client(settings()).getAccessTokenWithOptions(
      new GetAccessTokenRequest({ appKey: clientId, appSecret: clientSecret }),
      {},
      runtime(),
    ),
  )
  return { token: String(body.accessToken), seconds: Number(body.expireIn) }
}

/** `POST /v1.0/oauth2/jsapiTickets`; seconds. @throws DingTalkError */
export async function requestJsapiTicket(
  token: string,
): Promise<{ ticket: string; seconds: number }> {
  const { default: Client, CreateJsapiTicketHeaders } = load('oauth2_1_0')
  const body = await call(() =>
    new Client(settings()).createJsapiTicketWithOptions(
      new CreateJsapiTicketHeaders({ xAcsDingtalkAccessToken: token }),
      runtime(),
    ),
  )
  return { ticket: String(body.jsapiTicket), seconds: Number(body.expireIn) }
}

/** `POST /v1.0/oauth2/userAccessToken`: the code of DingTalk's sign-in page for a token of that person. @throws DingTalkError */
export async function requestUserToken(code: string): Promise<string> {
  const { clientId, clientSecret } = config().dingtalk
  const { default: Client, GetUserTokenRequest } = load('oauth2_1_0')
  const body = await callWithinLimit('/v1.0/oauth2/userAccessToken', () =>
    new Client(settings()).getUserTokenWithOptions(
      new GetUserTokenRequest({ clientId, clientSecret, code, grantType: 'authorization_code' }),
      {},
      runtime(),
    ),
  )
  return body.accessToken ?? ''
}

/** `GET /v1.0/contact/users/me`: whose token it is. @throws DingTalkError */
export async function requestOwner(userToken: string): Promise<{ unionId: string }> {
  const { default: Client, GetUserHeaders } = load('contact_1_0')
  const body = await callWithinLimit('/v1.0/contact/users/me', () =>
    new Client(settings()).getUserWithOptions(
      'me',
      new GetUserHeaders({ xAcsDingtalkAccessToken: userToken }),
      runtime(),
    ),
  )
  return { unionId: body.unionId ?? '' }
}

/** `POST /v1.0/robot/oToMessages/batchSend`: to at most 20 people. @throws DingTalkError */
export async function batchSend(
  token: string,
  message: { robotCode: string; userIds: string[]; msgKey: string; msgParam: string },
): Promise<{ invalid: string[]; flowControlled: string[] }> {
  const { default: Client, BatchSendOTORequest, BatchSendOTOHeaders } = load('robot_1_0')
  const body = await callWithinLimit('/v1.0/robot/oToMessages/batchSend', () =>
    new Client(settings()).batchSendOTOWithOptions(
      new BatchSendOTORequest(message),
      new BatchSendOTOHeaders({ xAcsDingtalkAccessToken: token }),
      runtime(),
    ),
  )
  return {
    invalid: body.invalidStaffIdList ?? [],
    flowControlled: body.flowControlledStaffIdList ?? [],
  }
}

/** `GET /v1.0/contact/invites/infos`; undefined when joining by link is switched off. @throws DingTalkError */
export async function requestJoinLink(token: string, deptId: number): Promise<string | undefined> {
  const {
    default: Client,
    GetApplyInviteInfoRequest,
    GetApplyInviteInfoHeaders,
  } = load('contact_1_0')
  const body = await callWithinLimit('/v1.0/contact/invites/infos', () =>
    new Client(settings()).getApplyInviteInfoWithOptions(
      new GetApplyInviteInfoRequest({ deptId }),
      new GetApplyInviteInfoHeaders({ xAcsDingtalkAccessToken: token }),
      runtime(),
    ),
  )
  return body.inviteUrl || undefined
}

export interface CardToDeliver {
  outTrackId: string
  cardTemplateId: string
  userId: string
  robotCode: string
  cardParamMap: Record<string, string>
  /** With `HTTP` presses go to the address registered for the route key. */
  callback: { type: 'STREAM' } | { type: 'HTTP'; routeKey: string }
}

/** `POST /v1.0/card/instances/createAndDeliver` to the chat of one person with the robot. @throws DingTalkError */
export async function createAndDeliver(token: string, card: CardToDeliver): Promise<boolean> {
  const sdk = load('card_1_0')
  const body = await callWithinLimit('/v1.0/card/instances/createAndDeliver', () =>
    new sdk.default(settings()).createAndDeliverWithOptions(
      new sdk.CreateAndDeliverRequest({
        outTrackId: card.outTrackId,
        cardTemplateId: card.cardTemplateId,
        callbackType: card.callback.type,
        callbackRouteKey: card.callback.type === 'HTTP' ? card.callback.routeKey : undefined,
        cardData: new sdk.CreateAndDeliverRequestCardData({ cardParamMap: card.cardParamMap }),
        openSpaceId: `dtv1.card//IM_ROBOT.${card.userId}`,
        imRobotOpenSpaceModel: new sdk.CreateAndDeliverRequestImRobotOpenSpaceModel({
          supportForward: false,
        }),
        imRobotOpenDeliverModel: new sdk.CreateAndDeliverRequestImRobotOpenDeliverModel({
          spaceType: 'IM_ROBOT',
          robotCode: card.robotCode,
        }),
        userIdType: 1,
      }),
      new sdk.CreateAndDeliverHeaders({ xAcsDingtalkAccessToken: token }),
      runtime(),
    ),
  )
  const results = body.result?.deliverResults ?? []
  return body.success !== false && results.every(({ success }) => success !== false)
}

/** `PUT /v1.0/card/instances`: changes the parameters that are given, keeps the others. @throws DingTalkError */
export async function updateCardData(
  token: string,
  outTrackId: string,
  cardParamMap: Record<string, string>,
): Promise<boolean> {
  const sdk = load('card_1_0')
  const body = await callWithinLimit('/v1.0/card/instances', () =>
    new sdk.default(settings()).updateCardWithOptions(
      new sdk.UpdateCardRequest({
        outTrackId,
        cardData: new sdk.UpdateCardRequestCardData({ cardParamMap }),
        cardUpdateOptions: new sdk.UpdateCardRequestCardUpdateOptions({
          updateCardDataByKey: true,
        }),
        userIdType: 1,
      }),
      new sdk.UpdateCardHeaders({ xAcsDingtalkAccessToken: token }),
      runtime(),
    ),
  )
  return body.success !== false
}

/** `POST /v1.0/card/callbacks/register`: where presses go in HTTP mode. @throws DingTalkError */
export async function registerCardCallback(
  token: string,
  route: { callbackRouteKey: string; callbackUrl: string; apiSecret: string },
): Promise<void> {
  const { default: Client, RegisterCallbackRequest, RegisterCallbackHeaders } = load('card_1_0')
  await call(() =>
    new Client(settings()).registerCallbackWithOptions(
      new RegisterCallbackRequest({ ...route, forceUpdate: true }),
      new RegisterCallbackHeaders({ xAcsDingtalkAccessToken: token }),
      runtime(),
    ),
  )
}

/** `POST /v1.0/gateway/connections/open`: a ticket for one Stream connection, good for 90 s. @throws DingTalkError */
export async function openGateway(
  subscriptions: { type: 'EVENT' | 'CALLBACK'; topic: string }[],
): Promise<{ endpoint: string; ticket: string }> {
  const { clientId, clientSecret } = config().dingtalk
  const sdk = load('gateway_1_0')
  const body = await call(() =>
    new sdk.default(settings()).openConnectionWithOptions(
      new sdk.OpenConnectionRequest({
        clientId,
        clientSecret,
        subscriptions: subscriptions.map((one) => new sdk.OpenConnectionRequestSubscriptions(one)),
      }),
      {},
      runtime(),
    ),
  )
  return { endpoint: String(body.endpoint), ticket: String(body.ticket) }
}
