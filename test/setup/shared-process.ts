/**
 * Test files share a process: it is started once, and loads libraries once. Each file begins with our own modules
 * loaded afresh, so that it finds nothing of what another has kept in them, and it fails when it leaves something behind
 * that the next one would find.
 */
import http from 'node:http'
import { register } from '@prometheus-io/client'
import mongoose from 'mongoose'
import { afterAll, vi } from 'vitest'
import { z } from 'zod'

/** What belongs to the process, and some tests and libraries (nock) put something else in place of. */
const ofTheProcess = (): Record<string, unknown> => ({
  fetch: globalThis.fetch,
  Date: globalThis.Date,
  setTimeout: globalThis.setTimeout,
  console: globalThis.console,
  'http.request': http.request,
  'process.exitCode': process.exitCode,
  'process.cwd()': process.cwd(),
  ...Object.fromEntries(
    Object.entries(process.env).map(([name, value]) => [`process.env.${name}`, value]),
  ),
})

/** Set when a library is loaded: sharp says where its own library is. */
const byLibraries = new Set(['process.env.VIPSHOME'])

const servers = () =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length
const connections = () => mongoose.connections.filter(({ readyState }) => readyState !== 0).length

const before = ofTheProcess()
const serversBefore = servers()
const connectionsBefore = connections()

/** What has been told to end may need a moment. */
async function more(count: () => number, than: number): Promise<boolean> {
  return vi
    .waitUntil(() => count() <= than, { timeout: 5_000, interval: 20 })
    .then(
      () => false,
      () => true,
    )
}

async function leftBehind(): Promise<string[]> {
  const after = ofTheProcess()
  const left = Object.keys({ ...before, ...after }).filter(
    (name) => before[name] !== after[name] && !byLibraries.has(name),
  )
  if (await more(connections, connectionsBefore)) left.push('a connection to MongoDB')
  if (await more(servers, serversBefore)) left.push('a server')
  return left
}

/** The hook that is registered first runs last. */
afterAll(async () => {
  const left = await leftBehind()
  // what our modules have told these libraries
  mongoose.deleteModel(/./)
  register.clear()
  z.globalRegistry.clear()
  // modules of tests too: those that register hooks when they are loaded (`waiting.ts`, `told.ts` and others) do so in each file
  vi.resetModules()
  if (left.length > 0)
    throw new Error(
      `The next test file in this process finds ${left.join(', ')}. End what was begun, or name the file in \`alone\` of vitest.config.ts.`,
    )
})
