/** What the bare server answers: to the letter what the service does, signed links to the photos included. */
import { createHmac, createSecretKey } from 'node:crypto'
import type { KnownPhoto } from '../../../service/photos/model.ts'
import type { StoredSubmission, StoredVerdict } from '../../../service/promotions/model.ts'
import { sessionKeyGiven } from './settings.ts'
import type { VisitRow } from './jobs.ts'

const { id: keyId, key } = sessionKeyGiven()
const linkKey = createSecretKey(createHmac('sha256', key).update('photo links').digest())

function query(photo: string): string {
  const expires = (Math.floor(Date.now() / 300_000) + 2) * 300
  const signature = createHmac('sha256', linkKey).update(`${photo} ${expires}`).digest('base64url')
  return `?expires=${expires}&signature=${keyId}.${signature}`
}

function viewPhoto({ id, width, height, takenAt, place, source }: KnownPhoto) {
  const signed = query(id)
  // prettier-ignore
  return { id, width, height, takenAt, place, source,
    thumbnailUrl: `/api/v1/photos/${id}/thumbnail${signed}`,
    url: `/api/v1/photos/${id}/full${signed}`,
  }
}

const viewItem = <I extends { photos: KnownPhoto[]; verdict: StoredVerdict }>(item: I) => ({
  ...item,
  photos: item.photos.map(viewPhoto),
})

/** Times become text when the answer does. */
export function viewVisit(visit: StoredSubmission) {
  const { _id: id, product, revision, status, cause, explanation, supplement } = visit
  const { submittedAt, decidedAt, store, spots, timeline } = visit
  // prettier-ignore
  return { id, product, revision, status, cause, explanation, submittedAt, decidedAt, supplement,
    consent: 'given', store: viewItem(store),
    spots: spots.map(viewItem),
    timeline: timeline.map(({ at, what, revision: number }) => ({ at, what, revision: number })),
    abilities: status === 'rejected' ? ['modify', 'appeal'] : [],
  }
}

function viewRejected({ store, rejectedSpots }: VisitRow) {
  const ofStore = { spot: null, photo: store.photos[0]?.id, verdict: store.verdict }
  const spots = rejectedSpots.map(({ number, kind, photo, verdict }) => {
    return { spot: { number, kind }, photo, verdict }
  })
  const items = store.verdict.status === 'rejected' ? [ofStore, ...spots] : spots
  return items.slice(0, 3).map(({ spot, photo, verdict }) => ({
    spot,
    reasons: verdict.reasons.map(({ code }) => code),
    thumbnailUrl: photo ? `/api/v1/photos/${photo}/thumbnail${query(photo)}` : '',
  }))
}

function viewRow(row: VisitRow) {
  const { _id: id, product, store, status, revision, submittedAt, tally } = row
  const { in_review, approved, rejected } = tally
  const photo = store.photos[0]?.id ?? ''
  // prettier-ignore
  return { id, product, storeName: store.name, status, revision, submittedAt,
    thumbnailUrl: `/api/v1/photos/${photo}/thumbnail${query(photo)}`,
    spots: { in_review, approved, rejected },
    rejected: viewRejected(row),
  }
}

export function viewPage(rows: VisitRow[], limit: number) {
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  const marks = last && JSON.stringify([{ t: last.submittedAt.getTime() }, last._id])
  return {
    items: items.map(viewRow),
    next: marks ? Buffer.from(marks).toString('base64url') : null,
  }
}
