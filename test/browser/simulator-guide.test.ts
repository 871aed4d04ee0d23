/** The guide of the simulated DingTalk: passwords are filled in, and steps are ticked by what happened. */
import { expect, test } from 'vitest'
import { Submissions } from '../../service/promotions/model.ts'
import {
  haveSignedIn,
  openDevice,
  openStage,
  passLanguage,
  picture,
} from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

test('the demo sign-in is filled in by a press, and the step is ticked once she is in', async () => {
  const stage = await openStage(world, '#people=olivia')
  const guide = stage.getByRole('region', { name: 'What to try next' })
  const olivia = stage.getByRole('region', { name: 'Desktop of Olivia Tan' })
  const app = olivia.frameLocator('iframe')
  await app.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  await guide.getByText('press “Fill in”').waitFor()
  await picture(stage, 'stage fill in')
  await olivia.getByRole('button', { name: 'Fill in' }).click()
  await app.getByRole('button', { name: 'Sign in', exact: true }).click()
  await app.getByText('olivia@harbourpay.example').first().waitFor()
  await guide.getByRole('button', { name: 'Step 1: Sign in, done' }).waitFor()
})

test('the review is ticked when Ravi has decided, and not before', async () => {
  const stage = await openStage(world, '#people=ravi,mei')
  const guide = stage.getByRole('region', { name: 'What to try next' })
  await guide.getByRole('button', { name: 'Step 5: Review', exact: true }).waitFor()
  await guide.getByRole('button', { name: 'Step 4: Promote', exact: true }).waitFor()
  await haveSignedIn(world, 'ravi')
  const waiting = await Submissions.findOne({ status: 'in_review', revision: 1 }).orFail().lean()
  const decide = async (revision: number) => {
    const items = ['store', ...waiting.spots.map(({ id }) => id)]
    const path = `/api/v1/reviews/${waiting._id}/decision`
    const answer = await fetch(world.onDevice('ravi', path), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        revision,
        decisions: items.map((item) => ({ item, status: 'approved', reasons: [], note: '' })),
      }),
    })
    return answer.status
  }
  expect(await decide(waiting.revision + 1)).toBe(409)
  expect(await guide.getByRole('button', { name: /^Step 5.*done$/ }).count()).toBe(0)
  expect(await decide(waiting.revision)).toBe(200)
  await guide.getByRole('button', { name: 'Step 5: Review, done' }).waitFor()
})

test('the language that Mei chooses in the app is that of her phone, and no one else’s', async () => {
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  await mei.getByRole('button', { name: 'Language' }).click()
  await mei.getByText('简体中文').click()
  await mei.getByRole('button', { name: '语言' }).waitFor()
  const languageOf = async (id: string) =>
    ((await world.phones.person(id)) as unknown as { language: string }).language
  await expect.poll(() => languageOf('mei')).toBe('zh-CN')
  expect(await languageOf('aroon')).toBe('en')
})
