/** Reference data: the same in a database that is new and in one that had the release before, whatever was edited since. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { configure } from '../../../service/config.ts'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { Migrations, runMigrations } from '../../../service/database/migrations.ts'
import { fillMissing, insertMissing } from '../../../service/database/standard-rows.ts'
import { log } from '../../../service/log.ts'
import { migrations } from '../../../service/migrations.ts'
import { Products } from '../../../service/products/model.ts'
import { RejectReasons } from '../../../service/reviews/model.ts'
import { RejectionReasons } from '../../../service/rejection-reasons/model.ts'
import { Roles } from '../../../service/team/model.ts'
import { predefinedRoles } from '../../../service/team/rules.ts'
import { testEnvironment } from '../../setup/environment.ts'

const root = join(import.meta.dirname, '../../..')

beforeEach(async () => {
  log.level = 'silent'
  await disconnectDatabase()
  await connectDatabase(configure(testEnvironment()).mongodbUri)
})
afterAll(disconnectDatabase)

const lists = [
  'roles',
  'products',
  'storeCategories',
  'spotKinds',
  'posmTypes',
  'posmLimits',
  'rejectReasons',
  'rejectionReasons',
  'agreementTexts',
]

async function allRows() {
  const rows = lists.map(async (name) => [
    name,
    await mongoose.connection.collection(name).find().sort({ _id: 1 }).toArray(),
  ])
  return Object.fromEntries(await Promise.all(rows)) as Record<string, { _id: unknown }[]>
}

test('a database with older reference data ends as a new one does', async () => {
  await runMigrations(migrations)
  const fresh = await allRows()
  expect(fresh['roles']).toHaveLength(predefinedRoles.length)
  expect(fresh['rejectReasons']).toHaveLength(19)

  // as if a release before had known one language, fewer rows and fewer fields, and other rights
  await Migrations.deleteMany({})
  await Products.collection.updateMany({}, { $unset: { 'names.zh-CN': 1, 'summaries.zh-CN': 1 } })
  await Products.collection.deleteOne({ _id: 'spot_inspection' as never })
  await RejectReasons.collection.updateMany(
    {},
    { $unset: { remedies: 1, ofPosm: 1, 'names.zh-CN': 1 } },
  )
  await RejectReasons.collection.deleteOne({ _id: 'photo_edited' as never })
  await RejectionReasons.collection.updateMany({}, { $unset: { retired: 1 } })
  await Roles.collection.updateMany({}, { $set: { permissions: ['staff.view', 'gone'] } })
  await runMigrations(migrations)
  expect(await allRows()).toEqual(fresh)
})

test('what operators edited, added or retired stays', async () => {
  await runMigrations(migrations)
  await Migrations.deleteMany({})
  const names = { en: 'Marketing Code' }
  await Products.collection.updateOne(
    { _id: 'marketing_code' as never },
    { $set: { names, open: false, order: 9 } },
  )
  await RejectionReasons.updateOne({ _id: 'other' }, { $set: { retired: true } })
  await RejectionReasons.collection.insertOne({ _id: 'no_thai', names } as never)
  await runMigrations(migrations)
  expect(await Products.findById('marketing_code').lean()).toMatchObject({
    names: { en: 'Marketing Code', 'zh-CN': 'Alipay+ 营销码' },
    open: false,
    order: 9,
  })
  expect(await RejectionReasons.findById('other').lean()).toMatchObject({ retired: true })
  expect(await RejectionReasons.collection.findOne({ _id: 'no_thai' as never })).toEqual({
    _id: 'no_thai',
    names,
  })
})

test('texts that were not edited get the words of the glossary, and edited ones stay', async () => {
  await runMigrations(migrations)
  const fresh = await allRows()
  // as the releases before wrote them
  const former = {
    products: ['primary_posm', 'summaries.zh-CN', '张贴不带二维码的宣传物料。'],
    storeCategories: ['bar', 'names.zh-CN', '酒吧、夜场'],
    spotKinds: ['table', 'names.zh-CN', '餐桌'],
    rejectReasons: ['photo_edited', 'names.zh-CN', '照片经过修改'],
    rejectionReasons: ['not_our_staff', 'words.en', 'They do not know you as one of their staff'],
  } as const
  const put = async (name: string, id: string, path: string, text: string) =>
    mongoose.connection.collection(name).updateOne({ _id: id as never }, { $set: { [path]: text } })
  for (const [name, [id, path, text]] of Object.entries(former)) await put(name, id, path, text)
  await put('rejectReasons', 'posm_not_fixed', 'names.en', 'It may fall')
  await Migrations.deleteMany({ _id: { $in: [75, 76, 77] } })
  await runMigrations(migrations)
  const edited = await RejectReasons.findById('posm_not_fixed').lean()
  expect(edited?.names).toMatchObject({ en: 'It may fall', 'zh-CN': '物料未固定' })
  await put('rejectReasons', 'posm_not_fixed', 'names.en', 'POSM is not fixed in place')
  expect(await allRows()).toEqual(fresh)
})

test('a later release brings a row and a language to databases that exist, and revives nothing', async () => {
  await runMigrations(migrations)
  await RejectReasons.deleteOne({ _id: 'photo_edited' })
  await RejectReasons.updateOne({ _id: 'photo_blurred' }, { $set: { 'names.th': 'เบลอ' } })
  const thai = (_id: string) => ({ _id, names: { th: 'ภาพ' } })
  const added = { ...thai('photo_mirrored'), remedies: { en: 'Turn it.' }, order: 20 }
  await runMigrations([
    ...migrations,
    {
      number: 1_000,
      name: 'reviews: a reason for mirrored photos, and Thai',
      async run() {
        await insertMissing(RejectReasons, [added])
        await fillMissing(
          RejectReasons,
          ['photo_edited', 'photo_blurred', 'photo_too_dark'].map(thai),
        )
      },
    },
  ])
  const rows = await RejectReasons.find().lean()
  const namesOf = (id: string) => rows.find(({ _id }) => _id === id)?.names
  expect(rows.find(({ _id }) => _id === 'photo_mirrored')).toEqual(added)
  expect(namesOf('photo_edited')).toBeUndefined()
  expect(namesOf('photo_blurred')).toMatchObject({ en: 'Photo is blurred', th: 'เบลอ' })
  expect(namesOf('photo_too_dark')).toMatchObject({ en: 'Photo is too dark', th: 'ภาพ' })
})

/**
 * A migration runs once, so a change of these data reaches no database that exists. When this fails: add a migration
 * that brings the change (only what is new: `insertMissing` of the new rows, `fillMissing` of the new texts, `rewordUnedited` of changed ones), and
 * write the new fingerprint here.
 */
test('reference data change only together with a migration', async () => {
  const fingerprint = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
  const ofFile = async (path: string) =>
    // formatting is no change
    fingerprint(JSON.stringify(JSON.parse(await readFile(join(root, 'service', path), 'utf8'))))
  expect({
    'products/standard.json': await ofFile('products/standard.json'),
    'reviews/reject-reasons.json': await ofFile('reviews/reject-reasons.json'),
    'rejection-reasons/reasons.json': await ofFile('rejection-reasons/reasons.json'),
    'agreements/standard.json': await ofFile('agreements/standard.json'),
    'predefined roles': fingerprint(JSON.stringify(predefinedRoles)),
  }).toEqual({
    'products/standard.json': '08c45688de28b7d4',
    'reviews/reject-reasons.json': '5bba0f24283e6a5a',
    'rejection-reasons/reasons.json': '255ff94e1d2dd9d1',
    'agreements/standard.json': 'f40264f3a9e287ad',
    'predefined roles': '155a3d6ec2f5441e',
  })
})
