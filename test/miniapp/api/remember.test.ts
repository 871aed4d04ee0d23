/** What a phone still knows at its next opening, when that is without network. */
import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ask, keyOf, takeAnswer } from '../../../miniapp/api/ask.ts'
import { forgetAnswers, rememberAnswers } from '../../../miniapp/api/remember.ts'
import { findMyTask, listMyTasks } from '../../../service/inspections/contract/own.ts'
import type { MyTask } from '../../../service/inspections/contract/task.ts'
import { lastRejected, listMySubmissions } from '../../../service/promotions/contract/own.ts'
import { staffWhoAmI } from '../../../service/staff/self/contract.ts'

/** The browser's storage, as far as it is used. */
class Storage {
  [place: string]: unknown
  getItem(place: string): unknown {
    return this[place] ?? null
  }
  setItem(place: string, text: string): void {
    this[place] = text
  }
  removeItem(place: string): void {
    delete this[place]
  }
}

let storage: Storage
const clients: QueryClient[] = []

beforeEach(() => {
  storage = new Storage()
  vi.stubGlobal('localStorage', storage)
})

afterEach(() => {
  for (const client of clients.splice(0)) client.clear()
  vi.unstubAllGlobals()
})

function openApp(): QueryClient {
  const client = new QueryClient()
  clients.push(client)
  rememberAnswers(client)
  return client
}

const hour = 3_600_000
const placeOf = (name: string) => `partner-workspace.answer.${name}`
const keepAsBefore = (name: string, data: unknown) =>
  storage.setItem(placeOf(name), JSON.stringify({ at: Date.now() - hour, data }))

const keyOfTask = (taskId: string) => keyOf(findMyTask, { params: { taskId } })

const task: MyTask = {
  id: 'task',
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
}

const answered = (client: QueryClient, data: unknown) =>
  client.prefetchQuery({
    ...ask(listMyTasks),
    queryFn: () => data as never,
  })

test('what an earlier release kept is there at the first opening of this one, and at the next', () => {
  const rejected = { items: [{ id: 'submission' }], next: null }
  keepAsBefore('staffWhoAmI', { staffId: 'mei' })
  keepAsBefore('listMyTasks', { items: [{ id: 'task' }], next: null })
  keepAsBefore('listMySubmissions', rejected)
  keepAsBefore('findMyTask.task', task)
  for (const opening of [1, 2]) {
    const phone = openApp()
    expect(phone.getQueryData(keyOf(staffWhoAmI)), `${opening}`).toEqual({ staffId: 'mei' })
    expect(phone.getQueryData(keyOf(listMyTasks))).toMatchObject({ items: [{ id: 'task' }] })
    const asked = keyOf(listMySubmissions, { query: lastRejected })
    expect(phone.getQueryData(asked)).toEqual(rejected)
    expect(phone.getQueryData(keyOfTask('task'))).toEqual(task)
  }
})

test('a task that an earlier release kept goes once the list does not hold it any more', async () => {
  keepAsBefore('findMyTask.task', task)
  keepAsBefore('findMyTask.done', { ...task, id: 'done' })
  await answered(openApp(), { items: [{ id: 'task' }], next: null })
  const next = openApp()
  expect(next.getQueryData(keyOfTask('task'))).toEqual(task)
  expect(next.getQueryData(keyOfTask('done'))).toBeUndefined()
})

test('what another release kept in its own way stays until the person signs out', () => {
  const foreign = ['findMyTask', 'findSomething.one', 'listMyTasks.of.two']
  for (const name of foreign) keepAsBefore(name, {})
  storage.setItem(placeOf('notOurs'), 'no JSON')
  storage.setItem(placeOf('empty'), '{}')
  const phone = openApp()
  expect(phone.getQueryCache().getAll()).toEqual([])
  expect(Object.keys(storage)).toHaveLength(5)
  forgetAnswers(phone)
  expect(Object.keys(storage)).toEqual([])
})

test.each(['kept by an earlier release', 'kept by this one', 'not kept yet'])(
  'a task that the queue has sent, %s, is sent at the next opening as well',
  async (before) => {
    if (before === 'kept by an earlier release') keepAsBefore('findMyTask.task', task)
    if (before === 'kept by this one') {
      takeAnswer(openApp(), findMyTask, { params: { taskId: 'task' } }, task)
    }
    // no screen of the task is opened
    const submitted: MyTask = { ...task, status: 'submitted' }
    takeAnswer(openApp(), findMyTask, { params: { taskId: 'task' } }, submitted)
    expect(openApp().getQueryData(keyOfTask('task'))).toEqual(submitted)
  },
)

test('what is put back is known by what it is about, so that a change of that has it asked for again', async () => {
  await answered(openApp(), { items: [], next: null })
  const put = openApp()
    .getQueryCache()
    .find({ queryKey: keyOf(listMyTasks), exact: true })
  expect(put?.meta).toMatchObject({ about: ['task'] })
})
