/** What a person may set for `npm start` and `npm run dev`, and what the demonstration sets for its programs. */
import { join, resolve } from 'node:path'
import { demoOrganisation, demoPeople } from '../demo/people.ts'

/** Values of SESSION_KEYS and SECRET_KEYS. */
export interface DemoKeys {
  session: string
  secret: string
}

export interface StartSettings {
  /** What browsers and the simulated DingTalk open. */
  port: number
  /** Where the service itself listens: the same, unless Vite stands before it. */
  servicePort: number
  /** What is edited is loaded again: `npm run dev`. */
  reloading: boolean
  simulatorPort: number
  /** Where everything that outlives a stop is kept. */
  dataFolder: string
  /** Where browsers find the service; without a slash at its end. */
  publicUrl: string
  events: string
  /** A MongoDB to use instead of an own one. */
  mongodbUri?: string
}

/** Something that the person who typed `npm start` can put right; its message says how. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}

const root = join(import.meta.dirname, '../..')

/** The simulator's SMTP server listens this far above the simulator. */
const smtpOffset = 90

export const commandOf = ({ reloading }: Pick<StartSettings, 'reloading'>) =>
  reloading ? 'npm run dev' : 'npm start'

/** @throws StartRefused naming the variable that makes no sense */
export function readSettings(
  env: NodeJS.ProcessEnv,
  { reloading }: Pick<StartSettings, 'reloading'> = { reloading: false },
): StartSettings {
  const port = readPort('PORT', env['PORT'], 3000)
  return {
    port,
    servicePort: reloading ? port + 1 : port,
    reloading,
    simulatorPort: readPort('SIMULATOR_PORT', env['SIMULATOR_PORT'], 3100),
    dataFolder: env['DATA_DIR'] ? resolve(env['DATA_DIR']) : join(root, '.data'),
    publicUrl: env['PUBLIC_URL'] || `http://localhost:${port}`,
    events: env['DINGTALK_EVENTS'] || 'stream',
    ...(env['MONGODB_URI'] ? { mongodbUri: env['MONGODB_URI'] } : {}),
  }
}

function readPort(variable: string, text: string | undefined, otherwise: number): number {
  if (!text) return otherwise
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new StartRefused(`${variable} is "${text}"; it must be a port number from 1 to 65535.`)
}

/** A port that something will listen on, and how to move it. */
export interface NeededPort {
  port: number
  use: string
  variable: 'PORT' | 'SIMULATOR_PORT'
}

type Ports = Pick<StartSettings, 'port' | 'simulatorPort' | 'reloading'>

export function neededPorts({ port, simulatorPort, reloading }: Ports): NeededPort[] {
  const variable = 'SIMULATOR_PORT'
  const devices = demoPeople.map(({ name }, index) => ({
    port: simulatorPort + 1 + index,
    use: `${name}'s device in the simulated DingTalk`,
    variable: variable as typeof variable,
  }))
  return [
    ...(reloading ? [{ port, use: 'the mini-app', variable: 'PORT' as const }] : []),
    { port: reloading ? port + 1 : port, use: 'the service', variable: 'PORT' },
    { port: simulatorPort, use: 'the simulated DingTalk', variable },
    ...devices,
    { port: simulatorPort + smtpOffset, use: 'mail in the simulated DingTalk', variable },
  ]
}

/** Environment of the service and of the seed. */
export function serviceEnvironment(
  settings: StartSettings,
  mongodbUri: string,
  keys: DemoKeys,
): Record<string, string> {
  const simulator = `http://127.0.0.1:${settings.simulatorPort}`
  return {
    NODE_ENV: 'development',
    PORT: String(settings.servicePort),
    PUBLIC_URL: settings.publicUrl,
    MONGODB_URI: mongodbUri,
    ...dingtalk(settings),
    DINGTALK_API_URL: simulator,
    DINGTALK_OAPI_URL: simulator,
    // browsers go there, by the name under which they know this machine
    DINGTALK_LOGIN_URL: `http://localhost:${settings.simulatorPort}`,
    SESSION_KEYS: keys.session,
    SECRET_KEYS: keys.secret,
    SMTP_URL: `smtp://127.0.0.1:${settings.simulatorPort + smtpOffset}`,
    MAIL_FROM: 'Partner Workspace <no-reply@partner-workspace.example>',
    // Where the seed lays out the codes to scan; the service does not know it.
    SIMULATOR_URL: simulator,
  }
}

/** Environment of the simulated DingTalk. */
export function simulatorEnvironment(settings: StartSettings): Record<string, string> {
  return {
    SIMULATOR_PORT: String(settings.simulatorPort),
    SIMULATOR_SMTP_PORT: String(settings.simulatorPort + smtpOffset),
    SIMULATOR_DATA: join(settings.dataFolder, 'simulator'),
    SIMULATOR_TARGET_URL: `http://127.0.0.1:${settings.port}`,
    SIMULATOR_PUBLIC_URL: settings.publicUrl,
    SIMULATOR_EVENTS: settings.events,
    ...dingtalk(settings),
  }
}

function dingtalk({ events }: StartSettings): Record<string, string> {
  return {
    DINGTALK_CLIENT_ID: demoOrganisation.clientId,
    DINGTALK_CLIENT_SECRET: demoOrganisation.clientSecret,
    DINGTALK_CORP_ID: demoOrganisation.corpId,
    DINGTALK_AGENT_ID: demoOrganisation.agentId,
    DINGTALK_ROBOT_CODE: demoOrganisation.robotCode,
    DINGTALK_IDENTITY_FIELD: demoOrganisation.identityField,
    DINGTALK_EVENTS: events,
    DINGTALK_CALLBACK_TOKEN: demoOrganisation.callbackToken,
    DINGTALK_CALLBACK_AES_KEY: demoOrganisation.callbackAesKey,
  }
}
