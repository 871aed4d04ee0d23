/** The same picture again: in another spot, visit, store, ISO or inspection it is told, a second try is not. */
import { randomUUIDv7 } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { startLaterMigrations } from '../../../service/database/later-migrations.ts'
import { Migrations } from '../../../service/database/migrations.ts'
import { migrations } from '../../../service/migrations.ts'
import { Photos } from '../../../service/photos/model.ts'
import { PhotoUses } from '../../../service/photos/uses/model.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { Members } from '../../../service/team/model.ts'
import { buildOperator } from '../../setup/people.ts'
import { addressOf, buildSpot, jpeg, submitted } from '../../setup/visit.ts'
import { exifBlock, withBlock } from './exif-block.ts'
import {
  bytes,
  lin,
  mei,
  nok,
  replaced,
  reusedInQueue,
  send,
  service,
  settle,
  usedBefore,
  visitWith,
  world,
} from './pictures-again.ts'

describe('the same picture in another visit', () => {
  test('is told to its sender, in the queue and on the desk, with what it was used for', async () => {
    const first = await send(mei, bytes)
    expect(first.usedBefore).toEqual([])
    const earlier = await visitWith(mei, first.id, 'First Bakery')
    const again = await send(mei, bytes)
    expect(again.usedBefore).toEqual([
      {
        kind: 'submission',
        by: 'me',
        of: earlier.id,
        item: earlier.spot,
        storeName: 'First Bakery',
        at: expect.any(String),
      },
    ])
    const later = await visitWith(mei, again.id)
    expect(await usedBefore(later.id)).toEqual({
      [again.id]: [
        {
          kind: 'submission',
          of: earlier.id,
          item: earlier.spot,
          sameVisit: false,
          storeName: 'First Bakery',
          iso: { id: mei.iso, name: mei.admin.workspace.name },
          at: again.usedBefore[0]?.['at'],
        },
      ],
    })
    expect(await reusedInQueue(later.id)).toBe(1)
    // the one that was first proves what it proved
    expect(await usedBefore(earlier.id)).toEqual({})
    expect(await reusedInQueue(earlier.id)).toBe(0)
  })

  test('is told once, at however many spots of that visit it stood', async () => {
    const [one, two] = [await send(mei, bytes), await send(mei, bytes)]
    const spots = [
      await buildSpot(mei, { photos: [one.id] }),
      await buildSpot(mei, { photos: [two.id] }),
    ]
    const earlier = await submitted(mei, { spots })
    await settle()
    const later = await visitWith(nok, (await send(nok, bytes)).id)
    expect(Object.values(await usedBefore(later.id))).toMatchObject([[{ of: earlier.id }]])
  })

  test('by a colleague or another ISO: its sender learns nothing of theirs, the platform which store of which person', async () => {
    const { id } = await send(mei, bytes)
    const earlier = await visitWith(mei, id, 'Secret Garden Café')
    const nothingElse = { kind: 'submission', of: null, item: null, storeName: null, at: null }
    const [byLin, byNok] = [await send(lin, bytes), await send(nok, bytes)]
    expect(byLin.usedBefore).toEqual([{ ...nothingElse, by: 'colleague' }])
    expect(byNok.usedBefore).toEqual([{ ...nothingElse, by: 'others' }])
    const later = await visitWith(nok, byNok.id)
    expect((await usedBefore(later.id))[byNok.id]).toMatchObject([
      { of: earlier.id, storeName: 'Secret Garden Café', iso: { id: mei.iso } },
    ])
    for (const client of [nok.client, nok.admin.client]) {
      const address =
        client === nok.client ? addressOf(later.id) : `/api/v1/workspace/submissions/${later.id}`
      expect(JSON.stringify((await client.get(address)).body)).not.toContain('Secret Garden')
    }
  })

  test('of an ISO that a reviewer does not reach: that it was used, and nothing more', async () => {
    const { id } = await send(mei, bytes)
    await visitWith(mei, id, 'Secret Garden Café')
    const again = await send(nok, bytes)
    const later = await visitWith(nok, again.id)
    const { client, member } = await buildOperator(service.url, { kind: 'platform' })
    await Members.updateOne({ _id: member._id }, { $set: { access: { isos: [nok.iso] } } })
    const { body } = await client.get(`/api/v1/reviews/${later.id}`)
    expect(body.usedBefore).toEqual({})
    expect(JSON.stringify(body)).not.toContain('Secret Garden')
    expect(await reusedInQueue(later.id)).toBe(1)
  })

  test('under the same id', async () => {
    const { id } = await send(mei, bytes)
    const earlier = await visitWith(mei, id)
    const later = await visitWith(mei, id)
    expect((await usedBefore(later.id))[id]).toMatchObject([{ of: earlier.id }])
    expect(await reusedInQueue(later.id)).toBe(1)
  })

  test('even of a revision that does not have it any more', async () => {
    const { id } = await send(mei, bytes)
    const earlier = await visitWith(mei, id)
    await replaced(earlier)
    const later = await visitWith(mei, (await send(mei, bytes)).id)
    expect(Object.values(await usedBefore(later.id))).toMatchObject([[{ of: earlier.id }]])
  })
})

