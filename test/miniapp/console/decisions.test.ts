/** POSM on the reviewer's desk goes with its spot until something else is chosen for it. */
import { expect, test } from 'vitest'
import {
  choose,
  gaps,
  noChoices,
  toSend,
  unseenPhotos,
} from '../../../miniapp/console/review/decisions.ts'
import type { ReviewItem } from '../../../miniapp/console/review/items.ts'

const verdict = { status: 'in_review' as const, reasons: [], note: '', decidedAt: null }
const photos = [{ id: 'photo' }] as unknown as ReviewItem['photos']
const common = { number: 1, photos, verdict, open: true }
const reasons = new Set(['photo_blurred'])
const items: ReviewItem[] = [
  { ...common, id: 'spot', kind: 'spot' },
  {
    ...common,
    ...{ id: 'spot:poster', kind: 'posm' },
    posm: { type: 'poster', count: 1, spot: 'spot', reasons },
  },
]
const sent = (choices: typeof noChoices) =>
  toSend(items, choices).map(({ item, status, reasons: why, note }) => [
    ...[item, status, note],
    ...why.map(({ code, field }) => `${code} ${field}`),
  ])

test('one choice decides the spot and its POSM, whose photos are asked for once', () => {
  const approved = choose(noChoices, { do: 'approve', item: 'spot' })
  expect(gaps(items, approved)).toEqual({ undecided: [], withoutReason: [] })
  expect(unseenPhotos(items, approved, new Set()).map(({ item }) => item.id)).toEqual(['spot'])
  expect(sent(approved)).toEqual([
    ['spot', 'approved', ''],
    ['spot:poster', 'approved', ''],
  ])
})

test('a spot that is rejected takes its POSM along, with the reasons that apply to it', () => {
  const blurred = { code: 'photo_blurred', field: 'photos' }
  let choices = choose(noChoices, { do: 'toggleReason', item: 'spot', reason: blurred })
  const codes = { code: 'codes_differ', field: 'codes' }
  choices = choose(choices, { do: 'toggleReason', item: 'spot', reason: codes })
  choices = choose(choices, { do: 'note', item: 'spot', note: 'Look again.' })
  expect(sent(choices)).toEqual([
    ['spot', 'rejected', 'Look again.', 'photo_blurred photos', 'codes_differ codes'],
    ['spot:poster', 'rejected', '', 'photo_blurred photos'],
  ])
})

test('what is chosen for POSM itself stays when the spot is decided otherwise', () => {
  let choices = choose(noChoices, { do: 'reject', item: 'spot:poster' })
  choices = choose(choices, { do: 'approve', item: 'spot' })
  expect(gaps(items, choices).withoutReason.map(({ id }) => id)).toEqual(['spot:poster'])
  choices = choose(choices, { do: 'undo' })
  expect(gaps(items, choices).undecided.map(({ id }) => id)).toEqual(['spot'])
})
