/** What follows from starting an import: its people are added, step by step. */
import { on } from '../outbox/handlers.ts'
import { addPeople } from './actions/add-people.ts'
import { importResumed, importStarted } from './events.ts'

export const importReactions = [
  on([importStarted, importResumed], { addPeople: addPeople.handler }),
]
