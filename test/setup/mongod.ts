/** Global set-up: one MongoDB server for all test files, on data that is thrown away. */
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { mongo } from 'mongoose'
import type { TestProject } from 'vitest/node'
import { findMongod } from '../../scripts/mongod/find.ts'
import { claimFolder, ownerOf, stopLeftover } from '../../scripts/mongod/leftover.ts'
import { startMongod } from '../../scripts/mongod/run.ts'
import { allRuns } from './own-mongod.ts'

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const demonstration = `test_demonstration_${randomBytes(4).toString('hex')}`
  project.provide('demonstration', demonstration)
  const given = process.env['MONGODB_URI']
  if (given) {
    project.provide('mongodbUri', given)
    return () => drop(given, [demonstration, `${demonstration}_mark`])
  }
  await mkdir(allRuns, { recursive: true })
  await removeAbandonedRuns()
  const folder = await mkdtemp(join(allRuns, 'run-'))
  await claimFolder(folder)
  const binary = await findMongod(console.log)
  const dbPath = join(folder, 'mongodb')
  const log = join(folder, 'mongod.log')
  const mongod = await startMongod({ binary, dbPath, log, throwAway: true })
  project.provide('mongodbUri', mongod.uri('test'))
  return async () => {
    await mongod.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

async function drop(uri: string, databases: string[]): Promise<void> {
  const client = new mongo.MongoClient(uri)
  for (const name of databases) await client.db(name).dropDatabase()
  await client.close()
}

/** A test run that was killed left its server and its data behind; nothing else will remove them. */
async function removeAbandonedRuns(): Promise<void> {
  for (const name of await readdir(allRuns)) {
    const folder = join(allRuns, name)
    if ((await ownerOf(folder)) !== undefined) continue
    // one that is just being made has no owner yet; one that has gone meanwhile was another run's to remove
    const made = (await stat(folder, { throwIfNoEntry: false }))?.mtimeMs
    if (made === undefined || Date.now() - made < 60_000) continue
    await stopLeftover(join(folder, 'mongodb'))
    await rm(folder, { recursive: true, force: true })
  }
}
