/** What a check found: one line of the table each. */
import type { Place } from './places.ts'

export interface Finding {
  /** What was looked at. */
  subject: string
  /**
   * `skipped`: could not be looked at, and why; it is neither right nor wrong.
   * `compare`: DingTalk does not tell what is entered there: a person has to compare it by eye.
   */
  state: 'ok' | 'wrong' | 'skipped' | 'compare'
  /** What was seen, in words; never a secret. */
  seen: string
  /** Where to mend it when it is wrong, or where to compare it. */
  place?: Place
}

export const ok = (subject: string, seen: string): Finding => ({ subject, state: 'ok', seen })
export const skipped = (subject: string, seen: string): Finding => ({
  subject,
  state: 'skipped',
  seen,
})
export const compare = (subject: string, seen: string, place: Place): Finding => ({
  subject,
  state: 'compare',
  seen,
  place,
})
export const wrong = (subject: string, seen: string, place: Place): Finding => ({
  subject,
  state: 'wrong',
  seen,
  place,
})
