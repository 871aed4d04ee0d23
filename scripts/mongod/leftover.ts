/** A folder of data has one user at a time: claims it, and stops a mongod that outlived its last user. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { endProcess, lookAtProcess } from '../processes.ts'

/** Another live process uses the folder. */
export class FolderInUse extends Error {
  readonly pid: number
  constructor(folder: string, pid: number) {
    super(`${folder} is in use by process ${pid}, which still runs. Stop that one first.`)
    this.name = 'FolderInUse'
    this.pid = pid
  }
}

/** The folder cannot be made or written to; the message says which and why. */
export class FolderUnusable extends Error {
  override readonly name = 'FolderUnusable'
  constructor(folder: string, code: string) {
    super(`${folder} ${whyUnusable[code] ?? `cannot be used (${code})`}. ${remedy}`)
  }
}

const remedy = 'Name a folder that this user may write to in DATA_DIR.'

const whyUnusable: Record<string, string> = {
  EEXIST: 'is a file, not a folder',
  ENOTDIR: 'is a file or inside of one, not a folder',
  EACCES: 'may not be written to by this user',
  EPERM: 'may not be written to by this user',
  EROFS: 'is on a disk that is read-only',
  ENOSPC: 'is on a disk that is full',
}

const claimFile = 'in-use-by.json'

/**
 * Makes the folder and claims it for this process.
 * @returns gives the folder back
 * @throws FolderInUse when the process that claimed it is still there; FolderUnusable
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const self = await lookAtProcess(process.pid)
  const claim = { pid: process.pid, started: self?.started ?? '' }
  try {
    await mkdir(folder, { recursive: true })
    const owner = await ownerOf(folder)
    if (owner !== undefined && owner !== process.pid) throw new FolderInUse(folder, owner)
    await writeFile(join(folder, claimFile), JSON.stringify(claim))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw code === undefined ? error : new FolderUnusable(folder, code)
  }
  return () => rm(join(folder, claimFile), { force: true })
}

/** The live process that claimed the folder, if any. */
export async function ownerOf(folder: string): Promise<number | undefined> {
  const claim = await readIfThere(join(folder, claimFile))
  if (claim === undefined) return undefined
  const [pid, started] = readClaim(claim)
  const facts = await lookAtProcess(pid)
  return facts?.started === started ? pid : undefined
}

/**
 * Stops the mongod that still runs on a data folder after the program that started it was killed. Call it
 * only for a folder that has been claimed.
 * @returns whether there was one
 */
export async function stopLeftover(dbPath: string): Promise<boolean> {
  // mongod writes its number into this file and empties it when it ends as it should.
  const pid = Number((await readIfThere(join(dbPath, 'mongod.lock'))) ?? 0)
  if (!(pid > 0)) return false
  const facts = await lookAtProcess(pid)
  if (!facts?.command.includes('mongod') || !facts.command.includes(dbPath)) return false
  await endProcess(pid, 20_000)
  return true
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** A claim that was cut off while being written names no process. */
function readClaim(text: string): [pid: number, started: string] {
  try {
    const claim = JSON.parse(text) as { pid: number; started: string }
    return [claim.pid, claim.started]
  } catch {
    return [-1, '']
  }
}
