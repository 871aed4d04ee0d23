/** `dd.config`: some calls of DingTalk's client work only on a page that the service has signed. */
import { jsapiSignature } from '../../service/dingtalk/contract.ts'
import { call } from '../api/client.ts'
import { bridged } from './bridge.ts'

const jsApiList = ['device.geolocation.get', 'biz.clipboardData.setData']

let configured: Promise<void> | undefined

/** Once a page load; after a failure the next call tries again. @throws BridgeError, ProblemError, OfflineError */
export function configure(): Promise<void> {
  configured ??= sign().catch((error: unknown) => {
    configured = undefined
    throw error
  })
  return configured
}

async function sign(): Promise<void> {
  const [url = ''] = location.href.split('#')
  const signed = await call(jsapiSignature, { query: { url } })
  await bridged(
    ({ dd }) =>
      new Promise<void>((resolve, reject) => {
        dd.config({ ...signed, jsApiList })
        dd.ready(resolve)
        dd.error(reject)
      }),
  )
}
