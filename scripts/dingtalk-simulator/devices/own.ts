/** What a device serves by itself under `/__simulator/`: the bridge script, its calls, its news and its photos. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Platform } from '../platform/platform.ts'
import type { StoredPerson } from '../state/shapes/people.ts'
import type { TrayPhotos } from '../tray/photos.ts'
import { callBridge, cameraPhoto } from './bridge-calls.ts'
import { bridgeScript } from './bridge-script.ts'
import { dingtalkVersion, userAgentOf } from './user-agent.ts'

export interface OwnParts {
  platform: Platform
  photos: TrayPhotos
  person: StoredPerson
  simulatorUrl: string
}

const maxBytes = 64 * 1024

/** What the bridge script has to know of the device. */
export const deviceFacts = (person: StoredPerson) => ({
  person: person.id,
  device: person.device,
  language: person.language,
  online: person.online,
  place: person.place,
  cameraNext: person.cameraNext,
  pageCamera: person.pageCamera,
  userAgent: userAgentOf(person),
  version: dingtalkVersion,
})

export type DeviceFacts = ReturnType<typeof deviceFacts>

/** Answers a request under `/__simulator/`. Works offline too: it is the device itself. */
export async function serveOwn(
  parts: OwnParts,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { platform, photos, person } = parts
  const url = new URL(request.url ?? '/', 'http://device')
  const photo = /^\/__simulator\/photos\/([\w-]+)\.jpg$/.exec(url.pathname)?.[1]
  if (url.pathname === '/__simulator/bridge.js') {
    const script = await bridgeScript(deviceFacts(person))
    send(response, 200, 'text/javascript; charset=utf-8', script)
  } else if (url.pathname === '/__simulator/changes') {
    sendChanges(parts, request, response)
  } else if (url.pathname === '/__simulator/photos') {
    send(response, 200, 'application/json', JSON.stringify(photos.list('/__simulator/photos')))
  } else if (photo) {
    const bytes = await cameraPhoto(photos, person, photo, url.searchParams.has('preview'))
    if (bytes) send(response, 200, 'image/jpeg', bytes)
    else send(response, 404, 'text/plain', 'no such photo')
  } else if (url.pathname === '/__simulator/call' && request.method === 'POST') {
    const call = await readJson(request)
    if (!call) return send(response, 400, 'application/json', '{}')
    const result = await callBridge(parts, call, `http://${request.headers.host ?? ''}`)
    send(response, 200, 'application/json', JSON.stringify(result))
    platform.store.changed()
  } else send(response, 404, 'text/plain', 'not found')
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer) {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
  response.end(body)
}

function sendChanges(
  { platform, person }: OwnParts,
  request: IncomingMessage,
  response: ServerResponse,
) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  let last = ''
  const tell = () => {
    const now = platform.store.state.people.find((one) => one.id === person.id) ?? person
    const facts = JSON.stringify(deviceFacts(now))
    if (facts === last) return
    last = facts
    response.write(`data: ${facts}\n\n`)
  }
  tell()
  platform.store.changes.on('change', tell)
  request.on('close', () => platform.store.changes.off('change', tell))
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > maxBytes) return undefined
    chunks.push(chunk as Buffer)
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    // Not JSON: the caller answers 400.
    return undefined
  }
}
