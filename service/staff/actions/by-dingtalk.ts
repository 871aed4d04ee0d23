/** The actor of a change that no person made. */
import { system } from '../../http/callers.ts'
import type { By } from './change.ts'

export const byDingTalk: By = { ...system, name: 'DingTalk' }

/** Ourselves, in time. */
export const bySystem: By = { ...system, name: '' }
