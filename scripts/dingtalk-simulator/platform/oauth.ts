/** Sign-in outside DingTalk, JSAPI tickets, and the join link. */
import { randomBytes } from 'node:crypto'
import { mobileOfPhone, personById } from '../state/people.ts'
import type { StoredPerson } from '../state/shapes/people.ts'
import { takeCode } from './codes.ts'
import { NewError, newText, type Endpoint, type PlatformCall, type Platform } from './platform.ts'

const ticketSeconds = 7200
const refreshSeconds = 30 * 24 * 3600
const keptTickets = 20

function checkClient(platform: Platform, call: PlatformCall) {
  const { clientId, clientSecret } = platform.settings
  if (newText(call, 'clientId') !== clientId || newText(call, 'clientSecret') !== clientSecret)
    throw new NewError(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret')
}

/** The JSAPI ticket in force, or a new one. */
function jsapiTicket({ store }: Platform) {
  const now = Date.now()
  const { jsapiTickets } = store.state
  const last = jsapiTickets.at(-1)
  if (last && last.expiresAt > now)
    return { jsapiTicket: last.token, expireIn: Math.ceil((last.expiresAt - now) / 1000) }
  const made = {
    token: randomBytes(32).toString('base64url'),
    expiresAt: now + ticketSeconds * 1000,
  }
  jsapiTickets.push(made)
  if (jsapiTickets.length > keptTickets) jsapiTickets.shift()
  store.changed()
  return { jsapiTicket: made.token, expireIn: ticketSeconds }
}

const newToken = () => randomBytes(16).toString('hex')

/** Who signs in: by a code that is used up, or by the refresh token that came with the last answer. */
function personOfGrant({ store }: Platform, call: PlatformCall): StoredPerson {
  const { state } = store
  if (newText(call, 'grantType') === 'authorization_code') {
    const person = takeCode(store, newText(call, 'code'), 'login')
    if (person) return person
    throw new NewError(400, 'invalidParameter.authCode.notFound', '不合法的临时授权码')
  }
  if (call.body.grantType !== 'refresh_token')
    throw new NewError(400, 'invalidParameter.grantType', 'grantType is not supported')
  const given = newText(call, 'refreshToken')
  const known = state.refreshTokens.find((one) => one.token === given)
  state.refreshTokens = state.refreshTokens.filter((one) => one !== known)
  const person = known && known.expiresAt > Date.now() && personById(state, known.personId)
  if (person) return person
  throw new NewError(400, 'invalidParameter.refreshToken', '不合法的refreshToken')
}

export const oauthEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/v1.0/oauth2/jsapiTickets',
    token: 'app',
    handle: (platform) => jsapiTicket(platform),
  },
  {
    method: 'GET',
    path: '/get_jsapi_ticket',
    token: 'app',
    handle(platform) {
      const { jsapiTicket: ticket, expireIn } = jsapiTicket(platform)
      return { ticket, expires_in: expireIn }
    },
  },
  {
    method: 'POST',
    path: '/v1.0/oauth2/userAccessToken',
    token: 'none',
    handle(platform, call) {
      checkClient(platform, call)
      const person = personOfGrant(platform, call)
      const { state } = platform.store
      const now = Date.now()
      const token = newToken()
      const refreshToken = newToken()
      const personId = person.id
      state.userTokens = [
        ...state.userTokens.filter((one) => one.expiresAt > now),
        { token, personId, expiresAt: now + ticketSeconds * 1000 },
      ]
      state.refreshTokens = [
        ...state.refreshTokens.filter((one) => one.expiresAt > now),
        { token: refreshToken, personId, expiresAt: now + refreshSeconds * 1000 },
      ]
      platform.store.changed()
      return {
        accessToken: token,
        refreshToken,
        expireIn: ticketSeconds,
        ...(person.member && { corpId: platform.settings.corpId }),
      }
    },
  },
  {
    method: 'GET',
    path: '/v1.0/contact/users/me',
    token: 'user',
    handle(platform, call) {
      const token = platform.store.state.userTokens.find((one) => one.token === call.token)
      const person = token && personById(platform.store.state, token.personId)
      if (!person) throw new NewError(400, 'InvalidAuthentication', '不合法的access_token')
      if (token.expiresAt < Date.now())
        throw new NewError(400, 'accesstoken.expired', '用户accessToken过期')
      const { mobile, stateCode } = mobileOfPhone(person.phone)
      return {
        nick: person.name,
        unionId: person.unionId,
        openId: person.openId,
        mobile,
        stateCode,
        ...(person.member?.email && { email: person.member.email }),
      }
    },
  },
  {
    method: 'GET',
    path: '/v1.0/contact/invites/infos',
    token: 'app',
    handle({ settings, store }, call) {
      const linkInvite = !store.state.knobs.joinLinksOff
      const department = call.query.get('deptId') ?? '1'
      return {
        auditType: 0,
        empApplyJoinDept: true,
        inviteSwitch: linkInvite,
        linkInvite,
        ...(linkInvite && {
          inviteUrl: `${call.secure ? 'https' : 'http'}://${call.host}/join/${settings.corpId}?deptId=${department}`,
        }),
      }
    },
  },
]
