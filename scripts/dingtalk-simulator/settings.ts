/** The only reader of the simulator's environment: ports, folders, where the service is, and the credentials that it has to use. */
import { demoOrganisation } from '../demo/people.ts'

export interface SimulatorSettings {
  /** The address to listen on. */
  host: string
  /** 0: any free port, for the simulator and for every device. */
  port: number
  /** 0: any free port. */
  smtpPort: number
  /** Port that speaks TLS with a certificate of the simulator's own making; 0: any free port; absent: none. */
  tlsPort?: number
  /** Folder of the state on disk. */
  dataFolder: string
  /** Where the service really is; without a slash at the end. */
  targetUrl: string
  /** The PUBLIC_URL that the service believes to have; without a slash at the end. */
  publicUrl: string
  events: 'stream' | 'callback'
  /** Where events go in HTTP mode. */
  callbackUrl: string
  /** Where messages to the robot go in HTTP mode. */
  robotUrl: string
  /** Folder of the built page, relative to the working directory. */
  pageFolder: string
  corpId: string
  organisationName: string
  clientId: string
  clientSecret: string
  agentId: string
  robotCode: string
  callbackToken: string
  callbackAesKey: string
  appName: string
}

/** A variable of the environment makes no sense; the message names it. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting'
}

const trimSlash = (url: string) => url.replace(/\/+$/, '')

/** A port number of the environment. @throws BadSetting with the variable's name when it is none */
function portOf(name: string, text: string | undefined, otherwise: number) {
  if (text === undefined || text === '') return otherwise
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new BadSetting(`${name} must be a port number, 0 to 65535`)
  return port
}

/** Settings of an environment; `given` wins over it. Throws on a value that makes no sense. */
export function readSettings(
  environment: NodeJS.ProcessEnv = process.env,
  given: Partial<SimulatorSettings> = {},
): SimulatorSettings {
  const port = given.port ?? portOf('SIMULATOR_PORT', environment.SIMULATOR_PORT, 3100)
  const targetUrl = trimSlash(
    given.targetUrl ?? environment.SIMULATOR_TARGET_URL ?? 'http://127.0.0.1:3000',
  )
  const events = environment.SIMULATOR_EVENTS ?? 'stream'
  if (events !== 'stream' && events !== 'callback')
    throw new BadSetting('SIMULATOR_EVENTS must be "stream" or "callback"')
  return {
    host: environment.SIMULATOR_HOST ?? '127.0.0.1',
    smtpPort: portOf('SIMULATOR_SMTP_PORT', environment.SIMULATOR_SMTP_PORT, port ? port + 90 : 0),
    dataFolder: environment.SIMULATOR_DATA ?? '.data/simulator',
    events,
    callbackUrl: environment.SIMULATOR_CALLBACK_URL ?? `${targetUrl}/dingtalk/callback`,
    robotUrl: environment.SIMULATOR_ROBOT_URL ?? `${targetUrl}/dingtalk/robot`,
    pageFolder: 'dist/simulator',
    corpId: environment.DINGTALK_CORP_ID ?? demoOrganisation.corpId,
    organisationName: demoOrganisation.name,
    clientId: environment.DINGTALK_CLIENT_ID ?? demoOrganisation.clientId,
    clientSecret: environment.DINGTALK_CLIENT_SECRET ?? demoOrganisation.clientSecret,
    agentId: environment.DINGTALK_AGENT_ID ?? demoOrganisation.agentId,
    robotCode: environment.DINGTALK_ROBOT_CODE ?? demoOrganisation.robotCode,
    callbackToken: environment.DINGTALK_CALLBACK_TOKEN ?? demoOrganisation.callbackToken,
    callbackAesKey: environment.DINGTALK_CALLBACK_AES_KEY ?? demoOrganisation.callbackAesKey,
    appName: demoOrganisation.appName,
    ...(environment.SIMULATOR_TLS_PORT && {
      tlsPort: portOf('SIMULATOR_TLS_PORT', environment.SIMULATOR_TLS_PORT, 0),
    }),
    ...given,
    port,
    targetUrl,
    publicUrl: trimSlash(given.publicUrl ?? environment.SIMULATOR_PUBLIC_URL ?? targetUrl),
  }
}
