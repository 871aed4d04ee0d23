/** What the bot answers about verification tasks: to their holders, and to the platform. */
import type { Endpoint } from '../../http/contract.ts'
import { botCommand, longestList, type Part } from '../../notifications/command.ts'
import { link } from '../../notifications/view/link.ts'
import { say, sayDay } from '../../texts/say.ts'
import { countTasks, tasksToDo } from '../actions/find.ts'
import { acceptTask, reassignTask } from '../contract/platform.ts'
import type { StoredTask } from '../model.ts'

function whatToDo({ status }: StoredTask): 'assigned' | 'started' | 'returned' {
  return status === 'started' || status === 'returned' ? status : 'assigned'
}

const mine = botCommand(['tasks', 'pending'], {
  as: 'person',
  async answer({ asker, reader }) {
    const { language } = reader
    const { items, count } = asker.staff
      ? await tasksToDo(asker.staff, longestList)
      : { items: [], count: 0 }
    if (!count) return []
    const rows = items.map((task, index) =>
      say(language, 'tasks.inspectRow', {
        n: index + 1,
        store: task.store.name,
        day: sayDay(reader, task.deadline),
        what: say(language, `tasks.do.${whatToDo(task)}`),
      }),
    )
    return [
      {
        text: [say(language, 'tasks.inspect', { count }), ...rows].join('\n'),
        button: { title: say(language, 'tasks.openTasks'), url: link('/work/tasks') },
      },
    ]
  },
})

/** What waits for the platform. */
const waiting = (
  status: 'submitted' | 'unassigned',
  words: 'tasks.inspections' | 'tasks.unassigned',
  may: Endpoint,
) =>
  botCommand('tasks', {
    as: 'platform',
    may,
    async answer({ operators: [me], reader: { language } }): Promise<Part[]> {
      const count = me ? await countTasks(me.scope, status) : 0
      if (!count) return []
      const title = say(language, 'tasks.openInspections')
      const url = link(`/console/inspections?status=${status}`)
      return [{ text: say(language, words, { count }), button: { title, url }, isUrgent: true }]
    },
  })

export const inspectionCommands = [
  mine,
  waiting('submitted', 'tasks.inspections', acceptTask),
  waiting('unassigned', 'tasks.unassigned', reassignTask),
]
