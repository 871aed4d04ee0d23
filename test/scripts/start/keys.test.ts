import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoKeys } from '../../../scripts/start/keys.ts'
import { readSettings, serviceEnvironment } from '../../../scripts/start/settings.ts'
import { readConfig } from '../../../service/config.ts'

test('keys are random, kept for their owner only, and good for the service', async () => {
  const folders = [
    await mkdtemp(join(tmpdir(), 'keys-')),
    await mkdtemp(join(tmpdir(), 'keys-')),
  ] as const
  const keys = await demoKeys(folders[0])
  expect(await demoKeys(folders[0])).toEqual(keys)
  expect(await demoKeys(folders[1])).not.toEqual(keys)
  expect((await stat(join(folders[0], 'demo-keys.json'))).mode & 0o777).toBe(0o600)

  const settings = readSettings({ PORT: '4000', SIMULATOR_PORT: '4100' })
  const config = readConfig(serviceEnvironment(settings, 'mongodb://127.0.0.1/demo', keys))
  expect(config.publicUrl).toBe('http://localhost:4000')
  expect(config.dingtalk.apiUrl).toBe('http://127.0.0.1:4100')
  expect(config.sessionKeys[0].key.equals(config.secretKeys[0].key)).toBe(false)
  for (const folder of folders) await rm(folder, { recursive: true })
})
