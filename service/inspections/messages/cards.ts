/** What holders of verification tasks are told, and *Start* on the card. */
import { isRefusal } from '../../errors.ts'
import { may } from '../../http/policy.ts'
import {
  button,
  onlyRecipient,
  message,
  type About,
  type Press,
  type Recipient,
} from '../../notifications/message.ts'
import type { Button, Card, Line } from '../../notifications/view/card.ts'
import { link } from '../../notifications/view/link.ts'
import type { EventOf } from '../../outbox/event.ts'
import { findAsker } from '../../staff/messages/asker.ts'
import { recipientsOf } from '../../staff/messages/recipient.ts'
import { say, sayDay, type Reader } from '../../texts/say.ts'
import { startTask } from '../actions/perform.ts'
import {
  taskAccepted,
  taskAssigned,
  taskExpired,
  taskExtended,
  taskGivenBack,
  taskReassigned,
  taskReturned,
  taskStarted,
  taskSubmitted,
} from '../events.ts'
import { Tasks, type StoredTask } from '../model.ts'
import { taskPolicy } from '../policy.ts'

const taskOf = (id: string) => Tasks.findById(id).lean<StoredTask | null>()

/** A task, and the assignment of it that a message is about. */
interface Assigned {
  task: StoredTask
  assignment: string
}

async function find({ subject, data }: Pick<About, 'subject' | 'data'>) {
  const task = await taskOf(subject.id)
  return task ? { task, assignment: String(data['assignment']) } : undefined
}

const isTheirs = ({ task, assignment }: Assigned) => task.assignment?.id === assignment

/** The holder of an event's task, while they still have it. */
async function holderOf(event: EventOf<typeof taskAssigned>): Promise<Recipient[]> {
  const found = await find(event)
  return recipientsOf(found && isTheirs(found) ? found.task.assignment?.staff : undefined)
}

const kinds = {
  unassigned: 'info',
  assigned: 'info',
  started: 'info',
  submitted: 'info',
  returned: 'warning',
  accepted: 'success',
  expired: 'warning',
} as const satisfies Record<StoredTask['status'], Card['statusKind']>

function open(language: string, { _id }: StoredTask, style: Button['style']): Button {
  return {
    id: 'open',
    title: say(language, 'task.open'),
    ...(style ? { style } : {}),
    url: link(`/work/tasks/${_id}`),
  }
}

function linesOf(reader: Reader, { store, spots, deadline }: StoredTask): Line[] {
  const { language } = reader
  return [
    [say(language, 'task.address'), store.address],
    [say(language, 'task.deadline'), sayDay(reader, deadline)],
    [say(language, 'task.spots'), String(spots.length)],
  ]
}

/** The task was given to another person, or unassigned: what its previous holder reads. */
function overCard(language: string, task: StoredTask): Card {
  return {
    title: say(language, 'task.title', { store: task.store.name }),
    text: say(language, 'task.overText'),
    status: say(language, task.assignment ? 'task.again' : 'task.notYoursNow'),
    lines: [[say(language, 'task.address'), task.store.address]],
  }
}

const startTitle = (language: string): Button => ({
  id: start.id,
  title: say(language, 'task.start'),
  style: 'primary',
})

/** Nothing happens if the task has changed since, or its holder has left the ISO: the card shows what has become of it. */
const start = button('task.start', {
  may: onlyRecipient,
  refusal: 'task.notYours',
  async act({ userId, thing }: Press<Assigned>) {
    const { staff } = await findAsker(userId)
    if (!staff || !isTheirs(thing) || !may(staff, taskPolicy, 'start', thing.task)) return
    try {
      await startTask(thing.task, staff)
    } catch (error) {
      const over = ['wrong_state', 'not_found', 'not_associated'] as const
      if (!over.some((code) => isRefusal(error, code))) throw error
    }
  },
})

/** Cards of every assignment: that of the previous holder shows that the task is no longer theirs. */
const settled = {
  by: [
    ...[taskStarted, taskSubmitted, taskReassigned, taskExtended, taskGivenBack, taskExpired],
    ...[taskAccepted, taskReturned],
  ],
  handler: 'settleTaskCards',
}

export const taskAssignedMessage = message({
  template: 'task_assigned',
  kind: 'tasks',
  membersOnly: true,
  on: taskAssigned,
  handler: 'tellTask',
  to: holderOf,
  find,
  due: ({ task, assignment }) =>
    isTheirs({ task, assignment }) && ['assigned', 'started'].includes(task.status),
  card({ task, assignment }, reader): Card {
    const { language } = reader
    const { status, store } = task
    if (!isTheirs({ task, assignment }) || status === 'unassigned') return overCard(language, task)
    const isOver = status === 'expired'
    const buttons = {
      new: [startTitle(language), open(language, task, 'plain')],
      over: [],
      other: [open(language, task, 'primary')],
    }
    return {
      title: say(language, 'task.title', { store: store.name }),
      text: say(language, isOver ? 'task.overText' : 'task.text'),
      status: say(language, `task.${status}`),
      statusKind: kinds[status],
      lines: linesOf(reader, task),
      buttons: buttons[status === 'assigned' ? 'new' : isOver ? 'over' : 'other'],
    }
  },
  settled,
  buttons: [start],
})

/** What the platform said, while that is what stands there; undefined once it is not. */
const resultIn = ({ task, assignment }: Assigned, { data }: Pick<About, 'data'>) => {
  const { status } = task
  const stands = isTheirs({ task, assignment }) && status === data['status']
  return stands && (status === 'accepted' || status === 'returned') ? status : undefined
}

function resultCard(found: Assigned, reader: Pick<About, 'language' | 'timeZone' | 'data'>) {
  const result = resultIn(found, reader)
  if (!result) return undefined
  const { language } = reader
  const { task } = found
  const isAccepted = result === 'accepted'
  return {
    title: say(language, `task.${result}Title`, { store: task.store.name }),
    text: say(language, `task.${result}Text`, { reason: task.returnReason }),
    status: say(language, `task.${result}`),
    statusKind: kinds[result],
    lines: isAccepted ? [] : linesOf(reader, task),
    buttons: [
      {
        ...open(language, task, 'primary'),
        ...(isAccepted ? {} : { title: say(language, 'task.fix') }),
      },
    ],
  }
}

/** A result that was answered since: its card asks for nothing any more. */
export function answeredCard({ task, assignment }: Assigned, { language }: Reader): Card {
  if (!isTheirs({ task, assignment }) || task.status === 'unassigned') {
    return overCard(language, task)
  }
  return {
    title: say(language, 'task.returnedTitle', { store: task.store.name }),
    text: say(language, 'task.answered'),
    status: say(language, `task.${task.status}`),
    statusKind: kinds[task.status],
    buttons: [open(language, task, 'plain')],
  }
}

export const taskResultMessage = message({
  template: 'task_result',
  kind: 'tasks',
  membersOnly: true,
  on: [taskAccepted, taskReturned],
  handler: 'tellTaskResult',
  to: holderOf,
  find,
  card: resultCard,
  settled: {
    ...settled,
    card: (found, reader) => resultCard(found, reader) ?? answeredCard(found, reader),
  },
})

export const inspectionMessages = [taskAssignedMessage, taskResultMessage]
