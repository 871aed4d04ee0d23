/** Downloads mongod from MongoDB's own site through mongodb-memory-server, where that site can be reached. */
import { Agent, request } from 'node:https'
import { join } from 'node:path'

/**
 * The newest line that still opens data written by the wheel's 6.0, so that a machine whose
 * network opens up later keeps its data.
 */
const version = '7.0.20'

/** MongoDB's download site, or the mirror that mongodb-memory-server is told to use. */
function site(): string {
  return process.env['MONGOMS_DOWNLOAD_MIRROR'] ?? 'https://fastdl.mongodb.org'
}

/**
 * Whether the download site answers within the limit (milliseconds). Without this a closed network
 * costs every first start the long time-out of the download.
 */
export function siteAnswers(limit = 5_000): Promise<boolean> {
  return new Promise((resolve) => {
    const agent = new Agent({ proxyEnv: process.env })
    const probe = request(site(), { method: 'HEAD', agent, signal: AbortSignal.timeout(limit) })
    probe.on('response', (answer) => {
      answer.resume()
      resolve(true)
    })
    probe.on('error', () => resolve(false))
    probe.end()
  })
}

/** An earlier download, in this project's cache or in one of mongodb-memory-server's own places. */
export async function findDownloaded(cache: string): Promise<string | undefined> {
  const { DryMongoBinary } = await import('mongodb-memory-server-core')
  return DryMongoBinary.locateBinary(options(cache))
}

/** Downloads, checks (MD5 from the same site) and unpacks; prints its own progress; returns the path. */
export async function download(cache: string): Promise<string> {
  const { MongoBinary } = await import('mongodb-memory-server-core')
  return MongoBinary.getPath({ ...options(cache), checkMD5: true })
}

function options(cache: string) {
  return {
    version: process.env['MONGOMS_VERSION'] ?? version,
    downloadDir: join(cache, 'mongodb-memory-server'),
  }
}
