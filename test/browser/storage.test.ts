/** A phone that does not keep what was entered: it says so, says what to do, and work goes on. */
import { expect, test } from 'vitest'
import { newId } from '../../miniapp/api/new-id.ts'
import { Drafts } from '../../service/drafts/model.ts'
import { Tasks } from '../../service/inspections/model.ts'
import { Photos } from '../../service/photos/model.ts'
import { Submissions } from '../../service/promotions/model.ts'
import { openDevice, picture } from '../setup/people-at-work.ts'
import {
  begunVisit,
  leaveDatabase,
  waitingInspection,
  waitingVisit,
} from '../setup/phone-before.ts'
import { storageFaults } from '../setup/storage-faults.ts'
import {
  atWork,
  doesNotOpen,
  goOn,
  leaveNewer,
  noRoom,
  openMei,
  photographStore,
  saved,
  scriptOfMadeUpKind,
  staffIdOf,
  start,
  taskOf,
  unkept,
  world,
} from './faulty-storage.ts'

test.each([
  ['databaseNeverOpens', 'open in another window'],
  ['databaseMissing', 'may not save anything on this phone'],
] as const)('%s: it says so, and a visit is sent all the same', async (fault, words) => {
  const mei = await openMei(fault)
  await doesNotOpen(mei).waitFor()
  await mei.getByText(words).waitFor()
  await picture(mei, `storage ${fault}`)
  await goOn(mei)
  await atWork(mei)
  await unkept(mei).getByText(words).waitFor()
  await start(mei, `Without ${fault}`)
  await photographStore(mei)
  await unkept(mei).waitFor()
  await picture(mei, `storage ${fault} photo`)
  expect(await saved(mei).count()).toBe(0)
  expect(await noRoom(mei).count()).toBe(0)
  // the photo goes to the service from memory
  await mei.getByRole('img', { name: 'Photo 1' }).waitFor()
  await mei.getByText('Uploaded', { exact: true }).waitFor({ state: 'attached' })
})

test('a database that opens after all is gone on with by itself', async () => {
  const mei = await openMei('databaseNeverOpens')
  await doesNotOpen(mei).waitFor()
  await mei.evaluate('release()')
  await atWork(mei)
  expect(await unkept(mei).count()).toBe(0)
})

test('what was entered without a database is on the phone once it opens', async () => {
  const mei = await openMei('databaseNeverOpens')
  await doesNotOpen(mei).waitFor()
  await goOn(mei)
  await atWork(mei)
  await start(mei, 'Entered Without')
  await mei.evaluate('release()')
  await unkept(mei).getByRole('button', { name: 'Try again' }).click()
  await saved(mei).waitFor()
  await mei.context().setOffline(true)
  await mei.getByRole('link', { name: 'Back' }).click()
  await mei.getByRole('link', { name: /Entered Without/ }).waitFor()
  expect(await unkept(mei).count()).toBe(0)
})

test.each(['storageForbidden', 'localStorageFull', 'cachesForbidden'] as const)(
  '%s: the page works as before',
  async (fault) => {
    const mei = await openMei(fault)
    await atWork(mei)
    await start(mei, `Kept with ${fault}`)
    await saved(mei).waitFor()
    await mei.reload()
    await mei.getByLabel('Name on the signboard').waitFor()
    expect(await mei.getByLabel('Name on the signboard').inputValue()).toBe(`Kept with ${fault}`)
    await mei.goto(world.onDevice('mei', '/work/me'))
    await mei.getByText('Mei Chen').waitFor()
    expect(await noRoom(mei).count()).toBe(0)
  },
)

test('a forbidden storage ends neither the console nor the page for joining', async () => {
  const nok = await openDevice(world, 'nok', undefined, { before: storageFaults.storageForbidden })
  await nok.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  const codes = (await world.phones.send('GET', '/tray/codes')) as { text: string }[]
  const { pathname } = new URL(codes[0]?.text ?? '')
  const aroon = await openDevice(world, 'aroon', pathname, {
    before: storageFaults.storageForbidden,
  })
  await aroon.getByRole('button', { name: 'Ask to join' }).waitFor()
})

