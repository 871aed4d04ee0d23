/** A phone as an earlier release left it: the database with its two kinds of entries, and photos that wait. */
import type { Page } from 'playwright-core'
import { newId } from '../../miniapp/api/new-id.ts'
import type { MyTask } from '../../service/inspections/contract/task.ts'

interface Left {
  visits: object[]
  inspections: object[]
  /** Their pictures are drawn in the page. */
  photos: { id: string }[]
  discards: object[]
}

/** Puts it in the place of what is on the phone; the page must not be one of the app. */
export function leaveDatabase(page: Page, left: Left): Promise<void> {
  return page.evaluate(async ({ photos, ...rows }) => {
    const done = <Result>(asked: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = () => reject(asked.error as Error)
      })
    const draw = (words: string) => {
      const canvas = new OffscreenCanvas(640, 480)
      const pen = canvas.getContext('2d')
      pen?.fillRect(0, 0, 640, 240)
      pen?.fillText(words, 20, 400)
      return canvas.convertToBlob({ type: 'image/jpeg' })
    }
    const drawn = await Promise.all(
      photos.map(async (photo) => {
        const blob = await draw(photo.id)
        return { ...photo, blob, thumbnail: blob }
      }),
    )
    await done(indexedDB.deleteDatabase('partner-workspace'))
    const asked = indexedDB.open('partner-workspace', 2)
    asked.onupgradeneeded = () => {
      for (const [store, index] of [
        ['visits', 'owner'],
        ['photos', 'visit'],
        ['inspections', 'owner'],
      ] as const) {
        asked.result.createObjectStore(store, { keyPath: 'id' }).createIndex(index, index)
      }
      asked.result.createObjectStore('discards', { keyPath: 'id' })
    }
    const db = await done(asked)
    for (const [store, all] of Object.entries({ ...rows, photos: drawn })) {
      const inStore = db.transaction(store, 'readwrite').objectStore(store)
      await Promise.all(all.map((row) => done(inStore.put(row))))
    }
    db.close()
  }, left)
}

const waiting = (body: object) => ({
  body: JSON.stringify(body),
  queuedAt: new Date().toISOString(),
  attempts: 0,
  nextTry: 0,
  problem: null,
})

/** A photo that was taken and not sent yet. */
export const photoOf = (visit: string) => ({
  id: newId(),
  visit,
  takenAt: new Date().toISOString(),
  place: null,
  source: 'camera',
  looks: 'good',
  state: 'waiting',
  attempts: 0,
  nextTry: 0,
  problem: null,
})

/** A visit that was begun. */
export function begunVisit(owner: string, name: string) {
  return {
    id: newId(),
    owner,
    revision: null,
    content: {
      product: 'marketing_code',
      store: { name, category: '', address: '', place: null, photos: [] as string[] },
      spots: [] as object[],
      supplement: {
        contactName: '',
        contactPhone: '',
        openingHours: '',
        note: '',
        storeAgreed: false,
      },
      step: 'store',
    },
    savedAt: new Date().toISOString(),
    savedOnServer: null as string | null,
    codes: {},
    sending: null as object | null,
  }
}

/** A visit that was submitted without signal, and its photo. */
export function waitingVisit(owner: string, name: string, code: string) {
  const visit = begunVisit(owner, name)
  const photo = photoOf(visit.id)
  const { step, ...rest } = visit.content
  const content = {
    ...rest,
    store: {
      ...rest.store,
      category: 'cafe',
      address: '12 Amoy Street, Singapore',
      photos: [photo.id],
    },
    spots: [{ id: newId(), kind: 'cashier', note: '', photos: [photo.id], codes: [code] }],
    supplement: { ...rest.supplement, storeAgreed: true },
  }
  return {
    visit: { ...visit, content: { ...content, step }, sending: waiting(content) },
    photo,
  }
}

/** Answers of a task that were submitted without signal, and the photo of its spot. */
export function waitingInspection(owner: string, task: MyTask) {
  const photo = photoOf(task.id)
  const found = { finding: 'in_place', note: '', photo: photo.id }
  const feedback = 'Of an earlier release.'
  const spots = task.spots.map(({ id }) => ({ spot: id, ...found }))
  const inspection = {
    id: task.id,
    answers: newId(),
    owner,
    storeName: task.store.name,
    task,
    spots: Object.fromEntries(spots.map(({ spot }) => [spot, found])),
    feedback,
    savedAt: new Date().toISOString(),
    sending: waiting({ spots, feedback }),
  }
  return { inspection, photo }
}
