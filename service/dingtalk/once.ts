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
      // an id that is already remembered still meets the unique key, also when both are noted at once
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
    return { outcome: 'duplicate', answer: await answerTo(kind, id) }
  }
}

/** What the work for an id was answered with, when it was done last. */
export async function answerTo(kind: InboundKind, id: string): Promise<CardParams | undefined> {
  return (await Inbox.findById(`${kind}:${id}`).lean())?.answer
}

/** Remembers something beside the work itself, such as the moment at which it was asked for. */
export async function note(kind: InboundKind, id: string): Promise<void> {
  await Inbox.updateOne(
    { _id: `${kind}:${id}` },
    { $setOnInsert: { at: clock.now() } },
    { upsert: true },
  )
}

export async function isNoted(kind: InboundKind, id: string): Promise<boolean> {
  return (await Inbox.exists({ _id: `${kind}:${id}` })) !== null
}
