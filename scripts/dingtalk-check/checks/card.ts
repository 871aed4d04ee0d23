/** The card: whether the template takes every variable, and whether a press of a button says which one it was. */
import { randomUUID } from 'node:crypto'
import { config } from '../../../service/config.ts'
import { isTrue, listOf, objectOf } from '../../../service/dingtalk/answers.ts'
import { cardRoute } from '../../../service/dingtalk/cards.ts'
import { insideDingTalk } from '../../../service/dingtalk/links.ts'
import { checkedButton, params } from '../../../service/notifications/view/card.ts'
import { blame, saidBy, type Answered, type DingTalk } from '../dingtalk.ts'
import { compare, ok, skipped, wrong, type Finding } from '../findings.ts'
import { listenForPresses, type Press, type Presses } from '../presses.ts'

/** In HTTP mode presses go to an address that is registered first, as the service does. */
async function registerRoute(dingtalk: DingTalk): Promise<Answered> {
  return dingtalk.askNew('POST', '/v1.0/card/callbacks/register', {
    ...cardRoute(),
    forceUpdate: true,
  })
}

/** Buttons that call back, each with an id of its own; the last one opens a page. */
const backId = (n: number) => `${checkedButton}${n}`

/** A variable that the template lacks is simply not shown: the person who gets the card sees which. */
function everyVariable(): Record<string, string> {
  return params({
    title: 'Partner Workspace',
    text: 'Six rows and five buttons, none missing? Press one of the first four. 共六行、五个按钮，是否齐全？请点击前四个按钮之一。',
    status: 'OK',
    statusKind: 'success',
    lines: [1, 2, 3, 4, 5, 6].map((n) => [`Row ${n}`, `value ${n}`]),
    buttons: [
      ...[1, 2, 3, 4].map((n) => ({ id: backId(n), title: `Button ${n}` })),
      { id: 'open', title: 'Button 5', url: insideDingTalk(config().publicUrl) },
    ],
  })
}

const bind =
  "give the button's request event the parameter actionId, bound to its variable buttonNId: docs/card-template.md"

/** What a press says of how the template binds its buttons. */
function pressFinding({ actionIds, params }: Press): Finding {
  const subject = 'Card buttons'
  const ours = actionIds.find((id) => id.startsWith(checkedButton))
  if (!ours) {
    const [came = 'nothing'] = actionIds
    return wrong(subject, `a press came without the id of its button (${came}): ${bind}`, 'cards')
  }
  return params['actionId'] === ours
    ? ok(subject, `a press came, with its id in params.actionId`)
    : ok(subject, `a press came, with its id in actionIds alone; better, ${bind}`)
}

async function deliver(
  dingtalk: DingTalk,
  to: string,
  card: { templateId: string; outTrackId: string; byStream: boolean },
): Promise<Finding | undefined> {
  const subject = 'Card template'
  const { templateId, outTrackId, byStream } = card
  if (!byStream) {
    const registered = await registerRoute(dingtalk)
    const blamed = blame(subject, registered)
    if (blamed) return blamed
    if (registered.code !== 'ok' || !isTrue(registered.body['success']))
      return wrong(subject, `its callback is answered with ${saidBy(registered)}`, 'cards')
  }
  const answered = await dingtalk.askNew('POST', '/v1.0/card/instances/createAndDeliver', {
    cardTemplateId: templateId,
    outTrackId,
    callbackType: byStream ? 'STREAM' : 'HTTP',
    ...(!byStream && { callbackRouteKey: cardRoute().callbackRouteKey }),
    cardData: { cardParamMap: everyVariable() },
    openSpaceId: `dtv1.card//IM_ROBOT.${to}`,
    imRobotOpenSpaceModel: { supportForward: false },
    imRobotOpenDeliverModel: {
      spaceType: 'IM_ROBOT',
      robotCode: dingtalk.config.dingtalk.robotCode,
    },
    userIdType: 1,
  })
  const blamed = blame(subject, answered)
  if (blamed) return blamed
  if (answered.code !== 'ok')
    return wrong(subject, `${templateId} is refused with ${answered.code}`, 'cards')
  const results = listOf(objectOf(answered.body['result'])?.['deliverResults']) ?? []
  const isMade = isTrue(answered.body['success']) && results.length > 0
  if (!isMade) return wrong(subject, `${templateId} is answered with ${saidBy(answered)}`, 'cards')
  if (!results.every((one) => isTrue(objectOf(one)?.['success'])))
    return wrong(subject, `the card did not reach ${to}`, 'robot')
  return undefined
}

/** How a person is asked to press, and how long that is waited for. */
export interface Waiting {
  milliseconds: number
  say(line: string): void
}

/** Waits for a press; the running service may get it instead, and then says so on the card. */
async function checkPress(
  presses: Presses | undefined,
  to: string,
  { milliseconds, say }: Waiting,
): Promise<Finding> {
  const subject = 'Card buttons'
  if (!presses) return skipped(subject, 'not looked at without a Stream connection')
  const seconds = Math.round(milliseconds / 1_000)
  say(`Waiting ${seconds} s for ${to} to press one of the first four buttons of the card …`)
  const press = await presses.first(milliseconds)
  if (press) return pressFinding(press)
  const otherwise = 'if the card says so, the running service got it, and all is well'
  return skipped(subject, `no press came here within ${seconds} s; ${otherwise}`)
}

export async function checkCard(
  dingtalk: DingTalk,
  to: string,
  templateId: string,
  waiting: Waiting,
): Promise<Finding[]> {
  const byStream = dingtalk.config.dingtalk.events === 'stream'
  const outTrackId = `check-${randomUUID()}`
  const waits = byStream && waiting.milliseconds > 0
  // before the card is there, so that no press is missed
  const presses = waits ? await listenForPresses(dingtalk, outTrackId) : undefined
  try {
    const failed = await deliver(dingtalk, to, { templateId, outTrackId, byStream })
    if (failed) return [failed, skipped('Card buttons', 'not looked at without the card')]
    const delivered = `a card was delivered to ${to}: are its 6 rows and 5 buttons there?`
    return [
      compare('Card template', delivered, 'cards'),
      waits
        ? await checkPress(presses, to, waiting)
        : byStream
          ? skipped('Card buttons', 'no press was waited for')
          : skipped('Card buttons', 'press one: the card must say that the press arrived'),
    ]
  } finally {
    presses?.close()
  }
}
