/** Cards of the simulated DingTalk as its tests send and press them. */
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { type Simulated } from './simulated.ts'

export const { corpId, robotCode } = demoOrganisation
export const instances = '/v1.0/card/instances'

export const card = {
  cardTemplateId: 'request.schema',
  outTrackId: 'request-1',
  callbackType: 'STREAM',
  cardData: { cardParamMap: { title: 'Association request', button1Title: 'Approve' } },
  imRobotOpenSpaceModel: { supportForward: false },
  imGroupOpenSpaceModel: { supportForward: false },
}
export const delivery = {
  openSpaceId: 'dtv1.card//IM_ROBOT.olivia01',
  imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT' },
  imGroupOpenDeliverModel: { robotCode },
}
export const createAndDeliver = (simulator: Simulated, change: object = {}) =>
  simulator.fresh('POST', `${instances}/createAndDeliver`, { ...card, ...delivery, ...change })

export const set = (simulator: Simulated, knobs: object) =>
  simulator.ask('PATCH', '/simulator/api/settings', knobs)
export async function group(simulator: Simulated, people: string[]) {
  const asked = { title: 'ISO admins', people }
  const { body } = await simulator.ask('POST', '/simulator/api/groups', asked)
  return String(body.openConversationId)
}
export async function cardsOf(simulator: Simulated, person: string) {
  const { chats } = await simulator.person(person)
  return chats.flatMap((chat) =>
    chat.messages.filter(({ kind }) => kind === 'card').map((one) => ({ chat: chat.kind, ...one })),
  )
}
export const press = async (simulator: Simulated, person: string, actionId = 'staff.approve') =>
  (
    await simulator.ask('POST', `/simulator/api/people/${person}/cards/request-1/press`, {
      actionId,
    })
  ).body
