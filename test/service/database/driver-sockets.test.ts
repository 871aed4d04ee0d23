/** A socket that its server closed is MongoDB's absence, also where the driver throws Node's own error. */
import type { Socket } from 'node:net'
import { createConnection } from 'node:net'
import { once } from 'node:events'
import mongoose from 'mongoose'
import { expect, inject, onTestFinished, test } from 'vitest'
import { isDatabaseUnreachable } from '../../../service/database/unreachable.ts'

/** Where the driver keeps its connections, by its own names. */
interface Inner {
  topology: {
    s: { servers: Map<string, { pool: { connections: Iterable<{ socket: Socket }> } }> }
  }
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

test('a command on a connection that is closed already failed because MongoDB is away', async () => {
  const client = new mongoose.mongo.MongoClient(inject('mongodbUri'), { maxPoolSize: 1 })
  onTestFinished(() => client.close())
  await client.db().command({ ping: 1 })
  const { servers } = (client as unknown as Inner).topology.s
  for (const { pool } of servers.values()) for (const { socket } of pool.connections) socket.end()
  const error = await failureOf(client.db().command({ ping: 1 }))
  expect(error).toBeInstanceOf(Error)
  expect(isDatabaseUnreachable(error)).toBe(true)
})

test('a socket of another program says nothing about MongoDB', async () => {
  const socket = createConnection(Number(new URL(inject('mongodbUri')).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.end()
  const failed = once(socket, 'error')
  socket.write('late')
  const [error] = await failed
  expect(error).toMatchObject({ code: 'ERR_STREAM_WRITE_AFTER_END' })
  expect(isDatabaseUnreachable(error)).toBe(false)
})
