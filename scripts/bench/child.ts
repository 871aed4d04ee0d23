/** The child's half of a measured server: tells where it listens, what it has cost, and rests when told. */
import { readSync } from 'node:fs'

/** What the parent can say. */
export type Word = 'rest' | 'cost'

/** What the child says: where it listens, that it is about to rest, or its processor time in microseconds. */
export interface Reply {
  url?: string
  resting?: true
  cost?: number
}

const reply = (words: Reply) => process.send?.(words)

function hear(word: Word): void {
  if (word === 'cost') {
    const { user, system } = process.cpuUsage()
    reply({ cost: user + system })
    return
  }
  reply({ resting: true })
  // The whole process waits, so that its timers and change streams cost the other server nothing:
  // for a byte from the parent, or for the end of the pipe when the parent is gone.
  readSync(0, Buffer.alloc(1))
}

/** @param stop ends the server in good order */
export function runMeasuredServer(url: string, stop: () => Promise<void>): void {
  process.on('message', (word) => hear(word as Word))
  process.once('SIGTERM', () => void stop().then(() => process.exit(0)))
  reply({ url })
}
