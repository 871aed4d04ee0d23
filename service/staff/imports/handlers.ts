/** What follows from starting an import: its people are added, step by step. */
import { Later, type Handler, type Reactions } from '../../outbox/handlers.ts'
import { feed } from './actions/feed.ts'

const addPeople: Handler = async (event) => {
  const pause = await feed(event.subject.id)
  if (pause !== undefined) throw new Later(pause)
}

export const importReactions: Reactions = {
  'staff.import_started': { addPeople },
  'staff.import_resumed': { addPeople },
}
