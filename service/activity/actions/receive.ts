/** Keeps a batch of field activity. */
import { clock } from '../../clock.ts'
import { asAcknowledged } from '../../database/connection.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { insertRow } from '../../database/rows.ts'
import { refuse } from '../../errors.ts'
import type { AssociatedStaff } from '../../http/callers.ts'
import { within } from '../../http/scope.ts'
import { Activity, type ActivityBatch } from '../model.ts'
import { countingOf, type ActivityEntry } from '../rules.ts'

interface Sent {
  phoneAt: Date
  entries: ActivityEntry[]
}

/**
 * A batch that is there already stays as it came first: only its answer was lost.
 * @throws Refusal `same_id_other_content` when the id belongs to another person
 */
export async function receiveActivity(
  id: string,
  { phoneAt, entries }: Sent,
  me: AssociatedStaff,
): Promise<ActivityBatch> {
  const receivedAt = clock.now()
  const counting = countingOf(entries, phoneAt)
  const batch: ActivityBatch = {
    _id: id,
    iso: me.iso.id,
    staff: me.id,
    phoneAt,
    receivedAt,
    difference: receivedAt.getTime() - phoneAt.getTime(),
    entries: counting,
    dropped: entries.length - counting.length,
  }
  try {
    await insertRow(Activity, batch)
    return batch
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    // a twin that was faster may not be with the majority yet
    const there = await Activity.findOne({ ...within(me.scope), _id: id, staff: me.id })
      .setOptions(asAcknowledged)
      .lean()
    return there ?? refuse('same_id_other_content')
  }
}
