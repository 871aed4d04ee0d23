/** Who did it, where DingTalk told us. */
import { system } from '../../http/callers.ts'
import type { By } from './change.ts'

export const byDingTalk: By = { ...system, name: 'DingTalk' }
