/**
 * Undo, for every decision that has it: the decision is committed at once, its event is due when the window ends, and
 * taking it back begins with stopping that event (decision 052).
 */
import { refuse } from '../errors.ts'
import { Events } from './model.ts'

/** Milliseconds in which a decision can be taken back; what follows from it waits as long. */
export const undoWindow = 10_000

export const undoEnds = (decidedAt: Date): Date => new Date(decidedAt.getTime() + undoWindow)

interface Waiting {
  /** Id of what was decided about. */
  subject: string
  type: string
  dueAt: Date | undefined
}

/**
 * In the transaction that takes the decision back: either its event is stopped here, or it is being delivered.
 * @throws Refusal `undo_over`
 */
export async function stopEvent({ subject, type, dueAt }: Waiting): Promise<void> {
  const { modifiedCount } = await Events.updateOne(
    { 'subject.id': subject, type, state: 'due', attempts: 0, dueAt },
    { $set: { state: 'done' } },
  )
  if (!modifiedCount) refuse('undo_over')
}
