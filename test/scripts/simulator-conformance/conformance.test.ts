/** The conformance run tells what it saw, and takes nothing for granted; the clients themselves are fetched by hand only. */
import { expect, test } from 'vitest'
import { clients, missingProgram } from '../../../scripts/simulator-conformance/clients.ts'
import { behaviours } from '../../../scripts/simulator-conformance/behaviours.ts'
import { Run } from '../../../scripts/simulator-conformance/run.ts'
import { tableOf } from '../../../scripts/simulator-conformance/table.ts'

test('a client that could not be looked at is no pass, one that failed is told with its reason', () => {
  const { text, failed } = tableOf(
    [
      { label: 'Go', note: 'not run: no go on this machine' },
      { label: 'Node', cells: { open: { kind: 'pass' }, ping: { kind: 'fail', why: 'silence' } } },
    ],
    ['open', 'ping', 'card'],
  )
  expect(failed).toBe(true)
  expect(text).toContain('| Go | not run: no go on this machine |')
  expect(text).toContain('| Node | pass | fail | – |')
  expect(text).toContain('Node, ping: silence')
  expect(tableOf([{ label: 'Go', note: 'not run' }], ['open']).failed).toBe(false)
})

test('a language that is not on the machine is named', async () => {
  const [client] = clients
  if (!client) throw new Error('no clients')
  expect(await missingProgram({ ...client, needs: ['no-such-language'] })).toBe('no-such-language')
  expect(await missingProgram({ ...client, needs: [] })).toBeUndefined()
})

test('a client is told where to go, and is given a code for signing in', async () => {
  const [client] = clients
  if (!client) throw new Error('no clients')
  const report = 'console.log("@@" + JSON.stringify({ saw: "given", ...process.env }))'
  const program = { command: process.execPath, args: ['-e', report], env: { OWN: 'kept' } }
  const run = await Run.start(client, program)
  try {
    expect(await run.hears('given')).toMatchObject({
      BASE_URL: run.url,
      OWN: 'kept',
      USER_ID: 'mei04',
      LOGIN_CODE: expect.stringMatching(/^\w+$/),
    })
  } finally {
    await run.stop()
  }
})

test('a client that ends, or does nothing, passes nothing', async () => {
  const [client] = clients
  if (!client) throw new Error('no clients')
  const program = { command: process.execPath, args: ['-e', 'console.log("gone")'], env: {} }
  const run = await Run.start(client, program)
  try {
    for (const look of [behaviours.open, behaviours.token])
      await expect(look(run)).rejects.toThrow(/ended with 0/)
  } finally {
    await run.stop()
  }
})
