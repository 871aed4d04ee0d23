/**
 * Custom robots of groups: a client with the address of one posts messages to it, as far as its security settings let
 * them.
 */
import { createHmac } from 'node:crypto'
import type { CustomRobot } from '../state/shapes/messages.ts'
import { OldError, type Endpoint, type Platform, type PlatformCall } from './platform.ts'

const minute = 60_000
const mostInMinute = 20
const restMs = 10 * minute
const skewMs = 60 * minute
const keptMessages = 200

const asObject = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const unsafe = (why: string) => new OldError(310_000, why)

function checkSignature({ secret }: CustomRobot, call: PlatformCall) {
  if (!secret) return
  const timestamp = call.query.get('timestamp') ?? ''
  const age = Math.abs(Date.now() - Number(timestamp))
  if (!/^\d{13}$/.test(timestamp) || age > skewMs) throw unsafe('invalid timestamp')
  const expected = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
  if (call.query.get('sign') !== expected) throw unsafe('sign not match')
}

/** The words of a message, which keywords are looked for in. Throws what DingTalk says of a message that is none. */
function wordsOf(body: Record<string, unknown>): string {
  const type = String(body.msgtype ?? '')
  const part = asObject(body[type])
  const needed = (...names: string[]) =>
    names.map((name) => {
      const value = part[name]
      if (typeof value === 'string' && value !== '') return value
      throw new OldError(40_035, `缺少参数 ${type}.${name}`)
    })
  switch (type) {
    case 'text':
      return needed('content').join(' ')
    case 'markdown':
      return needed('title', 'text').join(' ')
    case 'link':
      return needed('title', 'text', 'messageUrl').join(' ')
    case 'actionCard': {
      if (!Array.isArray(part.btns)) needed('singleTitle', 'singleURL')
      return needed('title', 'text').join(' ')
    }
    case 'feedCard': {
      const links = Array.isArray(part.links) ? part.links.map(asObject) : []
      if (links.length === 0) throw new OldError(40_035, '缺少参数 feedCard.links')
      return links.map(({ title }) => String(title ?? '')).join(' ')
    }
    default:
      throw new OldError(400_105, '不支持的消息类型')
  }
}

/** At most twenty messages in a minute; one more, and the robot takes none for ten. */
function checkRate(robot: CustomRobot) {
  const now = Date.now()
  robot.sentAt = robot.sentAt.filter((at) => at > now - minute)
  if (robot.restsUntil <= now && robot.sentAt.length < mostInMinute) {
    robot.sentAt.push(now)
    return
  }
  robot.restsUntil = Math.max(robot.restsUntil, now + restMs)
  throw new OldError(660_026, 'sending too many messages per minute')
}

function send({ store }: Platform, call: PlatformCall) {
  const token = call.token ?? ''
  if (!token) throw new OldError(40_035, '缺少参数 access_token')
  const robot = store.state.customRobots.find((one) => one.token === token)
  if (!robot) throw new OldError(300_005, 'token is not exist')
  if (robot.isStopped) throw new OldError(400_102, '机器人已停用')
  if (call.contentType !== 'application/json')
    throw new OldError(43_004, '无效的HTTP HEADER Content-Type')
  if (Object.keys(call.body).length === 0) throw new OldError(40_035, '缺少参数 json')
  const text = wordsOf(call.body)
  checkSignature(robot, call)
  if (robot.addresses && !robot.addresses.includes(call.from))
    throw unsafe(`ip ${call.from} not in whitelist`)
  if (robot.keywords && !robot.keywords.some((word) => text.includes(word)))
    throw unsafe('keywords not in content')
  const { msgUuid } = call.body
  const isRepeat =
    typeof msgUuid === 'string' && robot.messages.some((one) => one.msgUuid === msgUuid)
  if (isRepeat) return {}
  checkRate(robot)
  const message = {
    at: Date.now(),
    msgtype: String(call.body.msgtype),
    text,
    ...(typeof msgUuid === 'string' && { msgUuid }),
  }
  robot.messages = [...robot.messages, message].slice(-keptMessages)
  store.changed()
  return {}
}

export const customRobotEndpoints: Endpoint[] = [
  { method: 'POST', path: '/robot/send', token: 'none', exampleHasTexts: true, handle: send },
]
