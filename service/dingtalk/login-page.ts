/** DingTalk's own sign-in page, for people outside DingTalk: its address, and the person who came back from it. */
import { config } from '../config.ts'
import { objectOf, textOf } from './answers.ts'
import { DingTalkError, unpromised } from './errors.ts'
import { postOld } from './old-api.ts'
import { withRetries } from './retries.ts'
import { requestOwner, requestUserToken } from './sdk/tokens.ts'
import { withToken } from './tokens.ts'

/**
 * The address where a person signs in with a browser. DingTalk has no PKCE: its token endpoint takes no verifier; the
 * code is of use only with the app's secret.
 * @param redirectUri registered in DingTalk's developer console
 */
export function loginPage(redirectUri: string, state: string): string {
  const { clientId, loginUrl } = config().dingtalk
  const url = new URL(`${loginUrl}/oauth2/auth`)
  for (const [name, value] of Object.entries({
    client_id: clientId,
    response_type: 'code',
    scope: 'openid corpid',
    redirect_uri: redirectUri,
    prompt: 'consent',
    state,
  })) {
    url.searchParams.set(name, value)
  }
  return url.toString()
}

/**
 * The person who came back with this code.
 * @returns unionid; undefined when the code is unknown, used, or over
 * @throws DingTalkError
 */
export async function ownerOfLoginCode(code: string): Promise<string | undefined> {
  const token = await tokenFor(code)
  if (!token) return undefined
  const { unionId } = await withRetries(() => requestOwner(token))
  return unionId
}

/** Once only: the code is used up by it. What DingTalk then calls bad input is the code, there is no other. */
async function tokenFor(code: string): Promise<string | undefined> {
  try {
    return await requestUserToken(code)
  } catch (error) {
    if (error instanceof DingTalkError && error.kind === 'bad_input') return undefined
    throw error
  }
}

/** Userid in our organisation; undefined for people outside it. @throws DingTalkError */
export async function findUserByUnionId(unionId: string): Promise<string | undefined> {
  try {
    const answer = await withRetries(() =>
      withToken('old', (token) =>
        postOld('/topapi/user/getbyunionid', token, { unionid: unionId }),
      ),
    )
    const userId = textOf(objectOf(answer['result'])?.['userid'])
    if (!userId) throw unpromised('old')
    return userId
  } catch (error) {
    // 400002: a unionid of another developer, or none
    const isUnknownPerson =
      error instanceof DingTalkError && ['60121', '400002'].includes(error.code)
    if (isUnknownPerson) return undefined
    throw error
  }
}
