/** A kind of entry that no release has: runs in a page on the phone's own store, with nothing but its declaration. */
import { kept } from '../../miniapp/drafts/kept.ts'
import { keepQueueAwake } from '../../miniapp/drafts/queue.ts'
import { photoThere, type Entry } from '../../miniapp/drafts/shapes.ts'
import { openPhone, putPhoto } from '../../miniapp/drafts/store.ts'

interface ShelfCheck extends Entry {
  shelf: string
  photo: string
}

/** What was sent, as the service would have got it. */
const sent: string[] = []

const shelfChecks = kept<ShelfCheck>({
  kind: 'shelf-checks',
  since: 90,
  storeNameOf: ({ shelf }) => shelf,
  partsOf: ({ photo }) => [{ id: 'store', photos: [photo] }],
  toSend: ({ shelf, photo }) => ({ shelf, photo }),
  send: async (_, body) => {
    sent.push(body)
  },
  changes: [],
  outbox: {
    about: ({ shelf }) => shelf,
    change: async () => '/work',
    removed: 'outbox.removed',
    removedUnsure: 'outbox.removedUnsure',
  },
})

function picture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(600, 600)
  canvas.getContext('2d')?.fillRect(0, 0, 600, 600)
  return canvas.convertToBlob({ type: 'image/jpeg' })
}

/** Keeps one check with its photo, as two visits of the page would. */
export async function fillIn(owner: string, id: string, photo: string): Promise<void> {
  await openPhone(owner, [shelfChecks])
  const savedAt = new Date().toISOString()
  await shelfChecks.put({ id, owner, savedAt, sending: null, shelf: 'Bottom', photo })
  const waits = { ...photoThere(id, photo), blob: await picture(), takenAt: savedAt }
  await putPhoto({ ...waits, state: 'waiting' })
  await shelfChecks.change(id, (known) => ({ ...known, shelf: 'Top' }))
}

export async function submit(owner: string, id: string): Promise<string | undefined> {
  await openPhone(owner, [shelfChecks])
  const found = shelfChecks.find(id)?.shelf
  keepQueueAwake()
  await shelfChecks.submit(id)
  return found
}

/** What was sent, once nothing of it is kept any more. */
export const sentAndForgotten = (id: string): string[] => (shelfChecks.find(id) ? [] : sent)
