/** Erases the contact of a store at their request, before the time that the settings say. */
import type { Actor } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import { eraseTexts } from '../../promotions/actions/erase-texts.ts'
import { Submissions } from '../../promotions/model.ts'
import { contactErased } from '../events.ts'

/** With the contact go the other words of the visit, for they may name them. */
export async function eraseContact(
  visit: string,
  by: Actor,
): Promise<'erased' | 'no_such_visit' | 'in_review'> {
  const found = await Submissions.findById(visit, { iso: 1, status: 1 }).lean()
  if (!found) return 'no_such_visit'
  if (found.status === 'in_review') return 'in_review'
  await record(contactErased, { tenant: found.iso, id: visit, by })
  // nothing where it was sent in again in the same moment
  const left = { _id: visit, wordsGoneAt: null }
  return (await eraseTexts({ _id: visit })) || !(await Submissions.exists(left))
    ? 'erased'
    : 'in_review'
}