test('a phone without room says so, keeps nothing back, and saves once there is room', async () => {
  const mei = await openMei('phoneFull')
  await atWork(mei)
  await start(mei, 'No Room')
  await unkept(mei).getByText('This phone has no room left. Free some space.').waitFor()
  await picture(mei, 'storage full')
  expect(await saved(mei).count()).toBe(0)
  await mei.evaluate('window.freed = true')
  await unkept(mei).getByRole('button', { name: 'Try again' }).click()
  await saved(mei).waitFor()
  await mei.context().setOffline(true)
  await mei.getByRole('link', { name: 'Back' }).click()
  await mei.getByRole('link', { name: /No Room/ }).waitFor()
})

test('a web view that stores no pictures stores their bytes', async () => {
  const mei = await openMei('picturesNotStorable')
  await atWork(mei)
  await start(mei, 'Bytes Only')
  await mei.route('**/api/v1/photos/**', (route) => route.abort())
  await photographStore(mei)
  await saved(mei).waitFor()
  expect(await unkept(mei).count()).toBe(0)
  await mei.reload()
  await mei.getByText('Sharp and bright enough').waitFor()
  await mei.getByRole('img', { name: 'Photo 1' }).waitFor()
  // it has not been sent: what is seen comes from the phone
  const source = await mei.getByRole('img', { name: 'Photo 1' }).getAttribute('src')
  expect(source).toMatch(/^blob:/)
  await mei.unroute('**/api/v1/photos/**')
  await mei.evaluate(() => window.dispatchEvent(new Event('online')))
  await mei.getByText('Uploaded', { exact: true }).waitFor({ state: 'attached' })
})

test('a photo that was not kept is never shown as saved', async () => {
  const mei = await openMei('photosRefused')
  await atWork(mei)
  await start(mei, 'Not Kept')
  await mei.route('**/api/v1/photos/**', (route) => route.abort())
  await saved(mei).waitFor()
  await photographStore(mei)
  await unkept(mei).getByText('storage of this phone does not answer').waitFor()
  await mei.getByText('Not saved on this phone. Stay on this page until it is sent.').waitFor()
  await picture(mei, 'storage photo refused')
  // what is written after it is kept, and makes the photo no safer
  await mei.getByRole('button', { name: 'Use this photo' }).click()
  await mei.getByRole('heading', { name: 'Where did you put up the codes?' }).waitFor()
  await unkept(mei).waitFor()
  expect(await saved(mei).count()).toBe(0)
  expect(await noRoom(mei).count()).toBe(0)
  await mei.evaluate('window.freed = true')
  await unkept(mei).getByRole('button', { name: 'Try again' }).click()
  await saved(mei).waitFor()
  expect(await unkept(mei).count()).toBe(0)
})

test('a connection that was lost is opened again at the next write', async () => {
  const mei = await openMei('connectionLost')
  await atWork(mei)
  await start(mei, 'Before')
  await saved(mei).waitFor()
  await mei.evaluate(`window.lost = 'now'`)
  await mei.getByLabel('Name on the signboard').fill('After the Loss')
  await expect.poll(() => mei.evaluate('window.lost')).toBe('was')
  await saved(mei).waitFor()
  expect(await unkept(mei).count()).toBe(0)
  await mei.reload()
  await mei.getByLabel('Name on the signboard').waitFor()
  expect(await mei.getByLabel('Name on the signboard').inputValue()).toBe('After the Loss')
})

test('a database of a newer version that lacks what is needed: words, and a way on', async () => {
  const mei = await openDevice(world, 'mei', '/favicon.svg')
  await leaveNewer(mei, false)
  await mei.goto(world.onDevice('mei', '/'))
  await doesNotOpen(mei).waitFor()
  await mei.getByText('A newer version of the app has saved work here').waitFor()
  await picture(mei, 'storage newer')
  await goOn(mei)
  await atWork(mei)
  await start(mei, 'After a Newer One')
  await unkept(mei).waitFor()
  expect(await noRoom(mei).count()).toBe(0)
})

