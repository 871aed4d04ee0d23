/** Recognises the answer of a unique index. */

/** True when a write failed because a unique key is taken. */
export function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown }).code === 11000
}

/** True when a write failed because there is a record of that id: no other unique key has refused it. */
export function isDuplicateId(error: unknown): boolean {
  const { keyPattern } = error as { keyPattern?: Record<string, unknown> }
  return isDuplicateKey(error) && Object.keys(keyPattern ?? {}).join() === '_id'
}
