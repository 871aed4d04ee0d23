/** The code by which DingTalk tells the service who holds the phone. */
import { BridgeError, bridged } from './bridge.ts'

/** Good once and for five minutes. @throws BridgeError when DingTalk does not know the person in this organisation */
export async function requestAuthCode(app: { corpId: string; clientId: string }): Promise<string> {
  try {
    const { code } = await bridged((jsapi) => jsapi.requestAuthCode({ ...app }), 8_000)
    return code
  } catch (error) {
    if (!(error instanceof BridgeError) || error.code === 'absent') throw error
    // clients before 7.0.45 know the older call only
    const { code } = await bridged((jsapi) => jsapi.olderAuthCode({ corpId: app.corpId }), 8_000)
    return code
  }
}
