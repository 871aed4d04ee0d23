/** What follows from starting an import: its people are added, step by step. */
import { Later, on, type Handler } from '../outbox/handlers.ts'
import { feed } from './actions/feed.ts'
import { importResumed, importStarted } from './events.ts'

const addPeople: Handler = async (event) => {
  const pause = await feed(event.subject.id)
  if (pause !== undefined) throw new Later(pause)
}

export const importReactions = [on([importStarted, importResumed], { addPeople })]
