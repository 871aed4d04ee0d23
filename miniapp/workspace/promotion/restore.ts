/** Brings drafts from the service to this phone: a new phone goes on where the old one stopped. */
import { listDrafts, type Draft } from '../../../service/drafts/contract.ts'
import { call } from '../../api/client.ts'
import { putWithPhotos, type Kept } from '../../drafts/kept.ts'
import { entriesOf, readPhone } from '../../drafts/memory.ts'
import { photosOf } from '../../drafts/queue-rules.ts'
import { photoThere } from '../../drafts/shapes.ts'
import type { Visit } from './visit.ts'

/** As many as the service lists; with fewer, a draft that is not listed is gone. */
const mostListed = 50

async function bring(
  visits: Kept<Visit>,
  { id, revision, content, savedAt, photos }: Draft,
): Promise<void> {
  const there = new Set(photos.map((photo) => photo.id))
  const known = readPhone().photos
  // photos that were only on the other phone cannot be brought
  const reachable = (ids: string[]) => ids.filter((photo) => there.has(photo) || known.has(photo))
  const visit: Visit = {
    id,
    owner: readPhone().owner,
    revision,
    content: {
      ...content,
      store: { ...content.store, photos: reachable(content.store.photos) },
      spots: content.spots.map((spot) => ({ ...spot, photos: reachable(spot.photos) })),
    },
    savedAt,
    savedOnServer: savedAt,
    codes: visits.find(id)?.codes ?? {},
    sending: null,
  }
  const onlyThere = photosOf(visits, visit).filter((photo) => !known.has(photo))
  await putWithPhotos(
    visits,
    visit,
    onlyThere.map((photo) => photoThere(id, photo)),
  )
}

/** What changed on this phone and has not reached the service yet stays as it is. */
export async function restoreDrafts(visits: Kept<Visit>): Promise<void> {
  const { owner } = readPhone()
  // what is begun, saved or sent while the service is asked is not in its answer, or is still there
  const before = new Map(entriesOf(visits, readPhone()).map((visit) => [visit.id, visit]))
  const { items, damaged } = await call(listDrafts, { owner })
  const { discards } = readPhone()
  for (const draft of items) {
    if (readPhone().owner !== owner) return
    const here = visits.find(draft.id)
    const untouched = here && !here.sending && here.savedAt === here.savedOnServer
    const newer = here ? untouched && here.savedAt < draft.savedAt : !before.has(draft.id)
    if (newer && !discards.some(({ id }) => id === draft.id)) await bring(visits, draft)
  }
  // one that cannot be listed there is still whole here
  if (damaged || items.length >= mostListed || readPhone().owner !== owner) return
  const listed = new Set(items.map(({ id }) => id))
  for (const { id, savedAt, savedOnServer } of before.values()) {
    const here = visits.find(id)
    const untouched = here && !here.sending && here.savedAt === savedAt
    // sent in or thrown away on another phone
    if (untouched && savedAt === savedOnServer && !listed.has(id)) await visits.forget(id)
  }
}
