/** What the bot's cards say of a verification task: that it is assigned, what has become of it, and its result. */
import type { StoredTask } from '../../inspections/model.ts'
import { params, type Button, type Card, type CardParams, type Line } from './card.ts'
import { link } from './link.ts'
import { say, sayDay, type Reader } from '../../texts/say.ts'

type Shown = Pick<
  StoredTask,
  '_id' | 'store' | 'spots' | 'status' | 'deadline' | 'assignment' | 'returnReason'
>

const kinds = {
  unassigned: 'info',
  assigned: 'info',
  started: 'info',
  submitted: 'info',
  returned: 'warning',
  accepted: 'success',
  expired: 'warning',
} as const satisfies Record<StoredTask['status'], Card['statusKind']>

function open(language: string, { _id }: Shown, style: Button['style']): Button {
  return {
    id: 'open',
    title: say(language, 'task.open'),
    ...(style ? { style } : {}),
    url: link(`/work/tasks/${_id}`),
  }
}

function linesOf(reader: Reader, { store, spots, deadline }: Shown): Line[] {
  const { language } = reader
  return [
    [say(language, 'task.address'), store.address],
    [say(language, 'task.deadline'), sayDay(reader, deadline)],
    [say(language, 'task.spots'), String(spots.length)],
  ]
}

/** The task was given to another person, or unassigned: the same card, for its previous holder. */
function overCard(language: string, task: Shown): CardParams {
  return params({
    title: say(language, 'task.title', { store: task.store.name }),
    text: say(language, 'task.overText'),
    status: say(language, task.assignment ? 'task.again' : 'task.notYoursNow'),
    lines: [[say(language, 'task.address'), task.store.address]],
  })
}

/** *Verification task* for its holder; `assignment` is the one that the card is about. */
export function taskAssignedCard(reader: Reader, task: Shown, assignment: string): CardParams {
  const { language } = reader
  const { status, store } = task
  if (task.assignment?.id !== assignment || status === 'unassigned') {
    return overCard(language, task)
  }
  const start: Button = {
    id: 'task.start',
    title: say(language, 'task.start'),
    style: 'primary',
  }
  const isNew = status === 'assigned'
  const isOver = status === 'expired'
  return params({
    title: say(language, 'task.title', { store: store.name }),
    text: say(language, isOver ? 'task.overText' : 'task.text'),
    status: say(language, `task.${status}`),
    statusKind: kinds[status],
    lines: linesOf(reader, task),
    buttons: isNew
      ? [start, open(language, task, 'plain')]
      : isOver
        ? []
        : [open(language, task, 'primary')],
  })
}

/** A result that was answered since: the card asks for nothing any more. */
export function taskAnsweredCard(language: string, task: Shown, assignment: string): CardParams {
  if (task.assignment?.id !== assignment || task.status === 'unassigned') {
    return overCard(language, task)
  }
  return params({
    title: say(language, 'task.returnedTitle', { store: task.store.name }),
    text: say(language, 'task.answered'),
    status: say(language, `task.${task.status}`),
    statusKind: kinds[task.status],
    buttons: [open(language, task, 'plain')],
  })
}

/** What the platform said to what was sent in. */
export function taskResultCard(
  reader: Reader,
  task: Shown,
  result: 'accepted' | 'returned',
): CardParams {
  const { language } = reader
  const { store, returnReason, _id } = task
  const accepted = result === 'accepted'
  return params({
    title: say(language, `task.${result}Title`, { store: store.name }),
    text: say(language, `task.${result}Text`, { reason: returnReason }),
    status: say(language, `task.${result}`),
    statusKind: kinds[result],
    lines: accepted ? [] : linesOf(reader, task),
    buttons: [
      {
        id: 'open',
        title: say(language, accepted ? 'task.open' : 'task.fix'),
        style: 'primary',
        url: link(`/work/tasks/${_id}`),
      },
    ],
  })
}
