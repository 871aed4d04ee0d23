/** Work notifications: sent to people and departments, looked up, and recalled. */
import { createHash } from 'node:crypto'
import { writeTo, type NewMessage } from '../state/chats.ts'
import { memberByUserId, members } from '../state/people.ts'
import type { StoredState } from '../state/shapes/state.ts'
import type { WorkNotification } from '../state/shapes/messages.ts'
import { checkMedia } from './media.ts'
import { inLanguageOf } from './membership.ts'
import {
  OldError,
  oldOptional,
  type Endpoint,
  type Platform,
  type PlatformCall,
} from './platform.ts'

const maxBytes = 2048
const mostUsers = 100
/** Rows of a form that are shown. */
const shownRows = 6
const mostDepartments = 20
const keptTasks = 500
/** How long a task can be looked up and recalled. */
const taskLivesMs = 24 * 3_600_000
const repeatedContent = '143106'
const tooManyOfDay = '143105'

const title = { en: 'Work notifications', zh: '工作通知' }

const asObject = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined

/** The `msg` of a call: an object, or its JSON in a form field. */
function givenMessage(call: PlatformCall): Record<string, unknown> {
  let given: unknown = call.body.msg
  if (typeof given === 'string') {
    try {
      given = JSON.parse(given)
    } catch {
      throw new OldError(40_035, '不合法的参数')
    }
  }
  const msg = asObject(given)
  if (!msg) throw new OldError(41_015, '缺少JSON参数')
  return msg
}

/** What a message looks like in the chat. Throws what DingTalk says of one that it does not take. */
function messageOf(platform: Platform, msg: Record<string, unknown>): NewMessage {
  const type = typeof msg.msgtype === 'string' ? msg.msgtype : ''
  const part = asObject(msg[type]) ?? {}
  const text = (name: string, of = part) => {
    const value = of[name]
    if (typeof value === 'string' && value !== '') return value
    throw new OldError(40_035, `不合法的参数 msg.${type}.${name}`)
  }
  switch (type) {
    case 'text':
      return { kind: 'text', from: 'other', text: text('content') }
    case 'markdown':
      return { kind: 'markdown', title: text('title'), text: text('text') }
    case 'image':
    case 'voice':
    case 'file': {
      checkMedia(platform, text('media_id'))
      return { kind: 'text', from: 'other', text: `[${type}]` }
    }
    case 'link': {
      const title = text('title')
      const buttons = [{ title, url: text('messageUrl') }]
      return { kind: 'actionCard', title, text: text('text'), buttons }
    }
    case 'oa':
      return oaMessage(part, text)
    case 'action_card': {
      const list = Array.isArray(part.btn_json_list) ? part.btn_json_list : undefined
      const buttons = list
        ? list.map((one) => ({
            title: String(asObject(one)?.title ?? ''),
            url: String(asObject(one)?.action_url ?? ''),
          }))
        : [{ title: text('single_title'), url: text('single_url') }]
      const title = String(part.title ?? '')
      return { kind: 'actionCard', title, text: text('markdown'), buttons }
    }
    default:
      throw new OldError(40_008, '不合法的消息类型')
  }
}

/** A form with a head, drawn as a card: the head needs its colour, the body may hold anything or nothing. */
function oaMessage(
  part: Record<string, unknown>,
  text: (name: string, of?: Record<string, unknown>) => string,
): NewMessage {
  const head = asObject(part.head) ?? {}
  const body = asObject(part.body)
  if (!body) throw new OldError(40_035, '不合法的参数 msg.oa.body')
  text('bgcolor', head)
  const rows = (Array.isArray(body.form) ? body.form : []).slice(0, shownRows).map((one) => {
    const { key, value } = asObject(one) ?? {}
    return `${String(key ?? '')} ${String(value ?? '')}`
  })
  const { num, unit } = asObject(body.rich) ?? {}
  const status = asObject(part.status_bar)?.status_value
  const lines = [
    ...rows,
    num === undefined ? '' : `**${String(num)}** ${String(unit ?? '')}`,
    String(body.content ?? ''),
    String(body.author ?? ''),
    String(status ?? ''),
  ]
  const title = String(body.title ?? text('text', head))
  const buttons = [{ title: text('text', head), url: text('message_url') }]
  return { kind: 'actionCard', title, text: lines.filter(Boolean).join('\n\n'), buttons }
}

/** Ids of a text `"a,b"`. */
const listOf = (call: PlatformCall, name: string) =>
  (oldOptional(call, name) ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean)

/** A department and all below it. */
function withBelow(state: StoredState, id: number): Set<number> {
  const all = new Set([id])
  for (const one of all)
    for (const below of state.departments) if (below.parentId === one) all.add(below.id)
  return all
}

/** The people a call names, each once, and which of its departments are none. */
function receiversOf(platform: Platform, call: PlatformCall) {
  const { state } = platform.store
  if (oldOptional(call, 'to_all_user') === 'true')
    return { userIds: members(state).map(({ member }) => member.userId), invalidDepartments: [] }
  const people = listOf(call, 'userid_list')
  const departments = listOf(call, 'dept_id_list').map(Number)
  if (people.length === 0 && departments.length === 0)
    throw new OldError(40_035, '不合法的参数 userid_list或dept_id_list')
  if (people.length > mostUsers) throw new OldError(40_032, '不合法的UserID列表长度')
  if (departments.length > mostDepartments) throw new OldError(40_066, '不合法的部门列表')
  const isKnown = (id: number) => state.departments.some((one) => one.id === id)
  const within = departments.filter(isKnown).flatMap((id) => [...withBelow(state, id)])
  const below = members(state)
    .filter(({ member }) => member.departments.some((id) => within.includes(id)))
    .map(({ member }) => member.userId)
  return {
    userIds: [...new Set([...people, ...below])],
    invalidDepartments: departments.filter((id) => !isKnown(id)),
  }
}

