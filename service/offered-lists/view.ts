/** Reasons as the ISO sees them, and as the rejected person sees them. */
import type { RejectionReason } from './contract.ts'
import type { StoredRejectionReason } from './model.ts'

export function viewRejectionReason(reason: StoredRejectionReason): RejectionReason {
  const { _id, names, ownWords, retired } = reason
  return { id: _id, names, ownWords, offered: !retired }
}

/** @param reasons all of them: one that is retired by now is told all the same */
export function viewRejection(
  { reason, note }: { reason: string; note: string },
  reasons: readonly StoredRejectionReason[],
) {
  return { words: reasons.find(({ _id }) => _id === reason)?.words ?? null, note }
}
