/** The phone is in other hands: nothing of the one before stays in memory; what is theirs stays on the phone. */
import type { QueryClient } from '@tanstack/react-query'
import { forgetAnswers } from '../../api/remember.ts'
import { closePhone } from '../../drafts/store.ts'
import { allWritten } from '../../drafts/writing.ts'

/** Reloads the page, for the person who is signed in. */
export async function reloadPage(client: QueryClient): Promise<void> {
  closePhone()
  await allWritten()
  forgetAnswers(client)
  location.reload()
}
