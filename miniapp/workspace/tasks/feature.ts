/** Verification tasks in the workspace: their screens, and their lines at home and where a person moves to another ISO. */
import { ClipboardList, ScanSearch } from 'lucide-react'
import { listMyTasks } from '../../../service/inspections/contract/own.ts'
import type { MyTaskRow } from '../../../service/inspections/contract/task.ts'
import { ask } from '../../api/ask.ts'
import { entriesOf } from '../../drafts/memory.ts'
import { lines, screen, type Feature } from '../parts/feature.ts'
import { answersKept } from './answers.ts'
import { TasksBeforehand } from './beforehand.ts'

/** Milliseconds before its deadline from which a task is urgent. */
const soon = 24 * 3_600_000
/** Of them are shown at home. */
const mostShown = 3

/** What came back, and what is due by tomorrow. */
function isUrgent({ status, deadline }: MyTaskRow): boolean {
  if (status === 'returned') return true
  return status !== 'submitted' && new Date(deadline).getTime() - Date.now() < soon
}

export const tasksFeature: Feature = {
  screens: [
    screen('/work/tasks', async () => (await import('./tasks.tsx')).Tasks),
    screen('/work/tasks/:taskId', async () => (await import('./task.tsx')).Task),
  ],
  kind: answersKept,
  Beforehand: TasksBeforehand,
  lines: lines({
    asked: ask(listMyTasks),
    needs({ items }, { t, formats, phone }) {
      const sent = new Set(
        entriesOf(answersKept, phone).flatMap(({ id, sending }) => (sending ? [id] : [])),
      )
      return items
        .filter((task) => isUrgent(task) && !sent.has(task.id))
        .slice(0, mostShown)
        .map(({ id, storeName, status, deadlineDay }) => ({
          key: id,
          tone: 'attention',
          icon: ScanSearch,
          href: `/work/tasks/${id}`,
          title: storeName,
          words:
            status === 'returned'
              ? t('home.needsYou.returned')
              : t('home.needsYou.task', { day: formats.day(deadlineDay) }),
        }))
    },
    leftBehind(answer, { t }) {
      const open = answer?.items.length
      if (open === 0) return []
      const words = open ? t('switching.tasks', { count: open }) : t('switching.tasksBack')
      return [{ icon: ClipboardList, words }]
    },
  }),
}
