/** What a person fills in stays whole: whatever the clock of the phone does. */
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { newId } from '../../../miniapp/api/new-id.ts'
import { openWithout } from '../../../miniapp/drafts/store.ts'
import {
  answersKept,
  fillInFeedback,
  fillInSpot,
  keepTask,
} from '../../../miniapp/workspace/tasks/answers.ts'
import type { MyTask } from '../../../service/inspections/contract.ts'

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
