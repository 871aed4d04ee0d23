/** The probe that tells whether MongoDB answers finds it again, also where it was away from the first moment. */
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../../scripts/free-port.ts'
import { watchDatabase, whileDatabaseAnswers } from '../../../service/database/outage.ts'
import { isRefusal } from '../../../service/errors.ts'
import { OwnMongod } from '../../setup/own-mongod.ts'

const isAway = () =>
  whileDatabaseAnswers(async () => false).catch((error: unknown) => isRefusal(error, 'unavailable'))

test('a MongoDB that came later than the probe is found', async () => {
  const port = await freePort()
  const probe = watchDatabase(`mongodb://127.0.0.1:${port}/?replicaSet=rs0`)
  onTestFinished(() => probe.stop())
  await expect.poll(isAway).toBe(true)

  const mongod = await OwnMongod.start({ port })
  onTestFinished(() => mongod.end())
  await expect.poll(isAway).toBe(false)
}, 60_000)
