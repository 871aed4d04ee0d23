/** Key rings of the demonstration: random, made once, kept beside its data, which cannot be read without them. */
import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { demoKeyPrefix } from '../../service/config/published.ts'

/** Values of SESSION_KEYS and SECRET_KEYS. */
export interface DemoKeys {
  session: string
  secret: string
}

/** The keys of a data folder, which must exist. */
export async function demoKeys(dataFolder: string): Promise<DemoKeys> {
  const file = join(dataFolder, 'demo-keys.json')
  try {
    return JSON.parse(await readFile(file, 'utf8')) as DemoKeys
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

function newRing(id: string): string {
  return `${id}:${randomBytes(32).toString('base64url')}`
}