/** Throws unless the call names the app's own agent. */
function checkAgent({ settings }: Platform, call: PlatformCall, refusal: () => OldError) {
  if (oldOptional(call, 'agent_id') !== settings.agentId) throw refusal()
}

function send(platform: Platform, call: PlatformCall) {
  const { store } = platform
  if (oldOptional(call, 'agent_id') === undefined) throw new OldError(41_011, '缺少agentid')
  checkAgent(platform, call, () => new OldError(40_056, '不合法的agentid'))
  const msg = givenMessage(call)
  const content = JSON.stringify(msg)
  const message = messageOf(platform, msg)
  if (Buffer.byteLength(content) > maxBytes) throw new OldError(45_002, '消息内容超过限制')
  const { state } = store
  const { userIds, invalidDepartments } = receiversOf(platform, call)
  const task: WorkNotification = {
    taskId: 100_000_000 + store.next(),
    at: Date.now(),
    invalid: [],
    invalidDepartments,
    forbidden: [],
    delivered: [],
  }
  const day = new Date().toISOString().slice(0, 10)
  const seen = state.workNotificationsSeen.filter((one) => one.includes(`|${day}|`))
  const counts = new Map(
    Object.entries(state.workNotificationsOfDay).filter(([name]) => name.endsWith(`|${day}`)),
  )
  for (const userId of userIds) {
    const person = memberByUserId(state, userId)
    const ofDay = `${userId}|${day}`
    const key = `${ofDay}|${createHash('sha1').update(content).digest('base64url')}`
    if (!person) task.invalid.push(userId)
    else if (seen.includes(key)) task.forbidden.push({ userId, code: repeatedContent })
    else if ((counts.get(ofDay) ?? 0) >= state.knobs.messagesPerDay)
      task.forbidden.push({ userId, code: tooManyOfDay })
    else {
      seen.push(key)
      counts.set(ofDay, (counts.get(ofDay) ?? 0) + 1)
      const chat = { id: 'work', title: inLanguageOf(person, title), kind: 'notice' } as const
      const { id } = writeTo(store, person, chat, message)
      task.delivered.push({ userId, messageId: id })
    }
  }
  state.workNotificationsSeen = seen
  state.workNotificationsOfDay = Object.fromEntries(counts)
  state.workNotifications = [...state.workNotifications, task].slice(-keptTasks)
  store.changed()
  return { task_id: task.taskId }
}

/** The task of a call, for a day. Throws what the API says of any other. */
function taskOf(platform: Platform, call: PlatformCall, name: string, refusal: () => OldError) {
  checkAgent(platform, call, refusal)
  const id = Number(oldOptional(call, name))
  const task = platform.store.state.workNotifications.find((one) => one.taskId === id)
  if (!task || Date.now() - (task.at ?? 0) > taskLivesMs) throw refusal()
  return task
}

const badTask = () => new OldError(40_035, '不合法的参数')

function sendResult(platform: Platform, call: PlatformCall) {
  const { state } = platform.store
  const task = taskOf(platform, call, 'task_id', badTask)
  const isRead = ({ userId, messageId }: WorkNotification['delivered'][number]) =>
    memberByUserId(state, userId)?.chats.some((chat) =>
      chat.messages.some((message) => message.id === messageId && message.read),
    ) ?? false
  const read = task.delivered.filter(isRead)
  const unread = task.delivered.filter((one) => !isRead(one))
  return {
    send_result: {
      invalid_user_id_list: task.invalid,
      invalid_dept_id_list: task.invalidDepartments ?? [],
      failed_user_id_list: [],
      forbidden_list: task.forbidden.map(({ userId, code }) => ({
        userid: userId,
        code,
        // the limit that was met
        count: code === tooManyOfDay ? state.knobs.messagesPerDay : 1,
      })),
      read_user_id_list: read.map(({ userId }) => userId),
      unread_user_id_list: unread.map(({ userId }) => userId),
    },
  }
}

/** Takes the messages of a task out of the chats. */
function recall(platform: Platform, call: PlatformCall) {
  const refusal = () => new OldError(400_002, 'agentId不合法或taskId不合法')
  const task = taskOf(platform, call, 'msg_task_id', refusal)
  const recalled = new Set(task.delivered.map(({ messageId }) => messageId))
  for (const person of platform.store.state.people)
    for (const chat of person.chats)
      chat.messages = chat.messages.filter(({ id }) => !recalled.has(id))
  platform.store.changed()
  return {}
}

const workNotification = (
  path: string,
  handle: (platform: Platform, call: PlatformCall) => unknown,
): Endpoint => ({
  method: 'POST',
  path: `/topapi/message/corpconversation/${path}`,
  token: 'app',
  handle,
})

export const notificationEndpoints: Endpoint[] = [
  workNotification('asyncsend_v2', send),
  workNotification('getsendprogress', (platform, call) => {
    taskOf(platform, call, 'task_id', badTask)
    return { progress: { progress_in_percent: 100, status: 2 } }
  }),
  workNotification('getsendresult', sendResult),
  workNotification('recall', recall),
]
