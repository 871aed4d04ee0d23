/** Photos when MongoDB fails: what was acknowledged is there, what may be there keeps its pictures, nothing else stays. */
import { randomUUIDv7 } from 'node:crypto'
import mongoose from 'mongoose'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { sweepPictures } from '../../../service/photos/actions/sweep.ts'
import { Photos, pictures } from '../../../service/photos/model.ts'
import { arrangeFault, endFaults } from '../../setup/failpoints.ts'
import { OwnMongod } from '../../setup/own-mongod.ts'
import { clientOf } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import {
  addressOf,
  buildContent,
  buildPromoter,
  eventsOf,
  jpeg,
  submitted,
  type Promoter,
} from '../../setup/visit.ts'

let mongod: OwnMongod
let service: TestService
let mei: Promoter

beforeAll(async () => {
  mongod = await OwnMongod.start({ throwAway: true, testCommands: true })
  const uri = mongod.uri('lost_answers', 'service')
  service = await startTestService({ environment: { MONGODB_URI: uri } })
  mei = await buildPromoter(service.url)
})
afterAll(async () => {
  await service.stop()
  await mongod.end()
})
afterEach(async () => {
  await endFaults()
  clock.arrange()
})

const put = (id: string, bytes: Uint8Array) => mei.client.put(`/api/v1/photos/${id}`, bytes)
const database = () => mongoose.connection.db!
const failing = (collection: string) => ({
  failCommands: ['insert'],
  namespace: `${database().databaseName}.${collection}`,
})
/** @returns how many files a sweep throws away, so many hours from now */
async function sweptAfter(hours: number): Promise<number> {
  clock.arrange(() => new Date(Date.now() + hours * 3_600_000))
  const swept = await sweepPictures()
  clock.arrange()
  return swept
}

const filesOf = (id: string) =>
  pictures()
    .find({ filename: { $in: [`${id}/full`, `${id}/thumbnail`] } })
    .toArray()
const chunks = () =>
  database()
    .collection('photos.chunks')
    .distinct('files_id', {}, { readConcern: { level: 'local' } })
const idsInUse = async () =>
  (await Photos.find().lean()).flatMap(({ files }) => [String(files.full), String(files.thumbnail)])

/** What a phone counts on after a 200. */
async function canBeSeen(answer: { status: number; body: { url: string; thumbnailUrl: string } }) {
  expect(answer.status).toBe(200)
  for (const link of [answer.body.url, answer.body.thumbnailUrl]) {
    const { status, body } = await clientOf(service.url).get(link)
    expect(status).toBe(200)
    await sharp(body).stats()
  }
}

