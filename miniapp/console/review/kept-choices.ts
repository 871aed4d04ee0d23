/** Choices that were not sent yet and photos looked at, kept in this tab so that a reload or an ended session loses none. */
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import { inTab, readJson } from '../../api/keeping.ts'
import { noChoices, type Choices } from './decisions.ts'

/** Another revision is another thing to decide. */
function placeOf({ id, revision }: Submission): string {
  return `partner-workspace.review.${id}.${revision}`
}

export function keptChoices(submission: Submission): Choices {
  return readJson<Choices>(inTab, placeOf(submission)) ?? noChoices
}

export function keepChoices(submission: Submission, choices: Choices): void {
  if (choices.past.length > 0) {
    inTab.write(placeOf(submission), JSON.stringify(choices))
  } else inTab.remove(placeOf(submission))
}

const placeOfSeen = (submission: Submission) => `${placeOf(submission)}.seen`

/** Ids of the photos that were looked at. */
export function keptSeen(submission: Submission): ReadonlySet<string> {
  return new Set(readJson<string[]>(inTab, placeOfSeen(submission)))
}

export function keepSeen(submission: Submission, seen: ReadonlySet<string>): void {
  if (seen.size > 0) {
    inTab.write(placeOfSeen(submission), JSON.stringify([...seen]))
  } else inTab.remove(placeOfSeen(submission))
}
