/** What a person fills in stays whole: whatever the clock does, and when removing it is undone. */
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { newId } from '../../../miniapp/api/new-id.ts'
import { readPhone } from '../../../miniapp/drafts/memory.ts'
import { savedAfter } from '../../../miniapp/drafts/saved-after.ts'
import { photoThere } from '../../../miniapp/drafts/shapes.ts'
import { openWithout, putPhoto } from '../../../miniapp/drafts/store.ts'
import { emptyContent } from '../../../miniapp/workspace/promotion/visit.ts'
import { visitsKept } from '../../../miniapp/workspace/promotion/visits.ts'
import {
  answersKept,
  fillInFeedback,
  fillInSpot,
  keepTask,
} from '../../../miniapp/workspace/tasks/answers.ts'
import type { MyTask } from '../../../service/inspections/contract/task.ts'

const taskOf = (id: string): MyTask => ({
  id,
  status: 'started',
  since: '2026-11-20T03:00:00.000Z',
  deadline: '2026-11-27T15:59:59.999Z',
  deadlineDay: '2026-11-27',
  store: {
    id: 'store',
    name: 'Kopi Corner',
    category: 'cafe',
    address: '12 Amoy Street, Singapore',
    place: null,
    thumbnailUrl: '',
  },
  spots: [],
  feedback: '',
  returnReason: '',
  abilities: ['submit'],
})

// there is no database here: all of it is in memory
beforeAll(() => openWithout('mei', 'forbidden', async () => {}))
afterEach(() => vi.useRealTimers())

test('answers that are filled in after the clock was put back count as later', async () => {
  const task = taskOf(newId())
  await keepTask(task)
  const savedAt = () => answersKept.find(task.id)?.savedAt ?? ''
  const kept = savedAt()
  vi.setSystemTime(Date.now() - 86_400_000)
  await fillInSpot(task, 'counter', { finding: 'in_place' })
  const filledIn = savedAt()
  await fillInFeedback(task, 'The owner is happy.')
  expect([filledIn > kept, savedAt() > filledIn]).toEqual([true, true])
})

test('undoing a removal shows the entry and its photos at once, so that another tab leaves none out', async () => {
  const id = newId()
  const photos = [newId(), newId()]
  const put = {
    visit: () =>
      visitsKept.put({
        id,
        owner: 'mei',
        revision: null,
        content: emptyContent('marketing_code', 'cafe'),
        savedAt: savedAfter(),
        savedOnServer: null,
        codes: {},
        sending: null,
      }),
    inspection: () => keepTask(taskOf(id)),
  }
  for (const what of ['visit', 'inspection'] as const) {
    const kind = what === 'visit' ? visitsKept : answersKept
    await put[what]()
    for (const photo of photos) await putPhoto(photoThere(id, photo))
    const undo = await kind.throwAway(id)
    const shown = () => [
      kind.find(id)?.id,
      ...photos.filter((photo) => readPhone().photos.has(photo)),
    ]
    expect(shown()).toEqual([undefined])
    const undone = undo()
    // nothing has been waited for yet: between two waits another tab can be heard
    expect(shown()).toEqual([id, ...photos])
    await undone
    await kind.forget(id)
  }
})
