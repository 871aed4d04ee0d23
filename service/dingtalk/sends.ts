/** Sending once: a send under a key that reached a person does not reach that person again, even after a crash. */
import { clock } from '../clock.ts'
import { DingTalkError } from './errors.ts'
import { Sends } from './model.ts'

/** Milliseconds for which a send whose end is unknown is not repeated. */
const doubt = 120_000

/** The people who have what was sent under this key. */
export async function deliveredUnder(key: string): Promise<ReadonlySet<string>> {
  const row = await Sends.findById(key, { delivered: 1 }).lean()
  return new Set(row?.delivered)
}

/** Notes that DingTalk has made what was to be sent under this key, but has delivered it to no reader. */
export async function noteUndelivered(key: string): Promise<void> {
  await Sends.updateOne({ _id: key }, { $set: { undelivered: true } })
}

export async function isUndelivered(key: string): Promise<boolean> {
  return (await Sends.exists({ _id: key, undelivered: true })) !== null
}

/**
 * @returns the people who have it by now: a send that began and ended since the caller looked counts
 * @throws DingTalkError `send_in_doubt` while another send under the key may be on its way.
 */
async function begin(key: string): Promise<ReadonlySet<string>> {
  const now = clock.now()
  try {
    const row = await Sends.findOneAndUpdate(
      { _id: key, $or: [{ inDoubtUntil: { $exists: false } }, { inDoubtUntil: { $lt: now } }] },
      {
        $set: { inDoubtUntil: new Date(now.getTime() + doubt), at: now },
        $setOnInsert: { delivered: [] },
      },
      { upsert: true, returnDocument: 'after' },
    ).lean()
    return new Set(row?.delivered)
  } catch (error) {
    if ((error as { code?: unknown }).code !== 11000) throw error
    throw new DingTalkError('new', 'send_in_doubt', 'unavailable', { retryAfter: doubt })
  }
}

/**
 * Sends, and remembers who got it. A send that ended without an answer (timeout, crash) is not repeated
 * before two minutes are over.
 * @param send gets the userids that have it already, and returns the userids that have it now
 */
export async function sendOnce(
  key: string,
  send: (already: ReadonlySet<string>) => Promise<string[]>,
): Promise<void> {
  const already = await begin(key)
  try {
    const delivered = await send(already)
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
