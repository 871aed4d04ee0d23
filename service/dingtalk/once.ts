/** Doing something that DingTalk asked for once, however often it asks. */
import { clock } from '../clock.ts'
import { transaction } from '../database/transaction.ts'
import type { CardParams } from './cards.ts'
import { countInbound, type InboundKind, type InboundOutcome } from './metrics.ts'
import { Inbox } from './model.ts'

/** The unique key of the inbox says that this has been taken before. */
function isTaken(error: unknown, inboxId: string): boolean {
  const { code, keyValue } = error as { code?: unknown; keyValue?: { _id?: unknown } }
  return code === 11000 && keyValue?._id === inboxId
}

/**
 * Does the work once for an id, in one transaction with the note that it was done.
 * @param memory milliseconds after which the id counts as new; without it, never
 */
export async function once(
  kind: InboundKind,
  id: string,
  work: () => Promise<CardParams | undefined>,
  memory?: number,
): Promise<{ outcome: InboundOutcome; answer: CardParams | undefined }> {
  const inboxId = `${kind}:${id}`
  try {
    const answer = await transaction(async () => {
      const at = clock.now()
      // whoever notes an id that is remembered still meets the unique key, also when both do so at once
      const forgotten = memory === undefined ? new Date(0) : new Date(at.getTime() - memory)
      await Inbox.updateOne(
        { _id: inboxId, at: { $lt: forgotten } },
        { $set: { at }, $unset: { answer: 1 } },
        { upsert: true },
      )
      const answered = await work()
      if (answered) await Inbox.updateOne({ _id: inboxId }, { $set: { answer: answered } })
      return answered
    })
    countInbound(kind, 'taken')
    return { outcome: 'taken', answer }
  } catch (error) {
    if (!isTaken(error, inboxId)) {
      countInbound(kind, 'failed')
      throw error
    }
    countInbound(kind, 'duplicate')
    const before = await Inbox.findById(inboxId).lean()
    return { outcome: 'duplicate', answer: before?.answer }
  }
}
