/** A service with a budget of calls to DingTalk, and those who look at it. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { configure } from '../../../service/config.ts'
import { CardChanges } from '../../../service/dingtalk/card-changes.ts'
import { dingtalkState } from '../../../service/dingtalk/contract.ts'
import { Places } from '../../../service/dingtalk/limit-places.ts'
import { sendToPeople } from '../../../service/dingtalk/robot.ts'
import { forgetTokens } from '../../../service/dingtalk/tokens.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { Phones } from '../../setup/phones.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

export const cards = '/v1.0/card/instances'
export const robot = '/v1.0/robot/oToMessages/batchSend'
export const byMobile = '/topapi/v2/user/getbymobile'

export let service: TestService
export let phones: Phones
let operations: TestOperator

beforeAll(async () => {
  service = await startTestService({ simulator: true, parts: ['web'] })
  phones = new Phones(service.simulator ?? expect.fail('there is no simulator'))
  operations = await buildOperator(service.url, {
    kind: 'platform',
    roles: ['platform.operations'],
  })
})
afterAll(() => service.stop())

/** With a budget of so many calls; other settings stay, so that sessions do. */
let settings: Record<string, string>
export function budget(monthlyCalls: string): void {
  configure({ ...settings, DINGTALK_MONTHLY_CALLS: monthlyCalls })
}

beforeAll(() => {
  const { apiUrl, url, smtpUrl } = service.simulator ?? expect.fail('there is no simulator')
  settings = testEnvironment({
    DINGTALK_API_URL: apiUrl,
    DINGTALK_OAPI_URL: apiUrl,
    DINGTALK_LOGIN_URL: url,
    SMTP_URL: smtpUrl,
    METRICS_TOKEN: 'what-the-scraper-of-metrics-sends',
  })
})
beforeEach(async () => {
  await phones.send('POST', '/reset')
  forgetTokens()
  await Places.deleteMany({})
  await CardChanges.deleteMany({})
  budget('5000')
  operations = await buildOperator(service.url, {
    kind: 'platform',
    roles: ['platform.operations'],
  })
})
afterEach(() => clock.arrange())

export const send = () =>
  sendToPeople({ userIds: ['olivia01'], msgKey: 'sampleText', msgParam: { content: 'hello' } })
export const state = () => operations.call(dingtalkState)
export const isByMobile = ({ api }: { api: string }) => api === byMobile
export const callsTo = async (api: string) =>
  ((await phones.send('GET', '/calls')) as { path: string; body?: unknown }[]).filter(
    (call) => call.path === api,
  )
