/** The ways to misbehave that are worth one press each. */
import type { Rule } from '../api/types.ts'

export interface Preset {
  id: string
  name: string
  /** What the service meets then. */
  effect: string
  rule: Pick<Rule, 'where' | 'what' | 'value'>
}

export interface PresetGroup {
  name: string
  presets: Preset[]
}

const addPerson = '/topapi/v2/user/create'
const deliverCard = '/v1.0/card/instances/createAndDeliver'
const sendMessage = '/v1.0/robot/oToMessages/batchSend'
const pullMissed = '/call_back/get_call_back_failed_result'
const botTopic = '/v1.0/im/bot/messages/get'
const cardTopic = '/v1.0/card/instances/callback'

function preset(
  id: string,
  name: string,
  effect: string,
  where: string,
  what: Rule['what'],
  value?: number | string,
): Preset {
  return { id, name, effect, rule: { where, what, ...(value !== undefined && { value }) } }
}

const ofErrcode = (where: string) => (id: string, name: string, effect: string, value: number) =>
  preset(id, name, effect, where, 'errcode', value)
const everyCall = ofErrcode('*')
const adding = ofErrcode(addPerson)

// prettier-ignore
export const presetGroups: PresetGroup[] = [
  {
    name: 'Every call',
    presets: [
      preset('busy', '429 Too many calls', 'Every call is refused as one too many.', '*', 'status', 429),
      preset('broken', '500 Server error', 'Every call ends in an error of DingTalk.', '*', 'status', 500),
      preset('silent', 'No answer', 'Calls are taken and never answered.', '*', 'timeout'),
      preset('html', 'HTML instead of JSON', 'As during DingTalk’s ban of an address.', '*', 'html'),
      preset('deny', 'JSON of a ban', 'As during the ban of an address, in its other form.', '*', 'deny'),
      preset('empty', 'An empty answer', 'Status 200 and nothing in it.', '*', 'empty'),
      preset('hollow', '200 without a result', 'An answer that lacks what the API promises.', '*', 'body', '{}'),
      everyCall('remote', '15 Remote timeout', 'A server behind DingTalk’s gateway did not answer.', 15),
      everyCall('bare', '88 without sub_code', 'The gateway’s check of the token timed out.', 88),
      everyCall('rate', '90018 Rate of one API', 'More than 20 calls in a second.', 90018),
      everyCall('all-rate', '90002 Rate of all APIs', 'Everybody’s calls are over the limit.', 90002),
      everyCall('month', '90020 Month used up', 'The organization has no calls left.', 90020),
      everyCall('token', '40014 Token refused', 'Every access token is called wrong.', 40014),
      everyCall('permission', '60011 Permission missing', 'The app may not call it.', 60011),
      everyCall('address', '60020 Address not allowed', 'Calls may not come from here.', 60020),
    ],
  },
  {
    name: 'Adding a person',
    presets: [
      adding('five-organisations', '40019 Five organizations', 'Whoever is added is in too many already.', 40019),
      adding('already-member', '60104 Already a member', 'The phone number is in the organization.', 60104),
      adding('userid-taken', '60102 Userid taken', 'Somebody else has that userid.', 60102),
      adding('illegal-number', '60103 Illegal number', 'DingTalk does not take the phone number.', 60103),
      adding('full', '40020 Organisation full', 'No more people fit in.', 40020),
      adding('no-department', '60003 Department gone', 'The ISO’s department is not there.', 60003),
      adding('system-busy', '-1 System busy', 'Adding a person has to be tried again.', -1),
    ],
  },
  {
    name: 'Messages and cards',
    presets: [
      preset('flow', 'Too many messages', 'The robot may not write to a person for now.', 'robot:flowControlled', 'errcode'),
      preset('message-unsure', 'Sent, answer lost', 'A message arrives; the service never hears so.', sendMessage, 'drop'),
      preset('card-unsure', 'Card there, answer lost', 'A card arrives; the service never hears so.', deliverCard, 'drop'),
      preset('too-fast', 'send.too.fast', 'The robot sends faster than DingTalk takes it.', sendMessage, 'errcode', 'send.too.fast'),
      preset('too-many', 'too.many.people', 'The robot writes to too many people.', sendMessage, 'errcode', 'too.many.people'),
      preset('day-used-up', 'daily.call.limit', 'The calls of this day are used up.', sendMessage, 'errcode', 'daily.call.limit'),
      preset('card-refused', 'Card refused', 'DingTalk does not know the template.', deliverCard, 'errcode', 'param.templateNotExist'),
      preset('press-lost', 'A press is lost', 'A pressed button is not delivered.', cardTopic, 'drop'),
      preset('press-twice', 'A press comes twice', 'One press is told two times.', cardTopic, 'duplicate', 2),
      preset('quota', '20001 Quota used up', 'What a person writes comes without its words.', botTopic, 'errcode', 20001),
      preset('written-twice', 'A command comes twice', 'What a person writes is told two times.', botTopic, 'duplicate', 2),
    ],
  },
  {
    name: 'Events',
    presets: [
      preset('twice', 'Events come twice', 'Each contact event is delivered two times.', 'user_*', 'duplicate'),
      preset('lost', 'Events are lost', 'Contact events never arrive.', 'user_*', 'drop'),
      preset('late', 'Events are late', 'Contact events arrive half a minute later.', 'user_*', 'delay', 30_000),
      preset('missed-nested', 'Missed events, nested', 'Pulled events stand inside callbackData.', pullMissed, 'shape', 'nested'),
      preset('missed-text', 'Missed events as text', 'Pulled events are JSON text.', pullMissed, 'shape', 'text'),
      preset('cut', 'The Stream is cut', 'The connection breaks instead of an event.', 'user_*', 'disconnect'),
    ],
  },
]

/** The active rule that a preset has made. */
export function ruleOf({ rule: { where, what, value } }: Preset, rules: Rule[]): Rule | undefined {
  return rules.find((rule) => rule.where === where && rule.what === what && rule.value === value)
}
