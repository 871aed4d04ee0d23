/** Files that a phone hands over as photos: what is refused on the phone as the service would, and what is advised. */
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { openDevice, passLanguage, picture } from '../setup/people-at-work.ts'
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

test('a cut-off picture and a HEIC are refused at once; a small one from the album is taken with advice', async () => {
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  const sent: string[] = []
  mei.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().includes('/photos/')) sent.push(request.url())
  })
  await mei.getByRole('button', { name: 'Start Promotion: Alipay+ Marketing Code' }).click()
  await mei.getByLabel('Name on the signboard').fill('File Corner')
  await mei.getByLabel('Category').selectOption('Café, tea or bakery')
  await mei.getByRole('button', { name: 'Continue', exact: true }).click()
  await mei.getByText('Place found').waitFor()
  await mei.getByLabel('Address').fill('9 Harbour Road, Singapore 098632')
  await mei.getByRole('button', { name: 'Continue', exact: true }).click()
  await mei.getByRole('heading', { name: 'Photograph the storefront', level: 1 }).waitFor()
  const choose = (name: string, buffer: Buffer, mimeType = 'image/jpeg') =>
    mei.locator('input[type=file]').first().setInputFiles({ name, mimeType, buffer })
  const alert = mei.getByRole('alert')

  const whole = await detailed(1200, 900).jpeg().toBuffer()
  await choose('half.jpg', whole.subarray(0, whole.length / 2))
  await alert.getByText('This picture cannot be read').waitFor()

  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
  await choose('IMG_0001.jpg', Buffer.concat([heic, Buffer.alloc(2000)]))
  await alert.getByText('This picture is in the format HEIC (HEIF)').waitFor()
  await alert.getByText('Most Compatible').waitFor()
  await picture(mei, 'photo-heic')

  // a name is all that there is of a format which nothing here can tell
  await choose('IMG_0002.HEIC', Buffer.alloc(2000, 7), '')
  await alert.getByText('This picture is in the format HEIC (HEIF)').waitFor()
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
