/** A rejection as the rejected person sees it. */
import type { StoredRejectionReason } from './model.ts'

/** @param reasons all of them: one that is retired by now is told all the same */
export function viewRejection(
  { reason, note }: { reason: string; note: string },
  reasons: readonly StoredRejectionReason[],
) {
  return { words: reasons.find(({ _id }) => _id === reason)?.words ?? null, note }
}
