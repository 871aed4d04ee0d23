/** Choices that were not sent yet, kept in this tab so that a reload or an ended session loses none. */
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