describe('what makes it the same picture', () => {
  const block = exifBlock({ exif: { 0x9003: '2026:11:20 09:30:00', 0x9010: '+08:00' } })
  const original = 'c0ffee'.padEnd(32, '0')

  test.each<[string, () => Buffer | Promise<Buffer>, string?]>([
    ['with other metadata', () => withBlock(bytes, block)],
    ['with a film behind it', () => Buffer.concat([bytes, Buffer.alloc(4000, 1)])],
    ['saved as PNG', () => sharp(bytes).png().toBuffer()],
    ['saved as WebP without loss', () => sharp(bytes).webp({ lossless: true }).toBuffer()],
    [
      'saved as PNG, its metadata kept',
      () => sharp(withBlock(bytes, block)).keepExif().png().toBuffer(),
    ],
    ['made of the same file by another phone', () => jpeg(640, 480), `?original=${original}`],
  ])('%s', async (_name, make, query = '') => {
    await visitWith(mei, (await send(mei, bytes, query)).id)
    expect((await send(mei, await make(), query)).usedBefore).toHaveLength(1)
    await PhotoUses.deleteMany({ fingerprints: original })
  })

  test('another picture is another one, however alike', async () => {
    await visitWith(mei, (await send(mei, bytes)).id)
    const alike = await sharp(bytes).jpeg({ quality: 40 }).toBuffer()
    expect((await send(mei, alike)).usedBefore).toEqual([])
    expect((await send(mei, await jpeg(640, 480))).usedBefore).toEqual([])
  })
  test('what is no fingerprint is refused', async () => {
    const answer = await mei.client.put(`/api/v1/photos/${randomUUIDv7()}?original=no`, bytes)
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_input', field: 'original' } })
  })
})

describe('within a visit', () => {
  test('at another spot it is told once, at the later one', async () => {
    const [one, two] = [await send(mei, bytes), await send(mei, bytes)]
    const spots = [
      await buildSpot(mei, { photos: [one.id] }),
      await buildSpot(mei, { photos: [two.id] }),
      await buildSpot(mei, { photos: [(await send(mei, await jpeg())).id] }),
    ]
    const { id } = await submitted(mei, { spots })
    // also before anything was recorded
    for (const _ of [1, 2]) {
      expect(await usedBefore(id)).toMatchObject({
        [two.id]: [{ of: id, item: spots[0]?.id, sameVisit: true }],
      })
      await settle()
    }
    expect(await reusedInQueue(id)).toBe(1)
  })
  test('sent twice for the same spot, or again in a revision, it is none', async () => {
    const { id: photo } = await send(mei, bytes)
    const visit = await visitWith(mei, photo)
    await replaced(visit, (await send(mei, bytes)).id)
    expect(await usedBefore(visit.id)).toEqual({})
    expect(await reusedInQueue(visit.id)).toBe(0)
  })
  test('a second sending of the photo itself says nothing of its own visit alone', async () => {
    const { id } = await send(mei, bytes)
    const visit = await visitWith(mei, id)
    const again = await mei.client.put(`/api/v1/photos/${id}`, bytes)
    // the phone knows that this is the visit, and leaves it out
    expect(again.body.usedBefore).toMatchObject([{ of: visit.id, item: visit.spot }])
  })
})

