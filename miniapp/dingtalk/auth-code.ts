/** The code by which DingTalk tells the service who holds the phone. */
import { dingtalkApp } from '../../service/dingtalk/contract.ts'
import { call } from '../api/client.ts'
import { codeOf, problemWithout } from '../api/problem-error.ts'
import { BridgeError, bridged } from './bridge.ts'

/**
 * The organisation from which DingTalk opened the page, as its home URL says (`?corpid=$CORPID$`); read when the page
 * is loaded, because later addresses do not say it. Some clients leave the placeholder as it is.
 */
const openedFrom = ((): string | undefined => {
  const corpId = new URLSearchParams(location.search).get('corpid')
  return corpId && !corpId.includes('$') ? corpId : undefined
})()

/** @throws BridgeError where DingTalk's client answers without a code */
function codeIn(answer: { code?: unknown } | null | undefined): string {
  const code = answer?.code
  if (typeof code === 'string' && code) return code
  throw new BridgeError('unpromised')
}

async function request(app: { corpId: string; clientId: string }): Promise<string> {
  try {
    return codeIn(await bridged((jsapi) => jsapi.requestAuthCode({ ...app }), 8_000))
  } catch (error) {
    if (!(error instanceof BridgeError) || error.code === 'absent') throw error
    // clients before 7.0.45 know the older call only
    return codeIn(await bridged((jsapi) => jsapi.olderAuthCode({ corpId: app.corpId }), 8_000))
  }
}

async function fresh(app: { corpId: string; clientId: string }) {
  const corpId = openedFrom ?? app.corpId
  try {
    return { code: await request({ corpId, clientId: app.clientId }), corpId }
  } catch (error) {
    // silence says nothing about the person
    if (!(error instanceof BridgeError) || error.code !== 'timeout') throw error
    throw problemWithout('dingtalk_unavailable', 503)
  }
}

/**
 * Does something with a code, which is good once and for five minutes; one that does not hold is replaced once.
 * @throws BridgeError when DingTalk does not know the person in this organisation, ProblemError or OfflineError
 */
export async function withAuthCode<T>(
  present: (given: { code: string; corpId: string }) => Promise<T>,
): Promise<T> {
  const app = await call(dingtalkApp, {})
  try {
    return await present(await fresh(app))
  } catch (error) {
    if (codeOf(error) !== 'wrong_login_code') throw error
    return present(await fresh(app))
  }
}
