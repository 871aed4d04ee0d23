/** What a kind of stored file says of itself; the mechanism stores, shows, expires and erases by it. */
import type { ProblemCode } from '../problems/contract.ts'

export interface FileKind {
  /** Of its collections: `<name>.files` and `<name>.chunks`, or `<name>` where a file is one document. */
  name: string
  /** What a file belongs to: a person's goes or stays when they are erased, a workspace's names no person. */
  owner: 'person' | 'workspace'
  /** Largest file in bytes, and what a larger one is refused with. Types are the `media` of the endpoint. */
  most: number
  tooLarge: ProblemCode
  /** Milliseconds after which a file goes by itself; without them it stays until the record that names it drops it. */
  keptFor?: number
  /** What becomes of a person's file when they are erased: evidence stays. */
  erased: 'removed' | 'stays'
}

export interface FileOwner {
  workspace: string
  /** Entry of staff; none for a file of the workspace as a whole. */
  person?: string
}

/** What `receive` (http/read-bytes.ts) is to expect. */
export const expectedOf = ({ most, tooLarge }: FileKind, whose: string) => ({
  whose,
  most,
  tooLarge,
})
