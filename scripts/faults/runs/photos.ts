/** Photos: many with each visit, and many while the primary gives way. */
import { setTimeout as sleep } from 'node:timers/promises'
import { findPhotos } from '../audit.ts'
import { ledgerOf } from '../ledger.ts'
import { answersOf, visitsDuring, type Run } from '../run.ts'
import { Line } from '../traffic/ask.ts'
import { sendPhotos } from '../traffic/photos.ts'

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

/** Photos to send, and seconds in which they must have been begun. */
const photos = { most: 2_000, seconds: 35 }
const times = 5

export const lostPhotos: Run = {
  name: 'lost-photos',
  what: `five step-downs while about ${photos.most} photos are sent; every acknowledged one must be readable`,
  needs: { members: 3, instances: 3 },
  go: async (house) => {
    const line = new Line(house.urls)
    try {
      let sending = true
      const [{ acknowledged, begun }] = await Promise.all([
        sendPhotos(line, house.people.staff, { clients: 16, patience: 10, ...photos }).finally(
          () => (sending = false),
        ),
        (async () => {
          for (let time = 0; time < times; time++) {
            await sleep(2_500)
            await house.set.stepDown()
          }
        })(),
      ])
      const count = await findPhotos(acknowledged)
      return {
        ledger: ledgerOf([], count),
        notes: [
          `${begun} photos sent, ${times} step-downs`,
          answersOf(line),
          ...(sending ? ['the photos were sent before the last step-down'] : []),
        ],
        missed: [],
      }
    } finally {
      line.close()
    }
  },
}