/** A picture of more than one part in GridFS. */
function large(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  return sharp({ create: { width: 2048, height: 2048, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 90 })
    .toBuffer()
}

describe('the insert fails', () => {
  test('after it was applied: the pictures stay, and the same sent again is there whole', async () => {
    const [id, bytes] = [randomUUIDv7(), await jpeg()]
    const writeConcernError = { code: 64, errmsg: 'waiting for replication timed out' }
    await arrangeFault({ ...failing('photos'), times: 1, writeConcernError })
    expect((await put(id, bytes)).status).toBeGreaterThanOrEqual(500)
    expect(await Photos.findById(id).lean()).not.toBeNull()
    expect(await filesOf(id)).toHaveLength(2)
    await canBeSeen(await put(id, bytes))
    expect(await filesOf(id)).toHaveLength(2)
    expect(await sweptAfter(2)).toBe(0)
    await canBeSeen(await mei.client.get(`/api/v1/photos/${id}`))
  })

  test('before it was applied: sent again it is taken, and the sweep finds what is left', async () => {
    const [id, bytes] = [randomUUIDv7(), await jpeg()]
    // the driver tries once more by itself
    await arrangeFault({ ...failing('photos'), times: 2, closeConnection: true })
    expect((await put(id, bytes)).status).toBeGreaterThanOrEqual(500)
    expect(await Photos.findById(id).lean()).toBeNull()
    await canBeSeen(await put(id, bytes))
    expect(await filesOf(id)).toHaveLength(4)
    expect(await sweptAfter(0)).toBe(0)
    expect(await sweptAfter(2)).toBe(2)
    await canBeSeen(await put(id, bytes))
  })

  test('to come in time: a sweep that overtakes it takes nothing for good', async () => {
    const [id, bytes] = [randomUUIDv7(), await jpeg()]
    await arrangeFault({
      ...failing('photos'),
      times: 1,
      blockConnection: true,
      blockTimeMS: 2_000,
    })
    const answer = put(id, bytes)
    await expect.poll(() => filesOf(id)).toHaveLength(2)
    clock.arrange(() => new Date(Date.now() + 2 * 3_600_000))
    await sweepPictures()
    expect((await answer).status).toBe(200)
    clock.arrange()
    await canBeSeen(await put(id, bytes))
    expect(await filesOf(id)).toHaveLength(2)
  })

  test('once, by a connection that breaks: the person does not notice', async () => {
    const id = randomUUIDv7()
    await arrangeFault({ ...failing('photos'), times: 1, closeConnection: true })
    await canBeSeen(await put(id, await jpeg()))
    expect(await filesOf(id)).toHaveLength(2)
  })
})

describe('a picture is stored half-way', () => {
  test('its parts are there, the file fails: no photo, and the sweep finds the parts', async () => {
    const [id, bytes] = [randomUUIDv7(), await large()]
    const before = (await chunks()).length
    await arrangeFault({ ...failing('photos.files'), times: 1, errorCode: 11601 })
    expect((await put(id, bytes)).status).toBeGreaterThanOrEqual(500)
    expect(await Photos.findById(id).lean()).toBeNull()
    expect(await filesOf(id)).toEqual([])
    // of the picture and of its thumbnail
    expect(await chunks()).toHaveLength(before + 2)
    await canBeSeen(await put(id, bytes))
    expect(await sweptAfter(2)).toBe(2)
    expect((await chunks()).map(String).toSorted()).toEqual((await idsInUse()).toSorted())
    await canBeSeen(await put(id, bytes))
  })

  test('all of it is there, but the file was answered with an error: sent again it is taken', async () => {
    const [id, bytes] = [randomUUIDv7(), await jpeg()]
    const writeConcernError = { code: 64, errmsg: 'waiting for replication timed out' }
    await arrangeFault({ ...failing('photos.files'), times: 1, writeConcernError })
    expect((await put(id, bytes)).status).toBeGreaterThanOrEqual(500)
    expect(await Photos.findById(id).lean()).toBeNull()
    await canBeSeen(await put(id, bytes))
    expect(await sweptAfter(2)).toBe(2)
    await canBeSeen(await put(id, bytes))
  })
})

describe('already there', () => {
  test.each(['photos.files', 'photos.chunks'])(
    'means that the pictures are: sent again it is mended when %s has lost one',
    async (collection) => {
      const [id, bytes] = [randomUUIDv7(), await jpeg()]
      await put(id, bytes)
      const { full, thumbnail } = (await Photos.findById(id).lean())!.files
      for (const file of [full, thumbnail]) {
        const key = collection === 'photos.files' ? '_id' : 'files_id'
        await database()
          .collection(collection)
          .deleteOne({ [key]: file })
        const answers = await Promise.all([put(id, bytes), put(id, bytes)])
        for (const answer of answers) await canBeSeen(answer)
      }
      expect((await filesOf(id)).map(({ _id }) => String(_id)).toSorted()).toEqual(
        Object.values((await Photos.findById(id).lean())!.files)
          .map(String)
          .toSorted(),
      )
      expect((await chunks()).map(String).toSorted()).toEqual((await idsInUse()).toSorted())
      // another picture is still refused
      expect(await put(id, await jpeg())).toMatchObject({
        status: 409,
        body: { code: 'same_id_other_content' },
      })
    },
  )
})

describe('a submission', () => {
  test('whose commit was applied and answered with an error is there once when sent again', async () => {
    const [id, content] = [randomUUIDv7(), await buildContent(mei)]
    const send = () => mei.client.put(addressOf(id), content)
    await arrangeFault({
      failCommands: ['commitTransaction'],
      times: 1,
      writeConcernError: { code: 100, errmsg: 'not enough data-bearing nodes' },
    })
    expect((await send()).status).toBeGreaterThanOrEqual(500)
    expect(await send()).toMatchObject({ status: 200, body: { id, status: 'in_review' } })
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['promotions.submitted'])
  })

  test('keeps its photos, however old, through every sweep', async () => {
    const { content } = await submitted(mei)
    for (const age of [2, 30, 48]) expect(await sweptAfter(age)).toBe(0)
    for (const photo of [content.store, ...content.spots].flatMap(({ photos }) => photos)) {
      await canBeSeen(await mei.client.get(`/api/v1/photos/${photo}`))
    }
  })
})
