/** Tokens and tickets of the new API, and whose a token is. */
import { config } from '../../config.ts'
import { call, load, runtime, settings } from './client.ts'

/** `POST /v1.0/oauth2/accessToken`; seconds. @throws DingTalkError */
export async function requestAccessToken(): Promise<{ token: string; seconds: number }> {
  const { clientId, clientSecret } = config().dingtalk
  const { default: Client, GetAccessTokenRequest } = load('oauth2_1_0')
  const body = await call(
    '/v1.0/oauth2/accessToken',
    () =>
      new Client(settings()).getAccessTokenWithOptions(
        new GetAccessTokenRequest({ appKey: clientId, appSecret: clientSecret }),
        {},
        runtime(),
      ),
    ({ accessToken }) => accessToken,
  )
  return { token: String(body.accessToken), seconds: Number(body.expireIn) }
}

/** `POST /v1.0/oauth2/jsapiTickets`; seconds. @throws DingTalkError */
export async function requestJsapiTicket(
  token: string,
): Promise<{ ticket: string; seconds: number }> {
  const { default: Client, CreateJsapiTicketHeaders } = load('oauth2_1_0')
  const body = await call(
    '/v1.0/oauth2/jsapiTickets',
    () =>
      new Client(settings()).createJsapiTicketWithOptions(
        new CreateJsapiTicketHeaders({ xAcsDingtalkAccessToken: token }),
        runtime(),
      ),
    ({ jsapiTicket }) => jsapiTicket,
  )
  return { ticket: String(body.jsapiTicket), seconds: Number(body.expireIn) }
}

/** `POST /v1.0/oauth2/userAccessToken`: the code of DingTalk's sign-in page for a token of that person. @throws DingTalkError */
export async function requestUserToken(code: string): Promise<string> {
  const { clientId, clientSecret } = config().dingtalk
  const { default: Client, GetUserTokenRequest } = load('oauth2_1_0')
  const body = await call(
    '/v1.0/oauth2/userAccessToken',
    () =>
      new Client(settings()).getUserTokenWithOptions(
        new GetUserTokenRequest({ clientId, clientSecret, code, grantType: 'authorization_code' }),
        {},
        runtime(),
      ),
    ({ accessToken }) => accessToken,
  )
  return body.accessToken ?? ''
}

/** `GET /v1.0/contact/users/me`: whose token it is. @throws DingTalkError */
export async function requestOwner(userToken: string): Promise<{ unionId: string }> {
  const { default: Client, GetUserHeaders } = load('contact_1_0')
  const body = await call(
    '/v1.0/contact/users/me',
    () =>
      new Client(settings()).getUserWithOptions(
        'me',
        new GetUserHeaders({ xAcsDingtalkAccessToken: userToken }),
        runtime(),
      ),
    ({ unionId }) => unionId,
  )
  return { unionId: body.unionId ?? '' }
}
