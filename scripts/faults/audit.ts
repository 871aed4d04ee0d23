/** Looks up what is there of what was acknowledged: in the database, and on the phones of the simulated DingTalk. */
import { Messages } from '../../service/notifications/model.ts'
import { Events } from '../../service/outbox/model.ts'
import { Photos, pictures } from '../../service/photos/model.ts'
import { Submissions } from '../../service/promotions/model.ts'
import type { Entry, Photos as PhotoCount } from './ledger.ts'

/** Rows asked for at a time. */
const batch = 2_000

function* inBatches<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += batch) yield all.slice(from, from + batch)
}

function count(ids: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** For each of the visits, the state of its messages and events, to find out why nothing has arrived. */
async function describeUntold(ids: readonly string[]): Promise<Map<string, { untold: string }>> {
  const about = { 'subject.id': { $in: ids } }
  const [messages, events] = await Promise.all([
    Messages.find(about, { subject: 1, template: 1, status: 1, ways: 1 }).lean(),
    Events.find(about, { subject: 1, type: 1, state: 1, attempts: 1, dueAt: 1 }).lean(),
  ])
  const states = (id: string) => [
    ...events
      .filter(({ subject }) => subject.id === id)
      .map((event) => `${event.type} ${event.state}, attempt ${event.attempts}`),
    ...messages
      .filter(({ subject }) => subject.id === id)
      .map(({ template, status, ways }) => {
        const tried = (ways ?? []).map(
          ({ way, outcome, reason }) => `${way} ${outcome} ${reason ?? ''}`,
        )
        return `message ${template} ${status} ${tried.join(', ')}`.trimEnd()
      }),
  ]
  return new Map(ids.map((id) => [id, { untold: states(id).join('; ') || 'no event, no message' }]))
}

/**
 * @param cards ids of the cards on all phones, repeated when doubled; undefined where no message is sent
 */
export async function findVisits(
  ids: readonly string[],
  { events, cards }: { events: string[]; cards: readonly string[] | undefined },
): Promise<Entry[]> {
  const onPhones = cards && count(cards)
  const entries: Entry[] = []
  for (const some of inBatches(ids)) {
    const [rows, recorded, messages] = await Promise.all([
      Submissions.find({ _id: { $in: some } }, { _id: 1 }).lean(),
      Events.find({ 'subject.id': { $in: some }, type: { $in: events } }, { type: 1, subject: 1 })
        .lean()
        .then((found) => count(found.map(({ type, subject }) => `${type} ${subject.id}`))),
      onPhones
        ? Messages.find(
            { 'subject.id': { $in: some }, template: 'review_result' },
            { subject: 1, status: 1, via: 1 },
          ).lean()
        : [],
    ])
    const stored = count(rows.map(({ _id }) => _id))
    const told = new Map<string, number>()
    for (const { _id, subject, status, via } of messages) {
      // what went another way than by card leaves nothing with its id on a phone
      const arrived = via === 'card' ? (onPhones?.get(_id) ?? 0) : status === 'sent' ? 1 : 0
      told.set(subject.id, (told.get(subject.id) ?? 0) + arrived)
    }
    const untold = await describeUntold(some.filter((id) => onPhones && !told.get(id)))
    for (const id of some) {
      entries.push({
        id,
        stored: stored.get(id) ?? 0,
        events: Object.fromEntries(
          events.map((type) => [type, recorded.get(`${type} ${id}`) ?? 0]),
        ),
        ...(onPhones && { notifications: told.get(id) ?? 0 }),
        ...untold.get(id),
      })
    }
  }
  return entries
}

/** Which of the photos are there with both of their pictures, every byte of them. */
export async function findPhotos(ids: readonly string[]): Promise<PhotoCount> {
  let readable = 0
  for (const some of inBatches(ids)) {
    const photos = await Photos.find({ _id: { $in: some } }, { files: 1 }).lean()
    const files = photos.flatMap((photo) => [photo.files.full, photo.files.thumbnail])
    const whole = await wholeFiles(files)
    for (const photo of photos) {
      const { full, thumbnail } = photo.files
      if (whole.has(full.toHexString()) && whole.has(thumbnail.toHexString())) readable++
    }
  }
  return { acknowledged: ids.length, readable }
}

type FileId = Awaited<ReturnType<typeof Photos.find>>[number]['files']['full']

async function wholeFiles(ids: readonly FileId[]): Promise<Set<string>> {
  const files = await pictures()
    .find({ _id: { $in: [...ids] } })
    .toArray()
  const chunks = await Photos.db
    .collection('photos.chunks')
    .aggregate<{ _id: FileId; bytes: number }>([
      { $match: { files_id: { $in: ids } } },
      { $group: { _id: '$files_id', bytes: { $sum: { $binarySize: '$data' } } } },
    ])
    .toArray()
  const bytes = new Map(chunks.map((chunk) => [chunk._id.toHexString(), chunk.bytes]))
  return new Set(
    files
      .filter(({ _id, length }) => bytes.get(_id.toHexString()) === length)
      .map(({ _id }) => _id.toHexString()),
  )
}
