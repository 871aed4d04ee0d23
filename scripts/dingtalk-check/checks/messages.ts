/** What people get: a message of the robot, a card, a work notification; sent to one person who agreed to be asked. */
import { randomUUID } from 'node:crypto'
import { blame, isNotAllowed, provesNothing, saidBy, type DingTalk } from '../dingtalk.ts'
import { ok, skipped, wrong, type Finding } from '../findings.ts'
import { checkCard, type Waiting } from './card.ts'

const listOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
const noRecipient = 'not sent: name a recipient with --to <userid>'

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
  if (!answered.body['processQueryKey'])
    return wrong(subject, `answered with ${saidBy(answered)}`, 'robot')
  if (listOf(answered.body['invalidStaffIdList']).includes(to))
    return wrong(subject, `the userid ${to} is unknown, or the robot is not published`, 'publish')
  if (listOf(answered.body['flowControlledStaffIdList']).includes(to))
    return wrong(subject, `${to} has had too many messages today`, 'quota')
  return ok(subject, `a message was sent to ${to}`)
}

/** Without a recipient: a wrong agent id is refused before DingTalk looks for people. */
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
  if (isNotAllowed(answered))
    return wrong(subject, `the app is refused with ${answered.code}`, 'permissions')
  return ok(subject, 'the agent id is right')
}

async function checkTicket(dingtalk: DingTalk): Promise<Finding> {
  const subject = 'Signature of pages'
  const answered = await dingtalk.askNew('POST', '/v1.0/oauth2/jsapiTickets', {})
  const blamed = blame(subject, answered)
  if (blamed) return blamed
  return typeof answered.body['jsapiTicket'] === 'string'
    ? ok(subject, 'a ticket was given')
    : wrong(subject, `answered with ${saidBy(answered)}`, 'credentials')
}

/**
 * @param to userid of the person who gets a message and a card; without it none are sent
 * @param waiting how a press of a button of the card is waited for
 */
export async function checkMessages(
  dingtalk: DingTalk,
  to: string | undefined,
  templateId: string,
  waiting: Waiting,
): Promise<Finding[]> {
  return [
    to ? await checkRobot(dingtalk, to) : skipped('Robot', noRecipient),
    ...(to
      ? await checkCard(dingtalk, to, templateId, waiting)
      : ['Card template', 'Card buttons'].map((subject) => skipped(subject, noRecipient))),
    await checkAgent(dingtalk),
    await checkTicket(dingtalk),
  ]
}
