/** Where programs fetched once are kept, so that another clone on this machine finds them again. */
import { access, constants, mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

const besideTheCode = join(import.meta.dirname, '../.cache')

/**
 * The user's cache folder of this project, made when missing. `XDG_CACHE_HOME` counts when it is
 * absolute, as the XDG specification wants it. Where the home cannot be written to (a container
 * with a read-only one), it is `.cache` of this checkout.
 */
export async function cacheFolder(): Promise<string> {
  const given = process.env['XDG_CACHE_HOME']
  const base = given !== undefined && isAbsolute(given) ? given : join(homedir(), '.cache')
  const folder = join(base, 'partner-workspace')
  if (await canWrite(folder)) return folder
  await mkdir(besideTheCode, { recursive: true })
  return besideTheCode
}

async function canWrite(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
