/**
 * Tests talk to this machine only. Every outgoing connection of the process is looked at where all
 * of them pass, whatever library opens it: one to elsewhere is refused and fails the test, even if
 * the code under test swallows the error. Requests that nock answers open no connection.
 */
import { Socket } from 'node:net'
import { afterAll, afterEach } from 'vitest'

/** A test tried to reach another machine. */
export class UnexpectedNetworkAccess extends Error {
  readonly code = 'ENETUNREACH'
  constructor(targets: string[]) {
    super(`The test reached out to ${targets.join(', ')}. Answer it with the simulator or nock.`)
    this.name = 'UnexpectedNetworkAccess'
  }
}

interface Target {
  host?: string
  port?: number | string
  path?: string
}

const reachedOutTo: string[] = []

/** Takes what has been refused so far, so that it no longer fails the test; to test the guard itself. */
export function takeRefusedConnections(): string[] {
  return reachedOutTo.splice(0)
}

type Connect = (this: Socket, ...args: unknown[]) => Socket
/** Of a process that several test files share, the guard of the file before is put away. */
type Guard = Connect & { guards?: Connect }

const current = Socket.prototype.connect as Guard
const connect = current.guards ?? current

const guarded: Guard = function (this: Socket, ...args: unknown[]): Socket {
  const { host, port, path } = target(args)
  if (path !== undefined || isThisMachine(host)) return connect.apply(this, args)
  reachedOutTo.push(`${host}:${port}`)
  // Not at once: the caller may still set up the socket after this returns.
  setImmediate(() => this.destroy(new UnexpectedNetworkAccess([`${host}:${port}`])))
  return this
}
guarded.guards = connect
Socket.prototype.connect = guarded

/** net.connect and friends pass their arguments on as one array: [options, callback]. */
function target(args: unknown[]): Target {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args
  if (typeof first === 'object' && first !== null) return first
  if (typeof first === 'string' && Number.isNaN(Number(first))) return { path: first }
  return { port: String(first), ...(typeof second === 'string' ? { host: second } : {}) }
}

function isThisMachine(host = 'localhost'): boolean {
  return /^(127(\.\d+){3}|::1|\[::1\]|0\.0\.0\.0|::|([\w-]+\.)*localhost)$/.test(host)
}

function failOnRefused(): void {
  const targets = takeRefusedConnections()
  if (targets.length > 0) throw new UnexpectedNetworkAccess(targets)
}

afterEach(failOnRefused)
afterAll(failOnRefused)
