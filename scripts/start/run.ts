/** Runs the demonstration from the command line: until Ctrl-C, or until something of it fails. */
import { MongodNotFound } from '../mongod/find.ts'
import { FolderInUse, FolderUnusable } from '../mongod/leftover.ts'
import { MongodFailed } from '../mongod/run.ts'
import { BuildFailed } from './build.ts'
import { Stack } from './stack.ts'
import { ProgramFailed } from './program.ts'
import { commandOf, readSettings, StartRefused } from './settings.ts'
import { welcome } from './welcome.ts'

const say = (line: string) => console.log(line)

/** Errors that the person at the keyboard can act on need no stack. */
function explain(error: unknown): string {
  const plain = [
    StartRefused,
    FolderInUse,
    FolderUnusable,
    MongodNotFound,
    MongodFailed,
    BuildFailed,
    ProgramFailed,
  ]
  if (plain.some((kind) => error instanceof kind)) return (error as Error).message
  const { code, path } = error as NodeJS.ErrnoException
  if (code && path)
    return `${path} cannot be used (${code}): may this user write there, and is there room?`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

let stack: Stack | undefined
let leaving = false

/** Stops everything and exits; asked a second time, it does not wait for anybody. */
async function leave(exitCode: number, words?: string): Promise<void> {
  if (leaving) {
    await stack?.kill()
    return
  }
  leaving = true
  if (words) say(words)
  await stack?.stop()
  process.exit(exitCode)
}

function leaveUnread(): void {
  if (!leaving) void leave(1)
}

function fail(error: unknown): void {
  if (leaving) return
  console.error(explain(error))
  void leave(1)
}

/** Ends everything when asked to: by a signal, by a parent that is gone, by a reader that is. */
function leaveWhenAsked(goodbye: string): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void leave(0, goodbye))
  }
  process.on('uncaughtException', fail)
  // Nothing reads any more (a closed terminal, "npm start | head"): nothing can be said, but all be stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => leaveUnread())
  // npm does not always pass a signal on: without it we would go on unseen, so we leave with it.
  const parent = process.ppid
  if (!process.env['npm_lifecycle_event']) return
  setInterval(() => {
    if (process.ppid !== parent && !leaving) void leave(0)
  }, 500).unref()
}

/** @param way `reloading`: what is edited is loaded again, see `npm run dev` */
export async function runUntilStopped(way: { reloading: boolean }): Promise<void> {
  leaveWhenAsked(`\nStopping. All is kept; "${commandOf(way)}" goes on from here.`)
  try {
    const settings = readSettings(process.env, way)
    stack = new Stack(settings, fail)
    await stack.start()
    say(welcome(settings, performance.now() / 1000))
  } catch (error) {
    fail(error)
  }
}
