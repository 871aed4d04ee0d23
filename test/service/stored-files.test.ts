/** Stored files of a kind that is no evidence: portraits, which go with the person, and by themselves after a month. */
import { Types } from 'mongoose'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { clock } from '../../service/clock.ts'
import { domains } from '../../service/domains.ts'
import { answerFile, mustBeValidLink } from '../../service/files/answer.ts'
import { expectedOf } from '../../service/files/kind.ts'
import { fileLinks } from '../../service/files/links.ts'
import { filesInParts } from '../../service/files/parts.ts'
import { system } from '../../service/http/callers.ts'
import { binary, endpoint } from '../../service/http/contract.ts'
import { receive } from '../../service/http/read-bytes.ts'
import { serve, serveRaw } from '../../service/http/serve.ts'
import type { PersonalData } from '../../service/personal-data/declaration.ts'
import { eraseEntry } from '../../service/privacy/actions/erase.ts'
import { clientOf } from '../setup/people.ts'
import { startTestService, type TestService } from '../setup/service.ts'
import { buildPromoter, type Promoter } from '../setup/visit.ts'

const month = 30 * 86_400_000

const portraits = filesInParts(
  {
    name: 'portraits',
    maxBytes: 2_500_000,
    tooLarge: 'photo_too_large',
    keptFor: month,
    erased: 'removed',
  },
  'Portrait',
)
const links = fileLinks('portrait links')

const putPortrait = endpoint('PUT /api/v1/portraits', {
  name: 'putPortrait',
  by: 'associated staff',
  summary: 'Store my portrait',
  body: binary,
  media: { 'image/jpeg': {} },
  answer: z.object({ url: z.string() }),
})
const showPortrait = endpoint('GET /api/v1/portraits/:portraitId', {
  name: 'showPortrait',
  by: 'anyone',
  summary: 'Show a portrait by a signed link',
  params: z.object({ portraitId: z.string() }),
  query: z.object({ expires: z.coerce.number(), signature: z.string() }),
  answer: binary,
  media: { 'image/jpeg': {} },
  errors: ['link_expired', 'not_found'],
})

const routes = [
  serve(putPortrait, ({ me, http }) =>
    receive(http, expectedOf(portraits.kind, me.id), async (bytes) => {
      const owner = { workspace: me.iso.id, person: me.id }
      const { portrait } = await portraits.store(owner, { portrait: { name: me.id, bytes } })
      return { url: `/api/v1/portraits/${portrait}?${links.query(portrait.toHexString())}` }
    }),
  ),
  serveRaw(showPortrait, async ({ params: { portraitId }, query }, ctx) => {
    const seconds = mustBeValidLink(links, portraitId, query)
    await answerFile(ctx, portraits, {
      id: new Types.ObjectId(portraitId),
      type: 'image/jpeg',
      seconds,
    })
  }),
]
const personalData: PersonalData[] = [
  {
    collection: 'portraits.files',
    find: () => Promise.resolve([]),
    erase: ({ staff }) => portraits.eraseOf(staff),
  },
]

let service: TestService
let mei: Promoter
let lin: Promoter

beforeAll(async () => {
  service = await startTestService({ domains: [...domains, { routes, personalData }] })
  ;[mei, lin] = [await buildPromoter(service.url), await buildPromoter(service.url)]
})
afterAll(() => service.stop())
afterEach(() => clock.arrange())

/** Of more than one part. */
const bytes = Buffer.alloc(2_400_000, 'portrait ')

async function stored(promoter: Promoter): Promise<string> {
  const { status, body } = await promoter.client.put('/api/v1/portraits', bytes)
  expect(status).toBe(200)
  return body.url
}
const shown = async (url: string) => (await clientOf(service.url).get(url)).status

test('a file is shown byte by byte to everyone who holds the link, and to no other', async () => {
  const url = await stored(mei)
  const { status, body } = await clientOf(service.url).get(url)
  expect(status).toBe(200)
  expect(Buffer.from(body).equals(bytes)).toBe(true)
  expect(await shown(url.replace(/signature=.*/, 'signature=made.up'))).toBe(403)
  expect(await shown(url.replace(/expires=\d/, 'expires=9'))).toBe(403)
  const another = await stored(lin)
  const [, query = ''] = another.split('?')
  expect(await shown(`${url.split('?')[0]}?${query}`)).toBe(403)
})

test('one that is too large is refused, and nothing of it is kept', async () => {
  const before = await portraits.Parts.countDocuments({})
  const { status, body } = await mei.client.put('/api/v1/portraits', Buffer.alloc(2_500_001))
  expect([status, body.code]).toEqual([413, 'photo_too_large'])
  expect(await portraits.Parts.countDocuments({})).toBe(before)
})

test('it goes with the person when they are erased, and that of others stays', async () => {
  const [gone, stays] = [await stored(mei), await stored(lin)]
  const files = await portraits.Files.distinct('_id', { 'metadata.person': mei.staff })
  expect(await portraits.Parts.countDocuments({ files_id: { $in: files } })).toBe(files.length * 3)
  expect(await eraseEntry(mei.member, personalData, system)).toBe(true)
  expect(await shown(gone)).toBe(404)
  expect(await shown(stays)).toBe(200)
  expect(await portraits.Parts.countDocuments({ files_id: { $in: files } })).toBe(0)
})

test('it goes by itself once it was kept as long as its kind says', async () => {
  const old = await stored(lin)
  clock.arrange(() => new Date(Date.now() + month - 3_600_000))
  expect(await portraits.expire()).toBe(0)
  expect(await portraits.Files.exists({ 'metadata.person': lin.staff })).not.toBeNull()
  clock.arrange(() => new Date(Date.now() + month + 60_000))
  expect(await portraits.expire()).toBeGreaterThan(0)
  clock.arrange()
  expect(await shown(old)).toBe(404)
})
