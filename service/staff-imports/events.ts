/** What happens to a bulk import of staff. */
import { importEventData } from '../imports/contract.ts'
import { event } from '../outbox/event.ts'

const ofImport = { about: 'staffImport', data: importEventData } as const

export const importStarted = event('staff.import_started', ofImport)
export const importPaused = event('staff.import_paused', { ...ofImport, auditOnly: true })
/** DingTalk has taken no one for days: an operator must look. */
export const importStuck = event('staff.import_stuck', ofImport)
export const importResumed = event('staff.import_resumed', ofImport)
export const importCancelled = event('staff.import_cancelled', { ...ofImport, auditOnly: true })
export const importFinished = event('staff.import_finished', ofImport)
