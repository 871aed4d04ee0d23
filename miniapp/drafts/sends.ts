/** One thing of what the phone keeps goes to the service, as it is by now. */
import { findMyTask, startTask, submitTask } from '../../service/inspections/contract.ts'
import { uploadPhoto } from '../../service/photos/contract.ts'
import { findMySubmission, modify, submit } from '../../service/promotions/contract.ts'
import { discardDraft, saveDraft } from '../../service/drafts/contract.ts'
import { answers } from '../api/answers.ts'
import { keyOf } from '../api/ask.ts'
import { call } from '../api/client.ts'
import { alone, visitLock } from './locks.ts'
import type { Job } from './queue-rules.ts'
import {
  changeInspection,
  changePhoto,
  changeVisit,
  dropInspection,
  dropVisit,
  forgetDiscard,
  newestInspection,
  newestPhoto,
  newestVisit,
} from './store.ts'

/** Milliseconds: a photo over two bars of signal takes its time. */
const photoPatience = 120_000

async function sendPhoto({ photo }: Job & { kind: 'photo' }, owner: string): Promise<void> {
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

async function sendVisit({ visit }: Job & { kind: 'visit' }): Promise<void> {
  const newest = await newestVisit(visit)
  if (!newest?.sending) return
  const { id, owner, revision, sending } = newest
  const { body } = sending
  const answer =
    revision === null
      ? await call(submit, { params: { submissionId: id }, body, owner })
      : await call(modify, { params: { submissionId: id, revision }, body, owner })
  answers.setQueryData(keyOf(findMySubmission, { params: { submissionId: id } }), answer)
  await dropVisit(id, false)
  for (const name of ['listMySubmissions', 'countMySubmissions', 'listRevisions']) {
    void answers.invalidateQueries({ queryKey: [name] })
  }
}

async function sendInspection({ inspection }: Job & { kind: 'inspection' }): Promise<void> {
  const newest = await newestInspection(inspection)
  if (!newest?.sending) return
  const { id: taskId, answers: answersId, owner, sending } = newest
  const { body } = sending
  const answer = await call(submitTask, { params: { taskId, answersId }, body, owner })
  answers.setQueryData(keyOf(findMyTask, { params: { taskId } }), answer)
  await dropInspection(taskId)
  void answers.invalidateQueries({ queryKey: ['listMyTasks'] })
}

/** The person began it without network. */
async function sendStart({ inspection }: Job & { kind: 'start' }): Promise<void> {
  const { id: taskId, owner } = inspection
  const task = await call(startTask, { params: { taskId }, owner })
  answers.setQueryData(keyOf(findMyTask, { params: { taskId } }), task)
  await changeInspection(taskId, (known) => ({ ...known, task }))
  void answers.invalidateQueries({ queryKey: ['listMyTasks'] })
}

async function sendDraft({ visit }: Job & { kind: 'draft' }): Promise<void> {
  const newest = await newestVisit(visit)
  if (!newest || newest.sending) return
  const { id, owner, revision, content, savedAt } = newest
  await call(saveDraft, { params: { draftId: id }, body: { content, revision, savedAt }, owner })
  await changeVisit(id, (saved) => ({ ...saved, savedOnServer: savedAt }))
}

/** @throws ProblemError, OfflineError */
export async function perform(job: Job, owner: string): Promise<void> {
  if (job.kind === 'photo') return sendPhoto(job, owner)
  if (job.kind === 'visit') return alone(visitLock(job.visit.id), () => sendVisit(job))
  if (job.kind === 'inspection') {
    return alone(visitLock(job.inspection.id), () => sendInspection(job))
  }
  if (job.kind === 'start') return sendStart(job)
  if (job.kind === 'draft') return sendDraft(job)
  await call(discardDraft, { params: { draftId: job.id }, owner })
  await forgetDiscard(job.id)
}
