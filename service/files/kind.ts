/** What a kind of stored file says of itself; the mechanism stores, shows, expires and erases by it. */
import type { ProblemCode } from '../problems/contract.ts'

export interface FileKind {
  /** Of its collections: `<name>.files` and `<name>.chunks`, or `<name>` where a file is one document. */
  name: string
  /** Largest file in bytes, and what a larger one is refused with. Types are the `media` of the endpoint. */
  maxBytes: number
  tooLarge: ProblemCode
  /** Milliseconds after which a file goes by itself; without them it stays until the record that names it drops it. */
  keptFor?: number
}

export interface FileOwner {
  workspace: string
  /** Entry of staff; none for a file of the workspace as a whole. */
  person?: string
}

/** What `receive` (http/read-bytes.ts) is to expect. */
export const expectedOf = ({ maxBytes, tooLarge }: FileKind, whose: string) => ({
  whose,
  maxBytes,
  tooLarge,
})
