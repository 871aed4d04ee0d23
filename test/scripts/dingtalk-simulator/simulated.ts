/** Starts a simulated DingTalk with a folder of its own, and speaks to it as the service and as a Stream client would. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { onTestFinished } from 'vitest'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import type { SimulatorSettings } from '../../../scripts/dingtalk-simulator/settings.ts'
import { startSimulator } from '../../../scripts/dingtalk-simulator/simulator.ts'
import type { viewState } from '../../../scripts/dingtalk-simulator/state/view.ts'

const { clientId, clientSecret } = demoOrganisation

export type State = ReturnType<typeof viewState>

export interface Answer {
  status: number
  body: Record<string, unknown>
}

/** A simulator for one test; stopped when the test ends. */
export async function simulated(options: Partial<SimulatorSettings> = {}) {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'simulator-')))
  const simulator = await startSimulator({ port: 0, smtpPort: 0, ...options, dataFolder })
  onTestFinished(async () => {
    await simulator.stop()
    await rm(dataFolder, { recursive: true, force: true })
  })
  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const init: RequestInit = { method, headers }
    if (body !== undefined) {
      init.body = JSON.stringify(body)
      init.headers = { 'content-type': 'application/json', ...headers }
    }
    const response = await fetch(simulator.url + path, init)
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json') ?? false
    return { status: response.status, body: json && text ? JSON.parse(text) : { text } }
  }
  const token = async () => {
    const { body } = await ask('POST', '/v1.0/oauth2/accessToken', {
      appKey: clientId,
      appSecret: clientSecret,
    })
    return String(body.accessToken)
  }
  return {
    ...simulator,
    dataFolder,
    ask,
    token,
    old: async (path: string, body: unknown) =>
      ask('POST', `${path}?access_token=${await token()}`, body),
    fresh: async (method: string, path: string, body: unknown) =>
      ask(method, path, body, { 'x-acs-dingtalk-access-token': await token() }),
    state: async () => (await ask('GET', '/simulator/api/state')).body as unknown as State,
    person: async (id: string) => {
      const { body } = await ask('GET', '/simulator/api/state')
      const found = (body as unknown as State).people.find((one) => one.id === id)
      if (!found) throw new Error(`no person ${id}`)
      return found
    },
  }
}

export type Simulated = Awaited<ReturnType<typeof simulated>>

export interface StreamFrame {
  type: string
  headers: Record<string, string>
  data: Record<string, unknown>
}

const usualSubscriptions = [
  { type: 'EVENT', topic: '*' },
  { type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get' },
  { type: 'CALLBACK', topic: '/v1.0/card/instances/callback' },
]

/** A Stream client that keeps what it gets; `answer` gives the acknowledgement, `undefined` none. */
export async function streamClient(
  simulator: Simulated,
  answer: (frame: StreamFrame) => { code: number; data: unknown } | undefined,
  subscriptions = usualSubscriptions,
) {
  const { body } = await simulator.ask('POST', '/v1.0/gateway/connections/open', {
    clientId,
    clientSecret,
    subscriptions,
  })
  const url = `${String(body.endpoint)}?ticket=${encodeURIComponent(String(body.ticket))}`
  const socket = new WebSocket(url)
  const frames: StreamFrame[] = []
  const waiting: (() => void)[] = []
  socket.on('message', (raw) => {
    const { type, headers, data } = JSON.parse(String(raw)) as StreamFrame & { data: string }
    const frame = { type, headers, data: JSON.parse(data) as Record<string, unknown> }
    frames.push(frame)
    const ack = answer(frame)
    if (ack)
      socket.send(
        JSON.stringify({
          code: ack.code,
          headers: { contentType: 'application/json', messageId: headers.messageId },
          message: 'OK',
          data: JSON.stringify(ack.data),
        }),
      )
    for (const look of waiting.splice(0)) look()
  })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  onTestFinished(() => socket.terminate())
  return {
    url,
    frames,
    leave: () => socket.terminate(),
    /** Waits until so many frames are there that `wanted` likes. */
    async until(wanted: (frame: StreamFrame) => boolean, count = 1) {
      while (frames.filter(wanted).length < count)
        await new Promise<void>((resolve) => waiting.push(resolve))
      return frames.filter(wanted)
    },
  }
}
