/** One thing of what the phone keeps goes to the service, as it is by now. */
import { uploadPhoto } from '../../service/photos/contract.ts'
import { answers } from '../api/answers.ts'
import { call } from '../api/client.ts'
import { alone, sendingLock } from './locks.ts'
import type { Job } from './queue-rules.ts'
import {
  changeEntry,
  changePhoto,
  dropEntry,
  forgetDiscard,
  newestEntry,
  newestPhoto,
} from './store.ts'

/** Milliseconds: a photo over two bars of signal takes its time. */
const photoPatience = 120_000

async function sendPhoto({ photo }: Job & { what: 'photo' }, owner: string): Promise<void> {
  const newest = await newestPhoto(photo)
  if (!newest?.blob || newest.state !== 'waiting') return
  const { id, blob, takenAt, place, source, original } = newest
  const { usedBefore } = await call(uploadPhoto, {
    owner,
    params: { photoId: id },
    query: { source, takenAt, original, ...place },
    body: blob,
    patience: photoPatience,
  })
  await changePhoto(id, (sent) => ({ ...sent, state: 'there', problem: null, usedBefore }))
}

async function sendEntry({ kind, entry }: Job & { what: 'entry' }): Promise<void> {
  const newest = await newestEntry(kind, entry)
  if (!newest?.sending) return
  await kind.send(newest, newest.sending.body)
  await dropEntry(newest.id)
  for (const name of kind.changes) void answers.invalidateQueries({ queryKey: [name] })
}

async function runErrand({ kind, entry, errand }: Job & { what: 'errand' }): Promise<void> {
  const newest = await newestEntry(kind, entry)
  // another tab may have done it
  if (!newest || newest.sending || errand.due(newest) === undefined) return
  const changed = await errand.run(newest)
  await changeEntry(kind, newest.id, (known) => ({ ...known, ...changed }))
}

/** @throws ProblemError, OfflineError */
export async function perform(job: Job, owner: string): Promise<void> {
  if (job.what === 'photo') return sendPhoto(job, owner)
  if (job.what === 'entry') return alone(sendingLock(job.entry.id), () => sendEntry(job))
  if (job.what === 'errand') return runErrand(job)
  await job.kind.discard?.(job.id, owner)
  await forgetDiscard(job.id)
}
