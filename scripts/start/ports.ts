/** Looks whether the ports are free before anything is started on them. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { neededPorts, StartRefused, type NeededPort, type StartSettings } from './settings.ts'

/** @throws StartRefused with one sentence on the first port that cannot be had */
export async function checkPorts(settings: StartSettings): Promise<void> {
  const needed = neededPorts(settings)
  const high = needed.find(({ port }) => port > 65_535)
  if (high) throw new StartRefused(`${high.variable} is too high: ${high.use} needs ${high.port}.`)
  const [service, ...simulator] = needed
  const clash = simulator.find(({ port }) => port === service?.port)
  if (clash) {
    throw new StartRefused(
      `PORT is ${clash.port}, which is also the port of ${clash.use}. Choose another PORT or SIMULATOR_PORT.`,
    )
  }
  for (const one of needed) if (!(await isFree(one.port))) throw await inUse(one, settings)
}

async function inUse(taken: NeededPort, settings: StartSettings): Promise<StartRefused> {
  const free = await suggestion(taken.variable, settings)
  return new StartRefused(
    `Port ${taken.port}, for ${taken.use}, is in use. Stop what uses it or choose another: ${taken.variable}=${free} npm start`,
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
    const [service, ...others] = moved
    if (others.some((other) => other.port === service?.port)) continue
    const own = moved.filter((one) => one.variable === variable)
    const free = await Promise.all(own.map((one) => isFree(one.port)))
    if (free.every(Boolean)) return port
  }
  return settings[key] + 100
}

/** Free on all addresses and on the local one: on some systems one of them alone does not tell. */
async function isFree(port: number): Promise<boolean> {
  for (const host of [undefined, '127.0.0.1']) {
    const server = createServer()
    try {
      server.listen({ port, host, exclusive: true })
      await once(server, 'listening')
    } catch {
      return false
    } finally {
      server.close()
    }
    await once(server, 'close')
  }
  return true
}
