/** A DingTalk and a service to be checked, with settings that are right. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { checkDingTalk } from '../../../scripts/dingtalk-check/check.ts'
import type { Finding } from '../../../scripts/dingtalk-check/findings.ts'
import { config } from '../../../service/config.ts'
import { dingtalkCallbackRouter } from '../../../service/dingtalk/callback/routes.ts'
import { configureDoor, startDingTalk, type DingTalk } from '../../service/dingtalk/door.ts'

export let dingtalk: DingTalk
export let publicUrl: string
/** What the service at PUBLIC_URL is like. */
export let home = { type: 'html', body: '<!doctype html>', connected: true }

beforeAll(async () => {
  const app = new Koa()
  app.use(dingtalkCallbackRouter.routes())
  app.use((ctx) => {
    if (ctx.path === '/readyz') {
      ctx.body = { ready: true, dingtalkStream: { connected: home.connected } }
      return
    }
    ctx.type = home.type
    ctx.body = home.body
  })
  const server = createServer(app.callback())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  dingtalk = await startDingTalk({ publicUrl, targetUrl: publicUrl })
  return async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
})
afterAll(() => dingtalk.stop())

export function set(given: Record<string, string> = {}): void {
  configureDoor({
    PUBLIC_URL: publicUrl,
    DINGTALK_API_URL: dingtalk.url,
    DINGTALK_OAPI_URL: dingtalk.url,
    DINGTALK_EVENTS: 'stream',
    ...given,
  })
}

beforeEach(async () => {
  await dingtalk.control('POST', '/reset')
  // one look after the other makes more calls than DingTalk would take
  await dingtalk.control('PATCH', '/settings', { callsPerSecond: 1_000 })
  home = { type: 'html', body: '<!doctype html>', connected: true }
  set()
})

export const look = (to: string | undefined = 'mei04') => checkDingTalk(config(), { to })
export const wrongOnes = (findings: Finding[]) => findings.filter(({ state }) => state === 'wrong')

export const rule = (where: string, value: number | string) => () =>
  dingtalk.misbehave({ where, what: 'errcode', value })
export const environment = (given: Record<string, string>) => () => set(given)
