/** What another process of this machine is: enough to tell it from a stranger that got the same number. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface ProcessFacts {
  /** The command line, arguments joined by blanks. */
  command: string
  /** When it started, in a form that is only good for comparing. */
  started: string
}

/** Facts of a live process; nothing when there is none with this number. */
export async function lookAtProcess(pid: number): Promise<ProcessFacts | undefined> {
  if (!isAlive(pid)) return undefined
  try {
    if (process.platform === 'linux') {
      const [command, stat] = await Promise.all([
        readFile(`/proc/${pid}/cmdline`, 'utf8'),
        readFile(`/proc/${pid}/stat`, 'utf8'),
      ])
      // The name, in brackets, may hold blanks; state is the first field after it, start time the 20th.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (fields[0] === 'Z') return undefined
      return { command: command.replaceAll('\0', ' ').trim(), started: fields[19] ?? '' }
    }
    const { stdout } = await run('ps', ['-ww', '-o', 'lstart=,args=', '-p', String(pid)])
    // lstart is 24 characters wide: "Sun Nov 22 18:28:06 2026".
    return { command: stdout.slice(24).trim(), started: stdout.slice(0, 24) }
  } catch {
    return undefined
  }
}

/**
 * Asks a process to end and waits for it; ends it by force when the time (milliseconds) is over.
 * For processes that are not our children any more.
 */
export async function endProcess(pid: number, patience: number): Promise<void> {
  signal(pid, 'SIGTERM')
  const deadline = performance.now() + patience
  while (await lookAtProcess(pid)) {
    if (performance.now() > deadline) signal(pid, 'SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Memory that a process occupies, in MB; 0 when there is no such process. */
export async function memoryOf(pid: number): Promise<number> {
  try {
    if (process.platform === 'linux') {
      const status = await readFile(`/proc/${pid}/status`, 'utf8')
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024
    }
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)])
    return Number(stdout.trim()) / 1024
  } catch {
    return 0
  }
}
