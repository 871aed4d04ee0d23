import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { checkPorts } from '../../../scripts/start/ports.ts'
import { readSettings, StartRefused } from '../../../scripts/start/settings.ts'

let busy: Server | undefined
afterEach(() => busy?.close())

async function takePort(host?: string): Promise<number> {
  busy = createServer().listen({ port: 0, host })
  await once(busy, 'listening')
  return (busy.address() as AddressInfo).port
}

/** Takes a port that has free ones before it; what the system gives may stand right behind another's. */
async function takePortWithFreeOnesBefore(count: number): Promise<number> {
  for (let port = 24_000 + Math.floor(Math.random() * 5_000); ; port += 10) {
    try {
      const settings = { PORT: String(port - count - 1), SIMULATOR_PORT: String(port - count) }
      await checkPorts(readSettings(settings))
    } catch (error) {
      if (error instanceof StartRefused) continue
      throw error
    }
    busy = createServer().listen(port)
    await once(busy, 'listening')
    return port
  }
}

async function refusal(env: Record<string, string>): Promise<string> {
  const error = await checkPorts(readSettings(env)).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(StartRefused)
  return (error as Error).message
}

test.each([
  ['on all addresses', undefined],
  ['on this machine only', '127.0.0.1'],
])('a busy port is named with the variable that moves it, busy %s', async (_, host) => {
  const port = await takePort(host)
  const words = await refusal({ PORT: String(port), SIMULATOR_PORT: '21000' })
  expect(words).toContain(`Port ${port}, for the service, is in use.`)
  expect(words).toMatch(/PORT=\d+ npm start$/)
})

test("a device's busy port is moved with the simulator's", async () => {
  const port = await takePortWithFreeOnesBefore(2)
  const words = await refusal({ PORT: String(port - 3), SIMULATOR_PORT: String(port - 2) })
  expect(words).toContain(`Port ${port}, for Lin Wei's device`)
  expect(words).toMatch(/SIMULATOR_PORT=\d+ npm start$/)
})

test('ports that get in each other’s way are refused', async () => {
  const words = await refusal({ PORT: '21003', SIMULATOR_PORT: '21000' })
  expect(words).toContain("also the port of Aroon Srisuk's device")
  expect(await refusal({ SIMULATOR_PORT: '65500' })).toContain('SIMULATOR_PORT is too high')
})

test.each(['0', '65536', '3000.5', 'three'])('PORT=%s is refused by name', (text) => {
  expect(() => readSettings({ PORT: text })).toThrow(`PORT is "${text}"`)
})
