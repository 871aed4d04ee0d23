/** What tests of the DingTalk door share: settings, a database, a simulated DingTalk, and a server for what DingTalk posts. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Router from '@koa/router'
import Koa from 'koa'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { startSimulator } from '../../../scripts/dingtalk-simulator/simulator.ts'
import { configure } from '../../../service/config.ts'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { ensureIndexes } from '../../../service/database/indexes.ts'
import { dingtalkCallbackRouter } from '../../../service/dingtalk/callback/routes.ts'
import { dingtalkRoutes } from '../../../service/dingtalk/routes.ts'
import { forgetTokens } from '../../../service/dingtalk/tokens.ts'
import { resetLimits } from '../../../service/http/limits.ts'
import { problemAnswers } from '../../../service/http/problem-answers.ts'
import { log } from '../../../service/log.ts'
import { Events, type EventRow } from '../../../service/outbox/model.ts'
import { testDatabaseUri } from '../../setup/database.ts'

export const organisation = demoOrganisation

const key = () => `k1:${randomBytes(32).toString('base64url')}`

/** Puts settings in force; without a base URL DingTalk is where it really is, answered by nock. */
export function configureDoor(given: Record<string, string> = {}): void {
  log.level = 'silent'
  forgetTokens()
  configure({
    NODE_ENV: 'test',
    PUBLIC_URL: 'http://localhost:3000',
    MONGODB_URI: 'mongodb://127.0.0.1:9/unused',
    DINGTALK_CLIENT_ID: demoOrganisation.clientId,
    DINGTALK_CLIENT_SECRET: demoOrganisation.clientSecret,
    DINGTALK_CORP_ID: demoOrganisation.corpId,
    DINGTALK_AGENT_ID: demoOrganisation.agentId,
    DINGTALK_ROBOT_CODE: demoOrganisation.robotCode,
    DINGTALK_EVENTS: 'callback',
    DINGTALK_CALLBACK_TOKEN: demoOrganisation.callbackToken,
    DINGTALK_CALLBACK_AES_KEY: demoOrganisation.callbackAesKey,
    SESSION_KEYS: key(),
    SECRET_KEYS: key(),
    SMTP_URL: 'smtp://127.0.0.1:9',
    LOG_LEVEL: 'silent',
    ...given,
  })
}

/** A fresh database with its collections and indexes. @returns how to leave it */
export async function openDatabase(): Promise<() => Promise<void>> {
  await connectDatabase(testDatabaseUri())
  resetLimits()
  await ensureIndexes()
  return disconnectDatabase
}

/** The recorded events that came from DingTalk, by subject, oldest first. */
export function recordedEvents(): Promise<EventRow[]> {
  return Events.find({ type: /^dingtalk\./ })
    .sort({ 'subject.id': 1, at: 1 })
    .lean<EventRow[]>()
}

export interface Listening {
  url: string
  /** Posts JSON, or a text as it is. */
  post(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown> }>
  close(): Promise<void>
}

/** Serves the door over HTTP, as the app does. */
export async function serveDoor(): Promise<Listening> {
  const app = new Koa()
  app.use(problemAnswers)
  app.use(dingtalkCallbackRouter.routes())
  const router = new Router()
  for (const { endpoint, handle } of dingtalkRoutes) {
    router.register(endpoint.path, [endpoint.method], handle)
  }
  app.use(router.routes())
  const server = createServer(app.callback())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    async post(path, body, headers = {}) {
      const response = await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()))
      server.closeAllConnections()
      await closed
    },
  }
}

export interface LoggedCall {
  n: number
  method: string
  path: string
  status: number
  errcode?: number | string
  body?: Record<string, unknown>
}

export interface DingTalk {
  url: string
  /** Asks the simulator's control API. */
  control(method: string, path: string, body?: unknown): Promise<unknown>
  calls(path: string): Promise<LoggedCall[]>
  misbehave(rule: Record<string, unknown>): Promise<void>
  stop(): Promise<void>
}

/** A simulated DingTalk with its state in a folder of its own. */
export async function startDingTalk(
  options: Parameters<typeof startSimulator>[0] = {},
): Promise<DingTalk> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'dingtalk-'))
  const simulator = await startSimulator({ port: 0, smtpPort: 0, dataFolder, ...options })
  async function control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${simulator.url}/simulator/api${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    const isJson = response.headers.get('content-type')?.includes('json')
    return isJson ? JSON.parse(text) : undefined
  }
  return {
    url: simulator.url,
    control,
    async calls(path) {
      return ((await control('GET', '/calls')) as LoggedCall[]).filter((one) => one.path === path)
    },
    async misbehave(rule) {
      await control('POST', '/misbehaviour', { rule })
    },
    async stop() {
      await simulator.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
