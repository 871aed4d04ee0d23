/** What the bot answers to staff members about their own work: verification tasks, then visits to mend. */
import type { AssociatedStaff } from '../../http/callers.ts'
import { tasksToDo } from '../../inspections/actions/find.ts'
import type { StoredTask } from '../../inspections/model.ts'
import { countMine, pageOfMine } from '../../promotions/actions/find.ts'
import { link } from '../view/link.ts'
import { say, sayDay, type Reader } from '../../texts/say.ts'

/** Numbers in one list: what a phone shows at once. */
const longestList = 9

function whatToDo({ status }: StoredTask): 'assigned' | 'started' | 'returned' {
  return status === 'started' || status === 'returned' ? status : 'assigned'
}

async function inspections(me: AssociatedStaff, reader: Reader): Promise<string[]> {
  const { language } = reader
  const { items, count } = await tasksToDo(me, longestList)
  if (!count) return []
  const rows = items.map((task, index) =>
    say(language, 'tasks.inspectRow', {
      n: index + 1,
      store: task.store.name,
      day: sayDay(reader, task.deadline),
      what: say(language, `tasks.do.${whatToDo(task)}`),
    }),
  )
  return [say(language, 'tasks.inspect', { count }), ...rows]
}

async function visits(me: AssociatedStaff, language: string): Promise<string[]> {
  const { items } = await pageOfMine(me, { status: 'rejected', limit: longestList })
  if (!items.length) return []
  const { rejected } = await countMine(me)
  const rows = items.map(({ store }, index) =>
    say(language, 'tasks.row', { n: index + 1, store: store.name }),
  )
  return [say(language, 'tasks.mend', { count: rejected }), ...rows]
}

export async function tasksOfStaff(
  me: AssociatedStaff,
  reader: Reader,
): Promise<{ text: string; button?: { title: string; url: string } }> {
  const { language } = reader
  const toInspect = await inspections(me, reader)
  const toMend = await visits(me, language)
  if (!toInspect.length && !toMend.length) return { text: say(language, 'tasks.none') }
  const parts = [toInspect, toMend].filter(({ length }) => length > 0)
  return {
    text: parts.map((lines) => lines.join('\n')).join('\n\n'),
    button: toInspect.length
      ? { title: say(language, 'tasks.openTasks'), url: link('/work/tasks') }
      : { title: say(language, 'tasks.open'), url: link('/work/results?status=rejected') },
  }
}
