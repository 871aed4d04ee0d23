/** The probe that tells whether MongoDB answers finds it again, also where it was away from the first moment. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../../scripts/free-port.ts'
import { findMongod } from '../../../scripts/mongod/find.ts'
import { startMongod } from '../../../scripts/mongod/run.ts'
import { watchDatabase, whileDatabaseAnswers } from '../../../service/database/outage.ts'
import { isRefusal } from '../../../service/errors.ts'

const isAway = () =>
  whileDatabaseAnswers(async () => false).catch((error: unknown) => isRefusal(error, 'unavailable'))

test('a MongoDB that came later than the probe is found', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'partner-workspace-probe-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const port = await freePort()
  const probe = watchDatabase(`mongodb://127.0.0.1:${port}/?replicaSet=rs0`)
  onTestFinished(() => probe.stop())
  await expect.poll(isAway).toBe(true)

  const binary = await findMongod(() => undefined)
  const mongod = await startMongod({ binary, dbPath: join(folder, 'mongodb'), port })
  onTestFinished(() => mongod.stop())
  await expect.poll(isAway).toBe(false)
}, 60_000)
