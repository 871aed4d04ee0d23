/** The conformance run tells what it saw, and takes nothing for granted; the clients themselves are fetched by hand only. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { clients, missingProgram } from '../../../scripts/simulator-conformance/client-list.ts'
import { behaviours } from '../../../scripts/simulator-conformance/behaviours.ts'
import { Run } from '../../../scripts/simulator-conformance/run.ts'
import { tableOf } from '../../../scripts/simulator-conformance/table.ts'

const execute = promisify(execFile)

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

test('what was left out although the client has it stands below the table, with the reason', () => {
  const row = { label: 'Rust', cells: { open: { kind: 'pass' as const } } }
  const { text, failed } = tableOf(
    [{ ...row, leftOut: { card: 'reads numbers' } }],
    ['open', 'card'],
  )
  expect(failed).toBe(false)
  expect(text).toContain('| Rust | pass | – |')
  expect(text).toContain('Rust, no card: reads numbers')
})

test('a client is looked at for what it can do, and nothing is left out that is looked at', () => {
  for (const { name, behaviours: own, leftOut } of clients) {
    expect(own.length, name).toBeGreaterThan(0)
    for (const one of own) {
      expect(behaviours, name).toHaveProperty([one])
      expect(Object.keys(leftOut ?? {}), name).not.toContain(one)
    }
  }
})

test('a name that no client has is told, and ends the run with 1', async () => {
  const main = join(import.meta.dirname, '../../../scripts/simulator-conformance/main.ts')
  const asked = execute(process.execPath, [main, '--only', 'nobody'])
  await expect(asked).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('No client is called nobody.'),
  })
})

test('a language that is not on the machine is named', async () => {
  const [client] = clients
  if (!client) throw new Error('no clients')
  expect(await missingProgram({ ...client, needs: ['no-such-language'] })).toBe('no-such-language')
  expect(await missingProgram({ ...client, needs: [] })).toBeUndefined()
  const young = { ...client, needs: [], needsPython: 99 }
  expect(await missingProgram(young)).toBe('Python 3.99 or newer')
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

test('a client whose addresses are constants comes to the simulator, and is ended with the run', async () => {
  const [client] = clients
  if (!client) throw new Error('no clients')
  const program = `
    const answer = await fetch('https://api.dingtalk.com/v1.0/oauth2/accessToken', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ appKey: process.env.CLIENT_ID, appSecret: process.env.CLIENT_SECRET }),
    })
    const { accessToken } = await answer.json()
    console.log('@@' + JSON.stringify({ saw: 'token', value: accessToken, pid: process.pid }))
    setInterval(() => {}, 1000)`
  const args = ['--input-type=module', '-e', program]
  const run = await Run.start(client, { command: process.execPath, args, env: {} })
  const pid = await (async () => {
    try {
      await behaviours.token(run)
      return Number((await run.hears('token'))['pid'])
    } finally {
      await run.stop()
    }
  })()
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})

test('what a client only says, and the platform knows nothing of, is no pass', async () => {
  const [client] = clients
  if (!client) throw new Error('no clients')
  const said = [
    { saw: 'token', value: 'made-up' },
    { saw: 'signed in', name: 'Mei Chen', unionId: 'made-up' },
    { saw: 'ticket', value: 'made-up' },
    { saw: 'card made', outTrackId: 'made-up' },
    { saw: 'notified', invalid: ['nobody'], unread: ['mei04'] },
    { saw: 'sent', invalid: ['nobody'] },
    { saw: 'department', name: 'Conformance 试点', parent: 1, refusal: 0 },
    { saw: 'contacts', name: 'Mei Chen', mobile: '81230004', departments: [], refusal: 0 },
    { saw: 'media', id: '' },
  ]
  const report = said.map((one) => `console.log('@@' + ${JSON.stringify(JSON.stringify(one))})`)
  const args = ['-e', `${report.join('\n')}\nsetInterval(() => {}, 1000)`]
  const run = await Run.start(client, { command: process.execPath, args, env: {} })
  try {
    for (const look of [
      'token',
      'sign-in',
      'jsapi ticket',
      'card made',
      'work notification',
      'robot message',
      'department',
      'contacts',
      'media upload',
    ] as const)
      await expect(behaviours[look](run), look).rejects.toThrow()
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
