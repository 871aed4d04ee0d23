/** One client at work on a simulated DingTalk of its own: what it reports, and what the platform saw of it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoOrganisation } from '../demo/people.ts'
import { startSimulator, type RunningSimulator } from '../dingtalk-simulator/simulator.ts'
import { freePort } from '../free-port.ts'
import { customRobots, environmentOf, javaOptions, redirectUrl } from './environment.ts'
import type { Behaviour, Client, Program } from './shapes.ts'

/** Milliseconds for anything to be seen; a client that pauses ten seconds before it comes back is in time. */
const patience = 30_000
const keptWords = 2_000
const tokenPath = '/v1.0/oauth2/accessToken'

export type Report = Record<string, unknown>

export interface StreamView {
  connections: { id: string; leaving: boolean; pongs: number }[]
  waitingEvents: number
}

interface Shown {
  text?: string
  outTrackId?: string
  title?: string
  status?: string
}

export class Run {
  readonly url: string
  /** What the client can do. */
  readonly behaviours: Behaviour[]
  /** `openConversationId` of a group that Mei is in. */
  groupId = ''
  readonly #simulator: RunningSimulator
  readonly #folder: string
  readonly #reports: Report[] = []
  #child: ChildProcess | undefined
  #words = ''
  #ended: string | undefined

  private constructor(client: Client, simulator: RunningSimulator, folder: string) {
    this.behaviours = client.behaviours
    this.#simulator = simulator
    this.#folder = folder
    this.url = simulator.url
  }

  static async start(client: Client, program: Program): Promise<Run> {
    const folder = await mkdtemp(join(tmpdir(), 'conformance-'))
    const receiverPort = await freePort()
    const isReceiver = client.behaviours.includes('callback crypto')
    const simulator = await startSimulator({
      port: 0,
      smtpPort: 0,
      dataFolder: join(folder, 'simulator'),
      tlsPort: 0,
      ...(isReceiver && {
        events: 'callback' as const,
        callbackUrl: `http://127.0.0.1:${receiverPort}/callback`,
      }),
    })
    const run = new Run(client, simulator, folder)
    try {
      await run.#makeGroup()
      await run.#spawn(client, program, receiverPort)
      return run
    } catch (error) {
      await run.stop()
      throw error
    }
  }

  /** A group with the app's robot, and custom robots, for the speakers there. */
  async #makeGroup(): Promise<void> {
    if (this.behaviours.includes('custom robot'))
      await this.control('PUT', '/custom-robots', Object.values(customRobots))
    if (!this.behaviours.includes('group message')) return
    const group = { title: 'Conformance', people: ['mei', 'olivia'] }
    const made = (await this.control('POST', '/groups', group)) as { openConversationId: string }
    this.groupId = made.openConversationId
  }

  async #spawn(client: Client, { command, args, env }: Program, receiverPort: number) {
    const options =
      client.language === 'Java' ? await javaOptions(this.#simulator, this.#folder) : []
    const given = { receiverPort, groupId: this.groupId, loginCode: await this.#loginCode() }
    const child = spawn(command, [...options, ...args], {
      cwd: this.#folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env, ...environmentOf(this.#simulator, given) },
    })
    this.#child = child
    child.once('error', (error) => (this.#ended = error.message))
    child.once('exit', (code, signal) => (this.#ended = `ended with ${code ?? signal}`))
    for (const output of [child.stdout, child.stderr])
      createInterface({ input: output }).on('line', (line) => this.#hear(line))
  }

  #hear(line: string) {
    if (line.startsWith('@@')) this.#reports.push(JSON.parse(line.slice(2)) as Report)
    else this.#words = `${this.#words}${line}\n`.slice(-keptWords)
  }

  /** A code as DingTalk's sign-in page hands it out. */
  async #loginCode(): Promise<string> {
    const back = await fetch(`${this.url}/oauth2/auth`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        person: 'mei',
        redirect_uri: redirectUrl,
        answer: 'agree',
      }),
    })
    const to = back.headers.get('location')
    const code = to && new URL(to).searchParams.get('authCode')
    if (!code) throw new Error('the sign-in page gives no code')
    return code
  }

  /** Asks the simulator's control API. */
  async control(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.url}/simulator/api${path}`, {
      method,
      ...(body && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status} ${text}`)
    return answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined
  }

  stream = () => this.control('GET', '/stream') as Promise<StreamView>

  /** What stands in a chat of a person. */
  async chat(person: string, chat: string): Promise<Shown[]> {
    const { people } = (await this.control('GET', '/state')) as {
      people: { id: string; chats: { id: string; messages: Shown[] }[] }[]
    }
    const chats = people.find(({ id }) => id === person)?.chats ?? []
    return chats.find(({ id }) => id === chat)?.messages ?? []
  }

  robotChat = (person: string) => this.chat(person, 'robot')

  /** Asks the platform itself, as another program of the same app would. */
  async ask(path: string, body: object): Promise<Record<string, unknown>> {
    const { clientId: appKey, clientSecret: appSecret } = demoOrganisation
    const { accessToken = '' } =
      path === tokenPath ? {} : await this.ask(tokenPath, { appKey, appSecret })
    const token = String(accessToken)
    const isOld = !path.startsWith('/v1.0/')
    const answer = await fetch(`${this.url}${path}${isOld ? `?access_token=${token}` : ''}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-acs-dingtalk-access-token': token },
      body: JSON.stringify(body),
    })
    const read = (await answer.json()) as Record<string, unknown>
    if (!answer.ok || Number(read['errcode'] ?? 0) !== 0)
      throw new Error(`${path} was answered ${answer.status} ${JSON.stringify(read)}`)
    return read
  }

  /** Puts a card before Mei whose presses come by Stream. */
  async makeCard(outTrackId: string): Promise<void> {
    await this.ask('/v1.0/card/instances/createAndDeliver', {
      cardTemplateId: 'conformance',
      outTrackId,
      callbackType: 'STREAM',
      cardData: {
        cardParamMap: { title: 'Conformance', button1Id: 'approve', button1Title: 'Approve' },
      },
      openSpaceId: 'dtv1.card//IM_ROBOT.mei04',
      imRobotOpenSpaceModel: { supportForward: false },
      imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT' },
    })
  }

  count(saw: string, fits: (report: Report) => boolean = () => true): number {
    return this.#reports.filter((one) => one['saw'] === saw && fits(one)).length
  }

  /** The last of so many reports. Rejects when they do not come. */
  async hears(saw: string, fits: (report: Report) => boolean = () => true, count = 1) {
    const found = () => this.#reports.filter((one) => one['saw'] === saw && fits(one))
    await this.until(`the client's word on ${saw}`, async () => found().length >= count)
    return found().at(-1) as Report
  }

  /** Rejects, with what the client said last, when it does not happen. */
  async until(what: string, happened: () => Promise<boolean>): Promise<void> {
    const giveUpAt = performance.now() + patience
    while (!(await happened())) {
      if (this.#ended && !(await happened()))
        throw new Error(`no ${what}: the client ${this.#ended}\n${this.#words}`)
      if (performance.now() > giveUpAt) throw new Error(`no ${what}\n${this.#words}`)
      await sleep(50)
    }
  }

  async stop(): Promise<void> {
    const child = this.#child
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    await this.#simulator.stop()
    await rm(this.#folder, { recursive: true, force: true })
  }
}
