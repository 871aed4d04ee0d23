/** Key rings of the demonstration: random, made once, kept beside its data, which cannot be read without them. */
import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { demoKeyPrefix } from '../../service/settings/published.ts'
import { StartRefused, type DemoKeys } from './settings.ts'

/** The keys of a data folder, which must exist. */
export async function demoKeys(dataFolder: string): Promise<DemoKeys> {
  const file = join(dataFolder, 'demo-keys.json')
  try {
    return readKeys(await readFile(file, 'utf8'), file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  const keys: DemoKeys = {
    session: newRing(`${demoKeyPrefix}s1`),
    secret: newRing(`${demoKeyPrefix}k1`),
  }
  await writeFile(`${file}.new`, JSON.stringify(keys), { mode: 0o600 })
  await rename(`${file}.new`, file)
  return keys
}

/** @throws StartRefused for a damaged file: with other keys, what is sealed in the data could not be opened */
function readKeys(text: string, file: string): DemoKeys {
  let keys: Partial<Record<string, unknown>> | null = null
  try {
    keys = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  const { session, secret } = keys ?? {}
  if (isRing(session) && isRing(secret)) return { session, secret }
  throw new StartRefused(
    `${file} is damaged: it does not hold the keys of the demonstration. Put back a copy of it, or delete ` +
      `${dirname(file)} to start from the beginning.`,
  )
}

const isRing = (ring: unknown): ring is string =>
  typeof ring === 'string' && /^[\w-]{1,32}:[\w-]{43}(,|$)/.test(ring)

function newRing(id: string): string {
  return `${id}:${randomBytes(32).toString('base64url')}`
}
