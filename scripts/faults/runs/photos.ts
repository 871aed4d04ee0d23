/** Photos: many with each visit, and many while the primary gives way. */
import { setTimeout as sleep } from 'node:timers/promises'
import { findPhotos } from '../audit.ts'
import { ledgerOf } from '../ledger.ts'
import { answersOf, visitsDuring, type Run } from '../run.ts'
import { Line } from '../traffic/ask.ts'
import { makePicture, sendPhotos } from '../traffic/photos.ts'

export const photoHeavy: Run = {
  name: 'photo-heavy',
  what: 'visits with eight photos each, four begun in a second',
  needs: { members: 1, instances: 1 },
  go: (house) =>
    visitsDuring(house, () => Promise.resolve(), {
      perSecond: 4,
      seconds: 15,
      photos: 8,
      upload: true,
    }),
}

/** Photos to send, not so fast that they are all there before the last step-down, and seconds to begin them in. */
const photos = { most: 2_000, perSecond: 80, seconds: 48 }
const times = 5

export const lostPhotos: Run = {
  name: 'lost-photos',
  what: `five step-downs while about ${photos.most} photos are sent; every acknowledged one must be readable`,
  needs: { members: 3, instances: 3 },
  go: async (house) => {
    const line = new Line(house.urls)
    try {
      // small, so that many are sent: what is tried is the moment between a picture and its row
      const bytes = await makePicture(160, 120)
      let sending = true
      let meanwhile = 0
      const [{ acknowledged, begun }] = await Promise.all([
        sendPhotos(line, house.people.staff, {
          clients: 24,
          patience: 10,
          bytes,
          ...photos,
        }).finally(() => (sending = false)),
        (async () => {
          for (let time = 0; time < times; time++) {
            await sleep(2_500)
            await house.set.stepDown()
            if (sending) meanwhile++
          }
        })(),
      ])
      const count = await findPhotos(acknowledged)
      return {
        ledger: ledgerOf([], count),
        notes: [
          `${begun} photos sent, ${meanwhile} of ${times} step-downs meanwhile`,
          answersOf(line),
        ],
        missed: [],
      }
    } finally {
      line.close()
    }
  },
}
