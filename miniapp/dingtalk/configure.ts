/** `dd.config`: some calls of DingTalk's client work only on a page that the service has signed. */
import { jsapiSignature } from '../../service/dingtalk/contract.ts'
import { call } from '../api/client.ts'
import { bridged } from './bridge.ts'

const jsApiList = ['device.geolocation.get', 'biz.clipboardData.setData']

let configured: Promise<void> | undefined

/** Once a page load; when the service was not reached, the next call tries again. @throws BridgeError, ProblemError, OfflineError */
export function configure(): Promise<void> {
  configured ??= sign().catch((error: unknown) => {
    configured = undefined
    throw error
  })
  return configured
}

/** Hands the signature over. Calls that need it wait for DingTalk's answer by themselves, and fail if it is no. */
async function sign(): Promise<void> {
  const [url = ''] = location.href.split('#')
  const signed = await call(jsapiSignature, { query: { url } })
  await bridged(async ({ dd }) => {
    dd.config({ ...signed, jsApiList })
    // `dd.ready` would leave a refusal unhandled; without a listener so would this
    dd.error(() => undefined)
  })
}
