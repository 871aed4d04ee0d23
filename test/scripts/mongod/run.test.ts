import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mongo } from 'mongoose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findMongod } from '../../../scripts/mongod/find.ts'
import { claimFolder, FolderInUse } from '../../../scripts/mongod/leftover.ts'
import { MongodFailed, startMongod } from '../../../scripts/mongod/run.ts'
import { lookAtProcess } from '../../../scripts/processes.ts'

const binary = await findMongod(console.error)
let dbPath = ''

beforeEach(async () => {
  dbPath = await mkdtemp(join(tmpdir(), 'run-'))
})
afterEach(() => rm(dbPath, { recursive: true }))

async function write(uri: string, text: string): Promise<void> {
  await using client = new mongo.MongoClient(uri)
  await client
    .db()
    .collection('notes')
    .insertOne({ text }, { writeConcern: { w: 'majority', journal: true } })
}

async function read(uri: string): Promise<unknown[]> {
  await using client = new mongo.MongoClient(uri)
  return await client.db().collection('notes').distinct('text')
}

test('data are there again after a stop, on whatever port', { timeout: 30_000 }, async () => {
  const first = await startMongod({ binary, dbPath })
  await write(first.uri('kept'), 'before')
  await first.stop()
  expect(await first.exited).toBe(0)

  const second = await startMongod({ binary, dbPath })
  expect(second.port).not.toBe(first.port)
  expect(await read(second.uri('kept'))).toEqual(['before'])
  await second.stop()
})

test(
  'after kill -9 of the process that started it, the next start takes its data over',
  { timeout: 30_000 },
  async () => {
    const program = join(import.meta.dirname, 'start-and-stay.ts')
    const child = spawn(process.execPath, [program, dbPath], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const left = JSON.parse(String(line)) as { uri: string; mongod: number }
    await write(left.uri, 'before')
    await expect(claimFolder(dbPath)).rejects.toThrow(FolderInUse)

    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await lookAtProcess(left.mongod)).toBeDefined()

    await claimFolder(dbPath)
    const next = await startMongod({ binary, dbPath })
    expect(await lookAtProcess(left.mongod)).toBeUndefined()
    expect(await read(next.uri('kept'))).toEqual(['before'])
    await next.stop()
  },
)

test('a start that is given up leaves no mongod behind', async () => {
  const giveUp = new AbortController()
  const start = startMongod({ binary, dbPath, signal: giveUp.signal })
  giveUp.abort()
  await expect(start).rejects.toThrow(giveUp.signal.reason as Error)
  // Nothing holds the folder, so it can be used at once.
  const next = await startMongod({ binary, dbPath })
  await next.kill()
})

test('data that mongod cannot read are told, not waited for', async () => {
  await writeFile(join(dbPath, 'storage.bson'), 'no BSON')
  await expect(startMongod({ binary, dbPath })).rejects.toThrow(MongodFailed)
})
