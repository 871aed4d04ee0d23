/** Recognises the answer of a unique index. */

/** True when a write failed because a unique key is taken. */
export function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown }).code === 11000
}
