/** Files that a phone hands over as photos: what is refused on the phone as the service would, and what is advised. */
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { Submissions } from '../../service/promotions/model.ts'
import { haveSignedIn, openDevice, passLanguage, picture } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

/** A picture with so much in it that a cut in the middle takes half of it away. */
function detailed(width: number, height: number) {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 150, sigma: 50 },
    },
  })
}

/** Mei begins a visit and stands before the storefront. */
async function openStorefront(store: string) {
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  await mei.getByRole('button', { name: 'Start Promotion: Alipay+ Marketing Code' }).click()
  await mei.getByLabel('Name on the signboard').fill(store)
  await mei.getByLabel('Category').selectOption('Café, tea or bakery')
  await mei.getByRole('button', { name: 'Continue', exact: true }).click()
  await mei.getByText('Location found').waitFor()
  await mei.getByLabel('Address').fill('9 Harbour Road, Singapore 098632')
  await mei.getByRole('button', { name: 'Continue', exact: true }).click()
  await mei.getByRole('heading', { name: 'Photograph the storefront', level: 1 }).waitFor()
  const choose = (name: string, buffer: Buffer, mimeType = 'image/jpeg') =>
    mei.locator('input[type=file]').first().setInputFiles({ name, mimeType, buffer })
  return { mei, choose }
}

test('a cut-off picture and a HEIC are refused at once; a small one from the album is taken with advice', async () => {
  const { mei, choose } = await openStorefront('File Corner')
  const sent: string[] = []
  mei.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().includes('/photos/')) sent.push(request.url())
  })
  const alert = mei.getByRole('alert')

  const whole = await detailed(1200, 900).jpeg().toBuffer()
  await choose('half.jpg', whole.subarray(0, whole.length / 2))
  await alert.getByText('This photo cannot be read').waitFor()

  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
  await choose('IMG_0001.jpg', Buffer.concat([heic, Buffer.alloc(2000)]))
  await alert.getByText('This photo is in the format HEIC (HEIF)').waitFor()
  await alert.getByText('Most Compatible').waitFor()
  await picture(mei, 'photo-heic')

  // a name is all that there is of a format which nothing here can tell
  await choose('IMG_0002.HEIC', Buffer.alloc(2000, 7), '')
  await alert.getByText('This photo is in the format HEIC (HEIF)').waitFor()
  expect(sent).toEqual([])

  const written = {
    IFD2: { DateTimeOriginal: '2026:01:20 09:30:00', OffsetTimeOriginal: '+08:00' },
  }
  await choose('old.jpg', await detailed(320, 240).withExif(written).jpeg().toBuffer())
  await mei.getByText('Too small: details cannot be seen.').waitFor()
  await mei.getByText(/^From the album, taken Jan (19|20), 2026/).waitFor()
  await picture(mei, 'photo-small-album')
  await mei.getByRole('button', { name: 'Use this photo', exact: true }).waitFor()
})

test('the same picture at another spot is advised against on the phone, and told to the reviewer', async () => {
  const { mei, choose } = await openStorefront('Twice Shown Tea')
  const same = await detailed(1200, 900).jpeg().toBuffer()
  await choose('one.jpg', same)
  const go = (name: string) => mei.getByRole('button', { name, exact: true }).click()
  await go('Use this photo')
  await go('Add spot')
  await mei.getByText('Cashier counter', { exact: true }).click()
  await choose('copy of one.jpg', same)
  const advice = mei.getByText('The same photo is already used elsewhere in this store.')
  await advice.waitFor()
  await picture(mei, 'photo-reused')
  // typed as people write it, with dashes of another kind
  await mei.getByLabel('Type the code').fill(' apmc\u2013hp\u20130001. ')
  await go('Add')
  const codes = mei.getByRole('list', { name: 'Marketing Codes' })
  await codes.getByText('APMC-HP-0001').waitFor()
  await go('Done')
  await go('Continue with 1 spot')
  await mei.getByRole('checkbox', { name: /The store agreed/ }).check()
  await go('Continue')
  await go('Submit 1 spot')
  await mei.getByText('Everything has arrived').waitFor()
  const counted = () =>
    Submissions.findOne({ 'store.name': 'Twice Shown Tea' }, { reused: 1 }).lean()
  await expect.poll(async () => (await counted())?.reused).toBe(1)

  await haveSignedIn(world, 'ravi')
  const ravi = await openDevice(world, 'ravi', '/console/reviews')
  const row = ravi.getByRole('row').filter({ hasText: 'Twice Shown Tea' })
  await row.getByText('1 photo used before').waitFor()
  await row.scrollIntoViewIfNeeded()
  await picture(ravi, 'queue-reused')
  await ravi.getByRole('link', { name: /Twice Shown Tea/ }).click()
  await ravi.getByRole('button', { name: 'Spot 1, photo 1, not viewed yet' }).click()
  await ravi.getByText(/^Used before/).waitFor()
  const note = ravi.getByRole('region', { name: 'Spot 1' }).getByRole('note')
  await note.getByText('Photo 1: In this submission, for the storefront').waitFor()
  await picture(ravi, 'desk-reused')

  // the next visit, on the same phone: the service knows the picture
  const later = await openStorefront('Once More Tea')
  await later.choose('one.jpg', same)
  await later.mei.getByText('The same photo was used for Twice Shown Tea.').waitFor()
  await picture(later.mei, 'photo-reused-later')
})
