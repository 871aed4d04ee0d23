/** Live screens: which of the things I may see have changed. */
import * as z from 'zod/mini'
import { sessionKind } from '../accounts/contract.ts'
import { binary, endpoint } from '../http/contract.ts'

/** One message of the stream; `data` of the server-sent event `change`. */
export const change = z.object({
  /** `staffMember`, `submission`, `draft`, `workspace`; or `everything` after a gap. */
  kind: z.string(),
  id: z.string(),
})

export const changes = endpoint('GET /api/v1/changes', {
  name: 'changes',
  summary: 'Server-sent events: what changed, ids only; ask again for what you show',
  query: z.object({ as: sessionKind }),
  answer: binary,
})
