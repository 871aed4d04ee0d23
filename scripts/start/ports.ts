/** Looks whether the ports are free before anything is started on them. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import {
  commandOf,
  neededPorts,
  StartRefused,
  type NeededPort,
  type StartSettings,
} from './settings.ts'

/** @throws StartRefused with one sentence on the first port that cannot be had */
export async function checkPorts(settings: StartSettings): Promise<void> {
  const needed = neededPorts(settings)
  const high = needed.find(({ port }) => port > 65_535)
  if (high) throw new StartRefused(`${high.variable} is too high: ${high.use} needs ${high.port}.`)
  const clash = clashIn(needed)
  if (clash) {
    throw new StartRefused(
      `PORT is ${settings.port}, and ${clash.port} is also the port of ${clash.use}. Choose another PORT or SIMULATOR_PORT.`,
    )
  }
  for (const one of needed) {
    const code = await whyNotFree(one.port)
    if (code === 'EACCES') throw notAllowed(one, settings)
    if (code) throw await inUse(one, settings)
  }
}

/** A port of the simulated DingTalk that the service needs too. */
function clashIn(needed: readonly NeededPort[]): NeededPort | undefined {
  const own = needed.filter(({ variable }) => variable === 'PORT').map(({ port }) => port)
  return needed.find(({ variable, port }) => variable !== 'PORT' && own.includes(port))
}

function notAllowed({ port, use, variable }: NeededPort, settings: StartSettings): StartRefused {
  return new StartRefused(
    `Port ${port}, for ${use}, may not be used by this user. Choose one from 1024 on: ${variable}=… ${commandOf(settings)}`,
  )
}

async function inUse(taken: NeededPort, settings: StartSettings): Promise<StartRefused> {
  const free = await suggestion(taken.variable, settings)
  return new StartRefused(
    `Port ${taken.port}, for ${taken.use}, is in use. Stop what uses it or choose another: ${taken.variable}=${free} ${commandOf(settings)}`,
  )
}

/** A value of the variable with which all ports would be free. */
async function suggestion(
  variable: NeededPort['variable'],
  settings: StartSettings,
): Promise<number> {
  const key = variable === 'PORT' ? 'port' : 'simulatorPort'
  for (let port = settings[key] + 100; port < 65_000; port += 100) {
    const moved = neededPorts({ ...settings, [key]: port })
    if (clashIn(moved)) continue
    const own = moved.filter((one) => one.variable === variable)
    const free = await Promise.all(own.map((one) => isFree(one.port)))
    if (free.every(Boolean)) return port
  }
  return settings[key] + 100
}

const isFree = async (port: number) => (await whyNotFree(port)) === undefined

/** Free on all addresses and on the local one: on some systems one of them alone does not tell. @returns the error's code */
async function whyNotFree(port: number): Promise<string | undefined> {
  for (const host of [undefined, '127.0.0.1']) {
    const server = createServer()
    try {
      server.listen({ port, host, exclusive: true })
      await once(server, 'listening')
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? 'unknown'
    } finally {
      server.close()
    }
    await once(server, 'close')
  }
  return undefined
}
