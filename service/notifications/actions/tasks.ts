/** What holders of verification tasks are told, cards that follow what becomes of a task, and *Start* on them. */
import { isRefusal } from '../../errors.ts'
import { may } from '../../http/policy.ts'
import { startTask } from '../../inspections/actions/perform.ts'
import { Tasks, type StoredTask } from '../../inspections/model.ts'
import { taskPolicy } from '../../inspections/policy.ts'
import { log } from '../../log.ts'
import type { EventOf } from '../../outbox/event.ts'
import type { EventRow } from '../../outbox/model.ts'
import { findById } from '../../staff/actions/associate.ts'
import { Messages, type Message } from '../model.ts'
import type { CardParams } from '../view/card.ts'
import { say } from '../../texts/say.ts'
import { taskAnsweredCard, taskAssignedCard, taskResultCard } from '../view/task-cards.ts'
import { whoAsks } from './asker.ts'
import { asStaff } from './recipients.ts'
import { tell, updateCards } from './send.ts'
import type { taskAssigned } from '../../inspections/events.ts'

type TaskEvent = EventOf<typeof taskAssigned>

export const taskTemplate = 'task_assigned'
const resultTemplate = 'task_result'

const taskOf = (id: string) => Tasks.findById(id).lean<StoredTask | null>()

const assignmentIn = ({ assignment }: { assignment?: unknown }) => String(assignment)

/** The holder of an event's task, while they still have it. */
async function holderOf(event: TaskEvent) {
  const task = await taskOf(event.subject.id)
  const { assignment } = task ?? {}
  if (!assignment || assignment.id !== event.data.assignment) return undefined
  const member = await findById(assignment.staff)
  return member?.status === 'associated' ? member : undefined
}

/** The task is assigned to a person, who is told so. */
export async function tellTask(event: TaskEvent): Promise<void> {
  const holder = await holderOf(event)
  if (holder) await tell(event, [asStaff(holder)], { template: taskTemplate })
}

export async function tellTaskResult(event: TaskEvent): Promise<void> {
  const holder = await holderOf(event)
  if (holder) await tell(event, [asStaff(holder)], { template: resultTemplate })
}

/** A result that still stands; any other shows what the task has come to since. */
function resultNow(task: StoredTask, message: Message): CardParams {
  const { language, data } = message
  const assignment = assignmentIn(data)
  const { status } = task
  const stands = status === data['status'] && task.assignment?.id === assignment
  return stands && (status === 'accepted' || status === 'returned')
    ? taskResultCard(message, task, status)
    : taskAnsweredCard(language, task, assignment)
}

/** Cards of every assignment of the task: the card of the previous holder shows that the task is no longer theirs. */
export async function settleTaskCards(event: EventRow): Promise<void> {
  const task = await taskOf(event.subject.id)
  if (!task) return
  await updateCards(taskTemplate, task._id, (message) =>
    taskAssignedCard(message, task, assignmentIn(message.data)),
  )
  await updateCards(resultTemplate, task._id, (message) => resultNow(task, message))
}

type About = Pick<Message, 'subject' | 'language' | 'timeZone' | 'data'>

interface Said {
  params: CardParams
  isDue: boolean
}

/** What such a message says when it goes out. @returns undefined when there is no such task */
export async function taskParams(about: About): Promise<Said | undefined> {
  const { subject, data } = about
  const task = await taskOf(subject.id)
  if (!task) return undefined
  const assignment = assignmentIn(data)
  const isTheirs = task.assignment?.id === assignment
  return {
    params: taskAssignedCard(about, task, assignment),
    isDue: isTheirs && ['assigned', 'started'].includes(task.status),
  }
}

/** @returns undefined when that result is no longer what stands there */
export async function taskResultParams(about: About): Promise<Said | undefined> {
  const { subject, data } = about
  const task = await taskOf(subject.id)
  if (!task || task.assignment?.id !== assignmentIn(data)) return undefined
  const { status } = task
  if (status !== data['status'] || (status !== 'accepted' && status !== 'returned')) {
    return undefined
  }
  return { params: taskResultCard(about, task, status), isDue: true }
}

/** Starts it for its holder. Nothing happens if the task has changed since, or has left the ISO. */
async function startFor(userId: string, task: StoredTask): Promise<void> {
  const { staff } = await whoAsks(userId)
  if (!staff || !may(staff, taskPolicy, 'start', task)) return
  try {
    await startTask(task, staff)
  } catch (error) {
    const over = ['wrong_state', 'not_found', 'not_associated'] as const
    if (!over.some((code) => isRefusal(error, code))) throw error
  }
}

/** *Start* on the card; whatever has become of the task meanwhile is what the card answers with. */
export async function startOnCard({
  outTrackId,
  userId,
  actionId,
}: {
  outTrackId: string
  /** DingTalk userid of the person who pressed. */
  userId: string
  actionId: string
}): Promise<CardParams> {
  const message = await Messages.findById(outTrackId).lean<Message>()
  const task = message && (await taskOf(message.subject.id))
  if (!message || !task) {
    log.warn({ outTrackId, actionId }, 'a button of a card we do not know')
    return {}
  }
  if (userId !== message.dingtalkUserId) {
    return { status: say(message.language, 'task.notYours'), statusKind: 'warning' }
  }
  if (task.assignment?.id === assignmentIn(message.data)) await startFor(userId, task)
  const now = await taskParams(message)
  return now?.params ?? {}
}
