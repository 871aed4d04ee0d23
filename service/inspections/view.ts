/** Verification tasks as the platform, the ISO and their holders see them. */
import { viewRows } from '../http/damaged.ts'
import { businessTime } from '../business-day.ts'
import { clock } from '../clock.ts'
import type { AssociatedStaff, Operator } from '../http/callers.ts'
import { linksTo, viewPhoto } from '../photos/view.ts'
import { metresBetween } from '../reviews/rules.ts'
import type { MyTask, MyTaskRow, Task, TaskRow } from './contract/task.ts'
import type { StoredTask } from './model.ts'
import { abilitiesFor, holderAbilities } from './policy.ts'
import { taskAfter } from './rules.ts'

const thumbnailOf = ({ store }: StoredTask) => linksTo(store.photo).thumbnailUrl

function viewShape(task: StoredTask): Omit<MyTask, 'abilities'> {
  const { _id, status, since, deadline, store, spots, answers, returnReason } = task
  const found = new Map(answers?.spots.map((answer) => [answer.spot, answer]))
  return {
    id: _id,
    status,
    since: since.toISOString(),
    deadline: deadline.toISOString(),
    deadlineDay: businessTime(deadline).day,
    store: {
      id: store.id,
      name: store.name,
      category: store.category,
      address: store.address,
      place: store.place,
      thumbnailUrl: thumbnailOf(task),
    },
    spots: spots.map(({ id, kind, note, codes, before }) => {
      const answer = found.get(id)
      return {
        id,
        kind,
        note,
        codes,
        before: before && viewPhoto(before),
        now: answer
          ? {
              finding: answer.finding,
              note: answer.note,
              photo: viewPhoto(answer.photo),
              distance:
                store.place && answer.photo.place
                  ? metresBetween(store.place, answer.photo.place)
                  : null,
            }
          : null,
      }
    }),
    feedback: answers?.feedback ?? '',
    returnReason,
  }
}

function viewRow(task: StoredTask): Omit<MyTaskRow, 'place'> {
  const { _id, status, deadline, store, spots } = task
  return {
    id: _id,
    status,
    deadline: deadline.toISOString(),
    deadlineDay: businessTime(deadline).day,
    storeName: store.name,
    address: store.address,
    spots: spots.length,
    thumbnailUrl: thumbnailOf(task),
  }
}

const viewHolder = ({ assignment }: StoredTask) =>
  assignment ? { id: assignment.staff, name: assignment.name } : null

type Names = ReadonlyMap<string, string>

const viewIso = ({ iso }: StoredTask, isoNames: Names) => ({
  id: iso,
  name: isoNames.get(iso) ?? '',
})

export function viewMyTask(task: StoredTask, me: AssociatedStaff): MyTask {
  const now = clock.now()
  const isOver = task.deadline < now && taskAfter(task.status, 'expire') !== undefined
  return {
    ...viewShape(task),
    ...(isOver ? { status: 'expired' as const } : {}),
    abilities: holderAbilities(me, task, now),
  }
}

export function viewMyTaskRow(task: StoredTask): MyTaskRow {
  return { ...viewRow(task), place: task.store.place }
}

export function viewTask(
  task: StoredTask,
  { isoNames, usedBefore }: { isoNames: Names; usedBefore: Task['usedBefore'] },
  me: Operator,
): Task {
  return {
    ...viewShape(task),
    iso: viewIso(task, isoNames),
    holder: viewHolder(task),
    usedBefore,
    timeline: viewRows('tasks.timeline', task.timeline, ({ at, ...entry }) => ({
      at: at.toISOString(),
      ...entry,
    })),
    abilities: abilitiesFor(me, task),
  }
}

export function viewTaskRow(task: StoredTask, isoNames: Names): TaskRow {
  return {
    ...viewRow(task),
    iso: viewIso(task, isoNames),
    holder: viewHolder(task),
    createdAt: task.createdAt.toISOString(),
  }
}
