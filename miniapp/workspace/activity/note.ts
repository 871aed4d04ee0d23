/** Notes on this phone what is done in the field; it is sent in the background. */
import type { ActivityKind } from '../../../service/activity/contract.ts'
import { onDevice, readJson } from '../../api/keeping.ts'
import { readPhone } from '../../drafts/memory.ts'
import { afterClockSet, emptyLog, noted, type Log } from './log.ts'

const place = 'partner-workspace.activity'

/** Milliseconds between the clock and the time that has passed: it becomes less when the clock is put back. */
const drift = () => Date.now() - performance.now()
let lastDrift = drift()
/** Milliseconds by which both may differ without the clock having been set. */
const jitter = 1_000

/** How far the clock was put back since it was asked last; a phone that slept looks as if it was put forward. */
function putBackBy(): number {
  const now = drift()
  const by = now - lastDrift
  if (Math.abs(by) < jitter) return 0
  lastDrift = now
  return Math.min(by, 0)
}

/** What this person has done and the service lacks; another person's is forgotten. */
export function readLog(owner: string): Log {
  const kept = readJson<Log>(onDevice, place)
  const log = kept?.owner === owner && Array.isArray(kept.entries) ? kept : emptyLog(owner)
  const by = putBackBy()
  if (!by) return log
  const right = afterClockSet(log, by)
  writeLog(right)
  return right
}

export function writeLog(log: Log): void {
  if (log.entries.length) onDevice.write(place, JSON.stringify(log))
  else onDevice.remove(place)
}

export function noteActivity(kind: ActivityKind): void {
  const { owner } = readPhone()
  writeLog(noted(readLog(owner), kind, Date.now()))
}

/** The person has signed out, or belongs to the ISO no more. */
export function forgetActivity(): void {
  onDevice.remove(place)
}
