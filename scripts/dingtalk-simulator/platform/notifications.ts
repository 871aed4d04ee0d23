/** Work notifications, and the list of events that could not be delivered. */
import { createHash } from 'node:crypto'
import { writeTo, type NewMessage } from '../state/chats.ts'
import { memberByUserId, members } from '../state/people.ts'
import type { WorkNotification } from '../state/shapes.ts'
import { inLanguageOf } from './membership.ts'
import {
  OldError,
  oldNumber,
  oldOptional,
  oldText,
  type Endpoint,
  type Platform,
  type PlatformCall,
} from './platform.ts'

const mostBytes = 2048
const mostUsers = 100
const keptTasks = 500
const pageOfFailures = 200
const repeatedContent = '143106'
const tooManyOfDay = '143105'

const title = { en: 'Work notifications', zh: '工作通知' }

const asObject = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined

/** The `msg` of a call: an object, or its JSON in a form field. */
function messageOf(call: PlatformCall): { message: NewMessage; content: string } {
  let given: unknown = call.body.msg
  if (typeof given === 'string') {
    try {
      given = JSON.parse(given)
    } catch {
      throw new OldError(400_002, '参数 msg 不是合法的JSON')
    }
  }
  const msg = asObject(given)
  const type = msg?.msgtype
  const part = typeof type === 'string' ? asObject(msg?.[type]) : undefined
  const content = JSON.stringify(msg)
  if (!part) throw new OldError(400_002, '参数 msg 不正确')
  if (Buffer.byteLength(content) > mostBytes) throw new OldError(400_002, '消息体过长')
  const text = (name: string) => {
    const value = part[name]
    if (typeof value === 'string' && value !== '') return value
    throw new OldError(400_002, `参数 msg.${String(type)}.${name} 缺失`)
  }
  switch (type) {
    case 'text':
      return { content, message: { kind: 'text', from: 'other', text: text('content') } }
    case 'markdown':
      return { content, message: { kind: 'markdown', title: text('title'), text: text('text') } }
    case 'link':
      return {
        content,
        message: {
          kind: 'actionCard',
          title: text('title'),
          text: text('text'),
          buttons: [{ title: text('title'), url: text('messageUrl') }],
        },
      }
    case 'action_card': {
      const list = Array.isArray(part.btn_json_list) ? part.btn_json_list : undefined
      const buttons = list
        ? list.map((one) => ({
            title: String(asObject(one)?.title ?? ''),
            url: String(asObject(one)?.action_url ?? ''),
          }))
        : [{ title: text('single_title'), url: text('single_url') }]
      return {
        content,
        message: { kind: 'actionCard', title: text('title'), text: text('markdown'), buttons },
      }
    }
    default:
      throw new OldError(400_002, '不支持的消息类型')
  }
}

function send(platform: Platform, call: PlatformCall) {
  const { settings, store } = platform
  if (oldText(call, 'agent_id') !== settings.agentId) throw new OldError(40_056, '不合法的agentid')
  const { message, content } = messageOf(call)
  const { state } = store
  const all = oldOptional(call, 'to_all_user') === 'true'
  const userIds = all
    ? members(state).map(({ member }) => member.userId)
    : oldText(call, 'userid_list')
        .split(',')
        .map((id) => id.trim())
  if (!all && userIds.length > mostUsers) throw new OldError(40_035, 'userid_list 超过100')
  const task: WorkNotification = {
    taskId: 100_000_000 + store.next(),
    invalid: [],
    forbidden: [],
    delivered: [],
  }
  const day = new Date().toISOString().slice(0, 10)
  const seen = state.workNotificationsSeen.filter((one) => one.includes(`|${day}|`))
  const counts = new Map(
    Object.entries(state.workNotificationsOfDay).filter(([name]) => name.endsWith(`|${day}`)),
  )
  for (const userId of new Set(userIds)) {
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

function sendResult(platform: Platform, call: PlatformCall) {
  const taskId = oldNumber(call, 'task_id')
  const task = platform.store.state.workNotifications.find((one) => one.taskId === taskId)
  if (!task) throw new OldError(400_002, 'task_id 不存在')
  const isRead = ({ userId, messageId }: WorkNotification['delivered'][number]) =>
    memberByUserId(platform.store.state, userId)?.chats.some((chat) =>
      chat.messages.some((message) => message.id === messageId && message.read),
    ) ?? false
  const read = task.delivered.filter(isRead)
  const unread = task.delivered.filter((one) => !isRead(one))
  return {
    send_result: {
      invalid_user_id_list: task.invalid,
      invalid_dept_id_list: [],
      failed_user_id_list: [],
      forbidden_user_id_list: task.forbidden.map(({ userId }) => userId),
      forbidden_list: task.forbidden.map(({ userId, code }) => ({
        userid: userId,
        code,
        count: 1,
      })),
      read_user_id_list: read.map(({ userId }) => userId),
      unread_user_id_list: unread.map(({ userId }) => userId),
    },
  }
}

/** Up to 200 events that could not be delivered; they are told once. */
function takeFailures(platform: Platform) {
  const { state } = platform.store
  const taken = state.failedCallbacks.splice(0, pageOfFailures)
  platform.store.changed()
  return {
    has_more: state.failedCallbacks.length > 0,
    failed_list: taken.map(({ at, eventType, data }) => ({
      event_time: at,
      call_back_tag: eventType,
      corpid: platform.settings.corpId,
      ...(data.userId !== undefined && { userid: data.userId }),
      ...(data.deptId !== undefined && { deptid: data.deptId }),
      [eventType]: data,
    })),
  }
}

export const notificationEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/topapi/message/corpconversation/asyncsend_v2',
    token: 'app',
    handle: send,
  },
  {
    method: 'POST',
    path: '/topapi/message/corpconversation/getsendresult',
    token: 'app',
    handle: sendResult,
  },
  {
    method: 'GET',
    path: '/call_back/get_call_back_failed_result',
    token: 'app',
    handle: takeFailures,
  },
]
