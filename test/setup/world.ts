/** The whole demonstration for browser tests: service, simulated DingTalk and demo data, on ports of their own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { demoOrganisation, demoPeople } from '../../scripts/demo/people.ts'
import { layOutTray } from '../../scripts/demo/tray.ts'
import { startSimulator } from '../../scripts/dingtalk-simulator/simulator.ts'
import { checkPorts } from '../../scripts/start/ports.ts'
import { readSettings } from '../../scripts/start/settings.ts'
import { configure } from '../../service/config.ts'
import type { Domain } from '../../service/domain.ts'
import { runService, type Service } from '../../service/run.ts'
import { copyDemonstration } from './demonstration.ts'
import { testEnvironment } from './environment.ts'
import { awaitPresses, patientWithMongoDB } from './patience.ts'
import { Phones } from './phones.ts'
import type { Simulator } from './service.ts'

/** Each worker looks for ports in a range of its own, below those that systems give to outgoing connections. */
async function freePorts(): Promise<{ port: number; simulatorPort: number }> {
  const first = 11_000 + (Number(process.env['VITEST_POOL_ID'] ?? 0) % 10) * 2_000
  for (let port = first + Math.floor(Math.random() * 8) * 200; ; port += 200) {
    const simulatorPort = port + 100
    try {
      await checkPorts(readSettings({ PORT: `${port}`, SIMULATOR_PORT: `${simulatorPort}` }))
      return { port, simulatorPort }
    } catch (error) {
      if (port > first + 10_000) throw error
    }
  }
}

export class World {
  readonly #seeded: boolean
  readonly #domains: readonly Domain[] | undefined
  #environment: Record<string, string> = {}
  #port = 0
  #simulatorPort = 0
  #dataFolder = ''
  #simulator: Simulator | undefined
  #service: Service | undefined

  /**
   * @param seeded false: a database that is empty, as of a new installation
   * @param domains in place of those of the service
   */
  constructor({ seeded = true, domains }: { seeded?: boolean; domains?: readonly Domain[] } = {}) {
    this.#seeded = seeded
    this.#domains = domains
  }

  /** The settings of the service, for programs beside it. */
  get environment(): Record<string, string> {
    return this.#environment
  }

  /** The page of phones. */
  get page(): string {
    return `http://localhost:${this.#simulatorPort}/`
  }

  /** Where browsers find the service: `PUBLIC_URL`. */
  get publicUrl(): string {
    return `http://localhost:${this.#port}`
  }

  get phones(): Phones {
    if (!this.#simulator) throw new Error('the world has not been started')
    return new Phones(this.#simulator)
  }

  /** The address of a page of the service on a person's device. */
  onDevice(person: string, path: string): string {
    const index = demoPeople.findIndex(({ id }) => id === person)
    if (index < 0) throw new Error(`no one is called ${person}`)
    return `http://localhost:${this.#simulatorPort + 1 + index}${path}`
  }

  async start(): Promise<void> {
    const { port, simulatorPort } = await freePorts()
    this.#port = port
    this.#simulatorPort = simulatorPort
    this.#dataFolder = await mkdtemp(join(tmpdir(), 'world-'))
    await this.#startSimulator()
    const url = `http://127.0.0.1:${simulatorPort}`
    const environment = testEnvironment({
      PORT: `${port}`,
      PUBLIC_URL: this.publicUrl,
      DINGTALK_API_URL: url,
      DINGTALK_OAPI_URL: url,
      DINGTALK_IDENTITY_FIELD: demoOrganisation.identityField,
      DINGTALK_LOGIN_URL: `http://localhost:${simulatorPort}`,
      SMTP_URL: `smtp://127.0.0.1:${simulatorPort + 90}`,
    })
    if (this.#seeded) {
      Object.assign(environment, await copyDemonstration(environment['MONGODB_URI'] ?? ''))
    }
    this.#environment = environment
    configure(environment)
    this.#service = await runService(undefined, {
      schedules: false,
      unreachableAfter: patientWithMongoDB,
      domains: this.#domains,
    })
    if (this.#seeded) await layOutTray(url)
  }

  async #startSimulator(): Promise<void> {
    this.#simulator = await startSimulator({
      port: this.#simulatorPort,
      smtpPort: this.#simulatorPort + 90,
      dataFolder: this.#dataFolder,
      targetUrl: `http://127.0.0.1:${this.#port}`,
      publicUrl: this.publicUrl,
    })
    await awaitPresses(this.#simulator)
  }

  /** What Ctrl-C and a new `npm start` do: everything stops and starts again on what was kept. */
  async restart(): Promise<void> {
    await this.#service?.stop()
    await this.#simulator?.stop()
    await this.#startSimulator()
    this.#service = await runService(undefined, {
      schedules: false,
      unreachableAfter: patientWithMongoDB,
      domains: this.#domains,
    })
  }

  async stop(): Promise<void> {
    await this.#service?.stop()
    await this.#simulator?.stop()
    await rm(this.#dataFolder, { recursive: true, force: true })
  }
}

/** A world for all tests of a file. */
export function demoWorld(): World {
  return forThisFile(new World())
}

/** The same without the demonstration: no account can sign in, and no ISO is there. */
export function emptyWorld(domains?: readonly Domain[]): World {
  return forThisFile(new World({ seeded: false, ...(domains && { domains }) }))
}

function forThisFile(world: World): World {
  beforeAll(() => world.start())
  afterAll(() => world.stop())
  return world
}