describe('in an inspection', () => {
  test('a photo of the visit, and in a later visit one of the inspection', async () => {
    const task = await world.assigned(mei.admin, lin, 'Inspected Tea')
    await visitWith(lin, (await send(lin, bytes)).id, 'Shown Before')
    const answers = await world.answers(lin, task.spots)
    const copy = await send(lin, bytes)
    const fresh = await jpeg()
    const taken = await send(lin, fresh)
    answers.spots[0]!.photo = copy.id
    answers.spots[1]!.photo = taken.id
    expect((await world.submit(lin, task.id, answers)).status).toBe(200)
    await settle()
    const { body } = await world.inspector.get(`/api/v1/tasks/${task.id}`)
    expect(body.usedBefore).toMatchObject({
      [copy.id]: [{ kind: 'submission', storeName: 'Shown Before', iso: { id: mei.iso } }],
    })
    expect(Object.keys(body.usedBefore)).toEqual([copy.id])

    const later = await visitWith(lin, (await send(lin, fresh)).id)
    expect(Object.values(await usedBefore(later.id))).toMatchObject([
      [{ kind: 'inspection', of: task.id, item: task.spots[1]?.id, storeName: 'Inspected Tea' }],
    ])
  })
})

test('what was stored before is known too, however often the migration begins again', async () => {
  const photos = [await send(mei, bytes), await send(nok, bytes), await send(mei, bytes)]
  const earlier = await visitWith(mei, photos[0]!.id)
  const replacedVisit = await visitWith(mei, photos[2]!.id)
  await replaced(replacedVisit)
  const later = await visitWith(nok, photos[1]!.id)
  // as an earlier release leaves it
  await PhotoUses.deleteMany({})
  await Photos.updateMany({}, { $unset: { fingerprints: 1 } })
  await Submissions.updateMany({}, { $unset: { reused: 1 } })
  for (const _ of [1, 2]) {
    for (const { run } of migrations.filter(({ number }) => number === 56 || number === 57)) {
      let progress: unknown
      let saves = 0
      const save = async (next: unknown) => {
        progress = next
        if (++saves === 1) throw new Error('killed')
      }
      // killed after its first batch, it goes on from there
      await run({ progress, save }).catch((error: unknown) => {
        if (!(error instanceof Error) || error.message !== 'killed') throw error
      })
      await run({ progress, save: async () => {} })
    }
  }
  expect(await PhotoUses.countDocuments({ of: replacedVisit.id, photo: photos[2]!.id })).toBe(1)
  expect(await reusedInQueue(later.id)).toBe(1)
  expect((await usedBefore(later.id))[photos[1]!.id]?.[0]).toMatchObject({ of: earlier.id })
})

test('the background half records what was stored before while visits come in, and counts those again', async () => {
  const earlier = await visitWith(mei, (await send(mei, bytes)).id)
  const later = await visitWith(nok, (await send(nok, bytes)).id)
  // as an earlier release leaves it
  await PhotoUses.deleteMany({})
  await Submissions.updateMany({}, { $unset: { reused: 1 } })
  await Migrations.deleteMany({ _id: { $in: [56, 57] } })
  const meanwhile = await visitWith(mei, (await send(mei, bytes)).id)
  expect(await reusedInQueue(meanwhile.id)).toBe(0)
  await startLaterMigrations(migrations).done
  expect(await reusedInQueue(earlier.id)).toBe(0)
  expect(await reusedInQueue(later.id)).toBe(1)
  expect(await reusedInQueue(meanwhile.id)).toBe(1)
})
