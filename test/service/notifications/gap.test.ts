/** After a gap in what was heard every stream's rights are read again: a few at a time, and all in the end. */
import mongoose from 'mongoose'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { forgetAllCallers } from '../../../service/http/authentication.ts'
import { reloadAllScreens } from '../../../service/notifications/actions/streams.ts'
import { Members } from '../../../service/team/model.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { Streams, type Followed } from './streams.ts'

let service: TestService
let streams: Streams

beforeAll(async () => {
  service = await startTestService()
  streams = new Streams(service.url)
})
afterEach(() => streams.close())
afterAll(() => service.stop())

/** Counts what is asked of the database, and the most that was under way together. */
function watchDatabase() {
  const client = mongoose.connection.getClient()
  const seen = { asked: 0, underWay: 0, most: 0 }
  const begin = () => {
    seen.asked++
    seen.most = Math.max(seen.most, ++seen.underWay)
  }
  const finish = () => void seen.underWay--
  client.on('connectionCheckOutStarted', begin)
  client.on('connectionCheckedIn', finish)
  const stop = () => {
    client.off('connectionCheckOutStarted', begin)
    client.off('connectionCheckedIn', finish)
  }
  return { seen, stop }
}

test('many streams do not ask the database all at once, and one that lost its right ends', async () => {
  const people: TestOperator[] = []
  for (let n = 0; n < 60; n++) people.push(await buildOperator(service.url))
  const followed: Followed[] = []
  for (const { client } of people) followed.push(await streams.follow(client, 'operator'))
  const last = people.at(-1)?.member._id ?? ''
  // in the database alone: no page hears of it, as in a gap
  await Members.collection.updateOne({ _id: last as never }, { $set: { roles: [] } })
  const { seen, stop } = watchDatabase()
  forgetAllCallers()
  reloadAllScreens()
  await expect.poll(() => followed.map(({ state }) => state.ended).at(-1)).toBe(true)
  stop()
  expect(followed.map(({ heard }) => heard[0]?.kind)).toEqual(people.map(() => 'everything'))
  expect(followed.filter(({ state }) => state.ended)).toHaveLength(1)
  expect(seen.asked).toBeGreaterThanOrEqual(people.length)
  expect(seen.most).toBeLessThan(people.length / 2)
})
