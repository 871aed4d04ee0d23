/** What people get: a message of the robot, a card, a work notification; sent to one person who agreed to be asked. */
import { randomUUID } from 'node:crypto'
import { config } from '../../../service/config.ts'
import { cardRoute } from '../../../service/dingtalk/cards.ts'
import { insideDingTalk } from '../../../service/dingtalk/links.ts'
import { params } from '../../../service/notifications/view/card.ts'
import { blame, provesNothing, type Answered, type DingTalk } from '../dingtalk.ts'
import { compare, ok, skipped, wrong, type Finding } from '../findings.ts'

const listOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
const toSomebody = 'not sent: say to whom with --to <userid>'

async function checkRobot(dingtalk: DingTalk, to: string): Promise<Finding> {
  const subject = 'Robot'
  const answered = await dingtalk.askNew('POST', '/v1.0/robot/oToMessages/batchSend', {
    robotCode: dingtalk.config.dingtalk.robotCode,
    userIds: [to],
    msgKey: 'sampleText',
    msgParam: JSON.stringify({ content: 'Partner Workspace: the robot works. 机器人可以使用。' }),
  })
  const blamed = blame(subject, answered)
  if (blamed) return blamed
  if (answered.code !== 'ok') return wrong(subject, `refused with ${answered.code}`, 'robot')
  if (listOf(answered.body['invalidStaffIdList']).includes(to))
    return wrong(subject, `nobody has the userid ${to}, or the robot is not published`, 'publish')
  if (listOf(answered.body['flowControlledStaffIdList']).includes(to))
    return wrong(subject, `${to} has had too many messages today`, 'quota')
  return ok(subject, `a message was sent to ${to}`)
}

/** In HTTP mode presses go to an address that is registered first, as the service does. */
async function registerRoute(dingtalk: DingTalk): Promise<Answered> {
  return dingtalk.askNew('POST', '/v1.0/card/callbacks/register', {
    ...cardRoute(),
    forceUpdate: true,
  })
}

/** A variable that the template lacks is simply not shown: whoever gets the card sees which. */
function everyVariable(): Record<string, string> {
  return params({
    title: 'Partner Workspace',
    text: 'Six rows and five buttons, none missing? 共六行、五个按钮，是否齐全？',
    status: 'OK',
    statusKind: 'success',
    lines: [1, 2, 3, 4, 5, 6].map((n) => [`Row ${n}`, `value ${n}`]),
    buttons: [1, 2, 3, 4, 5].map((n) => ({
      id: 'open',
      title: `Button ${n}`,
      url: insideDingTalk(config().publicUrl),
    })),
  })
}

async function checkCard(dingtalk: DingTalk, to: string, templateId: string): Promise<Finding> {
  const subject = 'Card template'
  const { events, robotCode } = dingtalk.config.dingtalk
  const byStream = events === 'stream'
  if (!byStream) {
    const registered = await registerRoute(dingtalk)
    const blamed = blame(subject, registered)
    if (blamed) return blamed
    if (registered.code !== 'ok')
      return wrong(subject, `its callback is refused with ${registered.code}`, 'cards')
  }
  const answered = await dingtalk.askNew('POST', '/v1.0/card/instances/createAndDeliver', {
    cardTemplateId: templateId,
    outTrackId: `check-${randomUUID()}`,
    callbackType: byStream ? 'STREAM' : 'HTTP',
    ...(!byStream && { callbackRouteKey: cardRoute().callbackRouteKey }),
    cardData: { cardParamMap: everyVariable() },
    openSpaceId: `dtv1.card//IM_ROBOT.${to}`,
    imRobotOpenSpaceModel: { supportForward: false },
    imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode },
    userIdType: 1,
  })
  const blamed = blame(subject, answered)
  if (blamed) return blamed
  if (answered.code !== 'ok')
    return wrong(subject, `${templateId} is refused with ${answered.code}`, 'cards')
  const { deliverResults } = (answered.body['result'] ?? {}) as {
    deliverResults?: { success?: boolean }[]
  }
  if (deliverResults?.some(({ success }) => success === false))
    return wrong(subject, `the card did not reach ${to}`, 'robot')
  return compare(
    subject,
    `a card was delivered to ${to}: are its 6 rows and 5 buttons there?`,
    'cards',
  )
}

/** To nobody: a wrong agent id is refused before DingTalk looks for people. */
async function checkAgent(dingtalk: DingTalk): Promise<Finding> {
  const subject = 'Work notifications'
  const answered = await dingtalk.askOld('/topapi/message/corpconversation/asyncsend_v2', {
    agent_id: dingtalk.config.dingtalk.agentId,
    userid_list: `check-${randomUUID()}`,
    msg: { msgtype: 'text', text: { content: 'check' } },
  })
  const blamed = blame(subject, answered)
  if (blamed) return blamed
  if (answered.code === '40056')
    return wrong(subject, 'DINGTALK_AGENT_ID is not the agent id of this app', 'credentials')
  if (provesNothing(answered))
    return skipped(subject, `cannot be told: DingTalk answers ${answered.code}`)
  return ok(subject, 'the agent id is right')
}

async function checkTicket(dingtalk: DingTalk): Promise<Finding> {
  const subject = 'Signature of pages'
  const answered = await dingtalk.askNew('POST', '/v1.0/oauth2/jsapiTickets', {})
  const blamed = blame(subject, answered)
  if (blamed) return blamed
  return typeof answered.body['jsapiTicket'] === 'string'
    ? ok(subject, 'a ticket was given')
    : wrong(subject, `refused with ${answered.code}`, 'credentials')
}

/** @param to userid of whoever gets a message and a card; without it nobody does */
export async function checkMessages(
  dingtalk: DingTalk,
  to: string | undefined,
  templateId: string,
): Promise<Finding[]> {
  return [
    to ? await checkRobot(dingtalk, to) : skipped('Robot', toSomebody),
    to ? await checkCard(dingtalk, to, templateId) : skipped('Card template', toSomebody),
    await checkAgent(dingtalk),
    await checkTicket(dingtalk),
  ]
}
