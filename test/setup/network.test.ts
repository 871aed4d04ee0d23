import { connect } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { takeRefusedConnections, UnexpectedNetworkAccess } from './network.ts'

test('fetching from another machine is refused, and known although the error was swallowed', async () => {
  await fetch('https://example.com/').catch(() => undefined)
  expect(takeRefusedConnections()).toEqual(['example.com:443'])
})

test('a bare socket to another machine is refused', async () => {
  const socket = connect(27017, 'db.example.com')
  const [error] = await once(socket, 'error')
  expect(error).toBeInstanceOf(UnexpectedNetworkAccess)
  expect(takeRefusedConnections()).toEqual(['db.example.com:27017'])
})
