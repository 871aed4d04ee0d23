/** Whatever the service asks of DingTalk, the simulated one knows. */
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { simulated } from './simulated.ts'

const root = join(import.meta.dirname, '../../..')
const anyPath = /\/(?:gettoken|topapi\/[\w/]+|call_back\/\w+|v1\.0\/[\w/]+|auth\/scopes)\b/g

/** Topics of the Stream look like paths. */
const topics = ['/v1.0/im/bot/messages/get', '/v1.0/card/instances/callback']

async function pathsAskedFor(): Promise<string[]> {
  const found = new Set<string>()
  for await (const file of glob('{service/dingtalk,scripts/dingtalk-check}/**/*.ts', { cwd: root }))
    for (const [path] of (await readFile(join(root, file), 'utf8')).matchAll(anyPath))
      if (!topics.includes(path)) found.add(path)
  return [...found]
}

test('every path in the door and in the set-up check is one that the simulator answers', async () => {
  const simulator = await simulated()
  const paths = (await pathsAskedFor()).filter(
    // the folder that two of them stand in
    (path) => path !== '/topapi/message/corpconversation',
  )
  expect(paths.length).toBeGreaterThan(15)
  const unknown: string[] = []
  for (const path of paths) {
    const answers = await Promise.all(
      ['GET', 'POST', 'PUT'].map((method) =>
        simulator.ask(method, path, method === 'GET' ? undefined : {}),
      ),
    )
    const isKnown = answers.some(
      ({ body }) => body.code !== 'InvalidAction.NotFound' && body.errcode !== 404,
    )
    if (!isKnown) unknown.push(path)
  }
  expect(unknown).toEqual([])
})
