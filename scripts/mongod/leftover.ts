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

const claimFile = 'in-use-by.json'

/**
 * Makes the folder and claims it for this process.
 * @returns gives the folder back
 * @throws FolderInUse when the process that claimed it is still there
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const owner = await ownerOf(folder)
  if (owner !== undefined && owner !== process.pid) throw new FolderInUse(folder, owner)
  await mkdir(folder, { recursive: true })
  const self = await lookAtProcess(process.pid)
  const claim = { pid: process.pid, started: self?.started ?? '' }
  await writeFile(join(folder, claimFile), JSON.stringify(claim))
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
 * Stops the mongod that still runs on a data folder after whoever started it was killed. Call it
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