test('a database that a newer version only added to is gone on with', async () => {
  const mei = await openDevice(world, 'mei')
  await atWork(mei)
  await start(mei, 'Of Both Versions')
  await saved(mei).waitFor()
  const address = mei.url()
  await mei.goto(world.onDevice('mei', '/favicon.svg'))
  await leaveNewer(mei, true)
  await mei.goto(address)
  await mei.getByLabel('Name on the signboard').waitFor()
  expect(await mei.getByLabel('Name on the signboard').inputValue()).toBe('Of Both Versions')
  await saved(mei).waitFor()
})

test('what an earlier release left on the phone is found, sent once, and thrown away where it was', async () => {
  const mei = await openDevice(world, 'mei')
  await atWork(mei)
  await start(mei, 'To Be Thrown Away')
  await expect
    .poll(() => Drafts.countDocuments({ 'content.store.name': 'To Be Thrown Away' }))
    .toBe(1)
  const thrownAway = await Drafts.findOne({ 'content.store.name': 'To Be Thrown Away' }).lean()
  const owner = await staffIdOf(mei)
  const task = await taskOf(mei)
  const sentVisit = waitingVisit(owner, 'Sent Before', 'APMC-HP-0001')
  const sentInspection = waitingInspection(owner, task)
  await mei.goto(world.onDevice('mei', '/favicon.svg'))
  await leaveDatabase(mei, {
    visits: [begunVisit(owner, 'Of the Release Before'), sentVisit.visit],
    inspections: [sentInspection.inspection],
    photos: [sentVisit.photo, sentInspection.photo],
    discards: [{ id: String(thrownAway?._id), owner }],
  })
  await mei.goto(world.onDevice('mei', '/'))
  await mei.getByRole('link', { name: /Of the Release Before/ }).waitFor()
  const named = (name: string) => Drafts.countDocuments({ 'content.store.name': name })
  await expect.poll(() => named('Of the Release Before')).toBe(1)
  await expect.poll(() => named('To Be Thrown Away')).toBe(0)

  const tasks = () => Tasks.findById(task.id).orFail().lean()
  await expect.poll(async () => (await tasks()).status).toBe('submitted')
  await mei.goto(world.onDevice('mei', '/work/outbox'))
  await mei.getByRole('heading', { name: 'Everything is sent' }).waitFor()
  const { answers, earlierAnswers } = await tasks()
  expect([answers?.id, ...earlierAnswers]).toEqual([sentInspection.inspection.answers])
  const submissions = await Submissions.find({ 'store.name': 'Sent Before' }).lean()
  expect(submissions).toMatchObject([{ _id: sentVisit.visit.id, revision: 1 }])
})

test('a kind of entry that is only declared is kept, sent with its photo, and leaves others as they are', async () => {
  const mei = await openDevice(world, 'mei')
  await atWork(mei)
  await start(mei, 'Beside a New Kind')
  await saved(mei).waitFor()
  const owner = await staffIdOf(mei)
  const script = await scriptOfMadeUpKind()
  const given = [owner, newId(), newId()].map((one) => JSON.stringify(one))
  const [staff, check, photo] = given
  const elsewhere = async () => {
    await mei.goto(world.onDevice('mei', '/favicon.svg'))
    await mei.evaluate(script)
  }
  await elsewhere()
  await mei.evaluate(`madeUp.fillIn(${staff}, ${check}, ${photo})`)
  // another opening of the page finds what was filled in
  await elsewhere()
  expect(await mei.evaluate(`madeUp.submit(${staff}, ${check})`)).toBe('Top')
  const whatWasSent = () => mei.evaluate<string[]>(`madeUp.sentAndForgotten(${check})`)
  await expect.poll(whatWasSent).toEqual([`{"shelf":"Top","photo":${photo}}`])
  expect(await Photos.countDocuments({ _id: JSON.parse(photo ?? '') })).toBe(1)
  await mei.goto(world.onDevice('mei', '/'))
  await mei.getByRole('link', { name: /Beside a New Kind/ }).waitFor()
})
