/** Sending once: a send under a key that reached a person does not reach that person again, even after a crash. */
import { clock } from '../clock.ts'
import { DingTalkError } from './errors.ts'
import { Sends } from './model.ts'

/** Milliseconds for which a send whose end is unknown is not repeated. */
const doubt = 120_000

/** Who has what was sent under this key. */
export async function deliveredUnder(key: string): Promise<ReadonlySet<string>> {
  const row = await Sends.findById(key, { delivered: 1 }).lean()
  return new Set(row?.delivered)
}

/** @throws DingTalkError `send_in_doubt` while another send under the key may be on its way. */
async function begin(key: string): Promise<void> {
  const now = clock.now()
  try {
    await Sends.updateOne(
      { _id: key, $or: [{ inDoubtUntil: { $exists: false } }, { inDoubtUntil: { $lt: now } }] },
      {
        $set: { inDoubtUntil: new Date(now.getTime() + doubt), at: now },
        $setOnInsert: { delivered: [] },
      },
      { upsert: true },
    )
  } catch (error) {
    if ((error as { code?: unknown }).code !== 11000) throw error
    throw new DingTalkError('new', 'send_in_doubt', 'unavailable', { retryAfter: doubt })
  }
}

/**
 * Sends, and remembers who has it. A send that ended without an answer (time-out, crash) is not repeated
 * before two minutes are over.
 * @param send returns the userids that have it
 */
export async function sendOnce(key: string, send: () => Promise<string[]>): Promise<void> {
  await begin(key)
  try {
    const delivered = await send()
    await Sends.updateOne(
      { _id: key },
      { $addToSet: { delivered: { $each: delivered } }, $unset: { inDoubtUntil: 1 } },
    )
  } catch (error) {
    if (error instanceof DingTalkError && !error.uncertain) {
      await Sends.updateOne({ _id: key }, { $unset: { inDoubtUntil: 1 } })
    }
    throw error
  }
}
