/** Choices that were not sent yet and photos looked at, kept in this tab so that a reload or an ended session loses none. */
import type { Submission } from '../../../service/promotions/contract.ts'
import { noChoices, type Choices } from './decisions.ts'

/** Another revision is another thing to decide. */
function placeOf({ id, revision }: Submission): string {
  return `partner-workspace.review.${id}.${revision}`
}

export function keptChoices(submission: Submission): Choices {
  const kept = sessionStorage.getItem(placeOf(submission))
  return kept ? (JSON.parse(kept) as Choices) : noChoices
}

export function keepChoices(submission: Submission, choices: Choices): void {
  if (choices.past.length > 0) {
    sessionStorage.setItem(placeOf(submission), JSON.stringify(choices))
  } else sessionStorage.removeItem(placeOf(submission))
}

const placeOfSeen = (submission: Submission) => `${placeOf(submission)}.seen`

/** Ids of the photos that were looked at. */
export function keptSeen(submission: Submission): ReadonlySet<string> {
  const kept = sessionStorage.getItem(placeOfSeen(submission))
  return new Set(kept ? (JSON.parse(kept) as string[]) : [])
}

export function keepSeen(submission: Submission, seen: ReadonlySet<string>): void {
  if (seen.size > 0) {
    sessionStorage.setItem(placeOfSeen(submission), JSON.stringify([...seen]))
  } else sessionStorage.removeItem(placeOfSeen(submission))
}
