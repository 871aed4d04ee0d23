/** Who did it, where no person did. */
import { system } from '../../http/callers.ts'
import type { By } from './change.ts'

export const byDingTalk: By = { ...system, name: 'DingTalk' }

/** Ourselves, in time. */
export const bySystem: By = { ...system, name: '' }
