/** Photos: many with each visit, and many while primaries step down. */
import { findPhotos } from '../audit.ts'
import { checkAnswers, checkPhotos, checkStepDowns } from '../checks.ts'
import { ledgerOf } from '../ledger.ts'
import { describeAnswers, outageLine, visitsDuring, type Run } from '../run.ts'
import { makePicture, sendPhotos } from '../traffic/photos.ts'

export const photoHeavy: Run = {
  name: 'photo-heavy',
  description: 'visits with eight photos each, four begun in a second',
  setup: { members: 1, instances: 1 },
  execute: (testbed) =>
    visitsDuring(testbed, () => Promise.resolve(), {
      perSecond: 4,
      seconds: 15,
      photos: 8,
      upload: true,
    }),
}

/** Photos to send, slow enough that sending lasts until the last step-down, and seconds to begin them in. */
const photos = { most: 2_000, perSecond: 80, seconds: 48 }
const stepDowns = 5

export const lostPhotos: Run = {
  name: 'lost-photos',
  description: `three rounds of five step-downs while ${photos.most} photos are sent: none that was acknowledged is lost`,
  setup: { members: 3, instances: 3, staff: 18 },
  rounds: 3,
  expectedErrors: [outageLine],
  execute: async (testbed) => {
    const client = testbed.client()
    // small, so that many are sent: what is tested is the moment between a picture and its row
    const bytes = await makePicture(160, 120)
    let sending = true
    let done = 0
    const upload = { concurrency: 32, retrySeconds: 6, bytes, ...photos }
    const [{ acknowledged, begun }] = await Promise.all([
      sendPhotos(client, testbed.people.staff, upload).finally(() => (sending = false)),
      (async () => {
        for (let time = 0; time < stepDowns; time++) {
          await testbed.sleep(2_500)
          await testbed.set.stepDown()
          if (sending) done++
        }
      })(),
    ])
    client.close()
    return {
      ledger: ledgerOf([], await findPhotos(acknowledged)),
      notes: [
        `${begun} photos sent, ${done} of ${stepDowns} step-downs meanwhile`,
        describeAnswers(client),
      ],
      missed: [
        ...checkStepDowns(done, stepDowns),
        ...checkPhotos(begun, acknowledged.length, photos.most),
        ...checkAnswers(client.answers),
      ],
    }
  },
}
