/** What staff do with a task: start it, and send in what they found. */
import { asAcknowledged } from '../../database/connection.ts'
import { transaction } from '../../database/transaction.ts'
import { isRefusal, refuse } from '../../errors.ts'
import { actorOf, type AssociatedStaff } from '../../http/callers.ts'
import { findPhotos } from '../../photos/actions/keep.ts'
import type { KnownPhoto } from '../../photos/model.ts'
import { hashOf } from '../../promotions/rules/content.ts'
import { lockAssociation } from '../../staff/actions/lock.ts'
import { clock } from '../../clock.ts'
import type { TaskAnswers } from '../contract/answers.ts'
import type { StoredAnswers, StoredTask } from '../model.ts'
import { wrongAnswers } from '../rules.ts'
import { change } from './change.ts'
import { findMyTask } from './find.ts'

/** Late by the clock is too late, whether or not the schedule has seen it. @throws Refusal `wrong_state` */
function mustBeInTime({ deadline }: StoredTask): void {
  if (deadline < clock.now()) refuse('wrong_state', { about: { status: 'expired' } })
}

/** A person who is being removed at this moment is either still here until it is committed, or was removed before. */
async function mustBelong(me: AssociatedStaff): Promise<void> {
  if (!(await lockAssociation(me.id, me.iso.id))) refuse('not_associated')
}

/** Starts a task; again it answers the same. @throws Refusal `wrong_state` */
export async function startTask(task: StoredTask, me: AssociatedStaff): Promise<StoredTask> {
  if (task.status === 'started') return task
  mustBeInTime(task)
  try {
    return await transaction(async () => {
      await mustBelong(me)
      return change(task, 'start', { by: actorOf(me), name: me.name })
    })
  } catch (error) {
    if (!isRefusal(error, 'wrong_state')) throw error
    // a twin that was faster may not be with the majority yet
    const now = await findMyTask(task._id, me, asAcknowledged)
    // pressed twice: on the card, and in the app
    if (now.status === 'started') return now
    throw error
  }
}

/** @throws Refusal `photo_missing` naming those that this person has not sent */
async function mustHaveArrived(
  answers: TaskAnswers,
  me: AssociatedStaff,
): Promise<ReadonlyMap<string, KnownPhoto>> {
  const wanted = answers.spots.map(({ photo }) => photo)
  const photos = await findPhotos(wanted, { iso: me.iso.id, staff: me.id })
  const missing = wanted.filter((photo) => !photos.has(photo))
  if (missing.length) refuse('photo_missing', { about: { photos: [...new Set(missing)] } })
  return photos
}

/** Whether a task has these answers already. @throws Refusal `same_id_other_content` */
function has(task: StoredTask, id: string, hash: string): boolean {
  if (task.earlierAnswers.includes(id)) return true
  if (task.answers?.id !== id) return false
  return task.answers.hash === hash || refuse('same_id_other_content')
}

/**
 * Sends in what was found (requirements B9). The same under the same id, sent again or twice at once, answers
 * with the task as it is now.
 * @param id of the answers, made by the phone
 * @throws Refusal `bad_input`, `photo_missing`, `wrong_state`, `same_id_other_content`
 */
export async function submitTask(
  task: StoredTask,
  { id, ...answers }: TaskAnswers & { id: string },
  me: AssociatedStaff,
): Promise<StoredTask> {
  const hash = hashOf(answers)
  if (has(task, id, hash)) return task
  const wrong = wrongAnswers(task.spots, answers)
  if (wrong.length) refuse('bad_input', { fields: wrong.slice(0, 50) })
  mustBeInTime(task)
  const photos = await mustHaveArrived(answers, me)
  const stored: StoredAnswers = {
    id,
    hash,
    at: clock.now(),
    spots: answers.spots.flatMap(({ photo, ...found }) => {
      const known = photos.get(photo)
      return known ? [{ ...found, photo: known }] : []
    }),
    feedback: answers.feedback,
  }
  try {
    return await transaction(async () => {
      await mustBelong(me)
      return change(task, 'submit', {
        by: actorOf(me),
        name: me.name,
        set: { answers: stored, returnReason: '' },
        unset: ['wordsGoneAt'],
        ...(task.answers ? { push: { earlierAnswers: task.answers.id } } : {}),
      })
    })
  } catch (error) {
    if (!isRefusal(error, 'wrong_state')) throw error
    // a twin that was faster may not be with the majority yet
    const now = await findMyTask(task._id, me, asAcknowledged)
    if (has(now, id, hash)) return now
    throw error
  }
}
