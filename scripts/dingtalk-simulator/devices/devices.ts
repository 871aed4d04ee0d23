/** The devices of all people: one small HTTP server each, on a port of its own, so that each has its own storage in the browser. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Platform } from '../platform/platform.ts'
import { onStage, personById } from '../state/people.ts'
import type { StoredPerson } from '../state/shapes/people.ts'
import type { TrayPhotos } from '../tray/photos.ts'
import { serveOwn } from './own.ts'
import { forward, type ProxyParts } from './proxy.ts'

interface Device {
  server: Server
  port: number
  /** Answers on their way through the proxy, to be cut when the device goes offline. */
  underWay: Set<ServerResponse>
}

export class Devices {
  readonly #platform: Platform
  readonly #photos: TrayPhotos
  readonly #devices = new Map<string, Device>()
  /** Port of the simulator itself; known once it listens. */
  #simulatorPort = 0

  constructor(platform: Platform, photos: TrayPhotos) {
    this.#platform = platform
    this.#photos = photos
  }

  /** Starts the devices of all people. */
  async start(simulatorPort: number) {
    this.#simulatorPort = simulatorPort
    for (const person of onStage(this.#platform.store.state)) await this.add(person)
  }

  /** Starts the device of one person, on the next port. Rejects when that port is taken. */
  async add(person: StoredPerson) {
    const { settings, store } = this.#platform
    const index = store.state.people.indexOf(person)
    const device: Device = { server: createServer(), port: 0, underWay: new Set() }
    device.server.on('request', (request, response) =>
      this.#serve(person.id, device, request, response),
    )
    await listen(device.server, settings.port === 0 ? 0 : settings.port + 1 + index, settings.host)
    device.port = (device.server.address() as AddressInfo).port
    this.#devices.set(person.id, device)
  }

  /** Address of a person's device, for a browser that reaches this machine by that host name. */
  urlOf(personId: string, hostname: string = this.#platform.settings.host) {
    const host = hostname.includes(':') ? `[${hostname}]` : hostname
    return `http://${host}:${this.#devices.get(personId)?.port ?? 0}`
  }

  /** The person whose device has this origin. */
  ownerOf(origin: string) {
    const port = URL.canParse(origin) ? Number(new URL(origin).port) : 0
    for (const [id, device] of this.#devices)
      if (device.port === port) return personById(this.#platform.store.state, id)
    return undefined
  }

  /** The device has lost its network: what is under way breaks off. */
  cut(personId: string) {
    const device = this.#devices.get(personId)
    for (const response of device?.underWay ?? []) response.destroy()
  }

  async stop() {
    await Promise.all(
      [...this.#devices.values()].map(
        ({ server }) =>
          new Promise<void>((resolve) => {
            server.close(() => resolve())
            server.closeAllConnections()
          }),
      ),
    )
  }

  #serve(personId: string, device: Device, request: IncomingMessage, response: ServerResponse) {
    const { settings, store } = this.#platform
    const person = personById(store.state, personId)
    if (!person) {
      response.writeHead(404).end()
      return
    }
    if (request.url?.startsWith('/__simulator/')) {
      void serveOwn(
        {
          platform: this.#platform,
          photos: this.#photos,
          person,
          simulatorUrl: this.#simulatorUrl(request),
        },
        request,
        response,
      )
      return
    }
    if (!person.online) {
      request.socket.destroy()
      return
    }
    device.underWay.add(response)
    response.on('close', () => device.underWay.delete(response))
    const parts: ProxyParts = {
      settings,
      store,
      person: () => personById(store.state, personId) ?? person,
      frameAncestors: (from) => this.#frameAncestors(from),
    }
    forward(parts, request, response)
  }

  #simulatorUrl(request: IncomingMessage) {
    return `http://${hostnameOf(request)}:${this.#simulatorPort}`
  }

  #frameAncestors(request: IncomingMessage) {
    const names = new Set([hostnameOf(request), 'localhost', '127.0.0.1'])
    return ["'self'", ...[...names].map((name) => `http://${name}:${this.#simulatorPort}`)].join(
      ' ',
    )
  }
}

const hostnameOf = (request: IncomingMessage) =>
  (request.headers.host ?? 'localhost').replace(/:\d+$/, '')

function listen(server: Server, port: number, host: string) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
