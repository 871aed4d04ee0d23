/** One client at work on a simulated DingTalk of its own: what it reports, and what the platform saw of it. */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { demoOrganisation, demoPeople } from '../demo/people.ts'
import { startSimulator, type RunningSimulator } from '../dingtalk-simulator/simulator.ts'
import type { Client, Program } from './shapes.ts'

/** Milliseconds for anything to be seen; a client that pauses ten seconds before it comes back is in time. */
const patience = 30_000
const keptWords = 2_000

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

const trustStorePassword = 'simulated'

/** A trust store of Java with the simulator's certificate, made by Java's own tool. */
async function javaTrust(folder: string, certificate: string): Promise<string> {
  const store = join(folder, 'trust.p12')
  // prettier-ignore
  await promisify(execFile)('keytool', ['-importcert', '-noprompt', '-alias', 'simulator', '-file', certificate,
    '-keystore', store, '-storetype', 'PKCS12', '-storepass', trustStorePassword])
  return store
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

export class Run {
  readonly url: string
  readonly #simulator: RunningSimulator
  readonly #folder: string
  readonly #reports: Report[] = []
  #child: ChildProcess | undefined
  #words = ''
  #ended: string | undefined

  private constructor(simulator: RunningSimulator, folder: string) {
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
      ...(client.secureOnly && { tlsPort: 0 }),
      ...(isReceiver && {
        events: 'callback' as const,
        callbackUrl: `http://127.0.0.1:${receiverPort}/callback`,
      }),
    })
    const run = new Run(simulator, folder)
    await run.#spawn(client, program, receiverPort)
    return run
  }

  async #spawn(client: Client, { command, args, env }: Program, receiverPort: number) {
    const { clientId, clientSecret, corpId, robotCode, callbackToken, callbackAesKey } =
      demoOrganisation
    const { secureApiUrl = '', certificateFile } = this.#simulator
    const trust =
      client.language === 'Java' && certificateFile
        ? [
            `-Djavax.net.ssl.trustStore=${await javaTrust(this.#folder, certificateFile)}`,
            `-Djavax.net.ssl.trustStorePassword=${trustStorePassword}`,
          ]
        : []
    const child = spawn(command, [...trust, ...args], {
      cwd: this.#folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NO_PROXY: '127.0.0.1,localhost',
        ...env,
        DINGTALK_OPENAPI_ENDPOINT: this.url,
        BASE_URL: this.url,
        SECURE_BASE_URL: secureApiUrl,
        HOST: new URL(this.url).host,
        CLIENT_ID: clientId,
        CLIENT_SECRET: clientSecret,
        CORP_ID: corpId,
        ROBOT_CODE: robotCode,
        CALLBACK_TOKEN: callbackToken,
        CALLBACK_AES_KEY: callbackAesKey,
        RECEIVER_PORT: String(receiverPort),
        USER_ID: demoPeople.find(({ id }) => id === 'mei')?.dingtalkUserId,
        LOGIN_CODE: await this.#loginCode(),
      },
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
        redirect_uri: 'http://127.0.0.1:3000/console',
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

  async robotChat(person: string): Promise<Shown[]> {
    const { people } = (await this.control('GET', '/state')) as {
      people: { id: string; chats: { id: string; messages: Shown[] }[] }[]
    }
    const chats = people.find(({ id }) => id === person)?.chats ?? []
    return chats.find(({ id }) => id === 'robot')?.messages ?? []
  }

  /** Puts a card before Mei whose presses come by Stream. */
  async makeCard(outTrackId: string): Promise<void> {
    const { clientId, clientSecret } = demoOrganisation
    const post = async (path: string, body: object, token = '') => {
      const answer = await fetch(this.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-acs-dingtalk-access-token': token },
        body: JSON.stringify(body),
      })
      return (await answer.json()) as { accessToken?: string }
    }
    const given = { appKey: clientId, appSecret: clientSecret }
    const { accessToken } = await post('/v1.0/oauth2/accessToken', given)
    const card = {
      cardTemplateId: 'conformance',
      outTrackId,
      callbackType: 'STREAM',
      cardData: {
        cardParamMap: { title: 'Conformance', button1Id: 'approve', button1Title: 'Approve' },
      },
      openSpaceId: 'dtv1.card//IM_ROBOT.mei04',
      imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT' },
    }
    await post('/v1.0/card/instances/createAndDeliver', card, accessToken)
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
