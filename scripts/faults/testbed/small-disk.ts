/** A disk of a given size in memory, which can be filled to the last byte; needs the rights of root. */
import { execFile } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** This machine does not let us arrange the fault; its message says what is missing. */
export class NotPossible extends Error {
  override readonly name = 'NotPossible'
}

export class SmallDisk {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  /** @throws NotPossible where nothing can be mounted */
  static async mount(folder: string, megabytes: number): Promise<SmallDisk> {
    if (process.platform !== 'linux') throw new NotPossible('a small disk needs Linux')
    try {
      await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
    } catch (error) {
      const words = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
      throw new NotPossible(`a small disk needs root (${words || String(error)})`)
    }
    return new SmallDisk(folder)
  }

  get #filler(): string {
    return join(this.folder, 'filler')
  }

  /** Writes until nothing fits any more. */
  async fill(): Promise<void> {
    const file = await open(this.#filler, 'a')
    try {
      for (let size = 1024 * 1024; size >= 4096; size /= 2) {
        const bytes = Buffer.alloc(size)
        while (await fits(file, bytes));
      }
    } finally {
      await file.close()
    }
  }

  async free(): Promise<void> {
    await rm(this.#filler, { force: true })
  }

  /** Also one that a killed run left behind. */
  static async unmount(folder: string): Promise<void> {
    if (process.platform !== 'linux') return
    // it may be no disk at all
    await run('umount', [folder]).catch(() => undefined)
  }
}

async function fits(file: Awaited<ReturnType<typeof open>>, bytes: Buffer): Promise<boolean> {
  try {
    const { bytesWritten } = await file.write(bytes)
    return bytesWritten === bytes.length
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false
    throw error
  }
}
