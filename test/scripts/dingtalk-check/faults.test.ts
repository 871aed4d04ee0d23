/** Each fault of a set-up is found at the place where it is mended. */
import { expect, test } from 'vitest'
import { places } from '../../../scripts/dingtalk-check/places.ts'
import { tableOf } from '../../../scripts/dingtalk-check/table.ts'
import { organisation } from '../../service/dingtalk/door.ts'
import { dingtalk, environment, home, look, rule, set, wrongOnes } from './checked.ts'

const knobs = (given: object) => () => dingtalk.control('PATCH', '/settings', given)
/** What is arranged → the lines that tell of it, and where each sends the reader. */
const faults: [string, () => unknown, Record<string, keyof typeof places>][] = [
  [
    'a wrong secret',
    environment({ DINGTALK_CLIENT_SECRET: 'not the secret of this app at all' }),
    {
      'Token, old API': 'credentials',
      'Token, new API': 'credentials',
      'Event subscription': 'credentials',
    },
  ],
  ['a clock that is off', knobs({ clockSkewSeconds: 600 }), { Clock: 'clock' }],
  [
    'permissions that are missing',
    knobs({ missingScopes: ['qyapi_get_member_by_mobile', 'Contact.Common.Read', 'fieldMobile'] }),
    {
      'Permission qyapi_get_member_by_mobile': 'permissions',
      'Permission Contact.Common.Read': 'permissions',
      'Permission fieldMobile': 'permissions',
    },
  ],
  [
    'a permission that only the identity needs',
    async () => {
      set({ DINGTALK_IDENTITY_FIELD: 'Identity' })
      await knobs({ missingScopes: ['fieldEmail'] })()
    },
    { 'Permission fieldEmail': 'permissions' },
  ],
  [
    'contacts out of reach',
    rule('/topapi/v2/department/get', 50004),
    { 'Permission qyapi_get_department_list': 'contactScope' },
  ],
  [
    'a robot that is not there',
    environment({ DINGTALK_ROBOT_CODE: 'another' }),
    { Robot: 'robot' },
  ],
  [
    'a card template that is not there',
    rule('/v1.0/card/instances/createAndDeliver', 'param.templateNotExist'),
    { 'Card template': 'cards' },
  ],
  [
    'another agent id',
    environment({ DINGTALK_AGENT_ID: '1' }),
    { 'Work notifications': 'credentials' },
  ],
  [
    'a Stream that gives no connection',
    rule('/v1.0/gateway/connections/open', 'param.streamOff'),
    { 'Event subscription': 'events' },
  ],
  [
    'a Stream that lets no one in',
    () =>
      dingtalk.misbehave({
        where: '/v1.0/gateway/connections/open',
        what: 'empty',
      }),
    { 'Event subscription': 'environment' },
  ],
  [
    'a callback that is not switched on at the service',
    () => {
      set({ DINGTALK_EVENTS: 'callback', PUBLIC_URL: dingtalk.url })
    },
    { 'Event subscription': 'events' },
  ],
  [
    'a service that is not connected',
    () => {
      home.connected = false
    },
    { Service: 'events' },
  ],
  [
    'pages that are none',
    () => {
      home.type = 'json'
    },
    {
      'Home URL, mobile': 'service',
      'Home URL, pc': 'service',
      'Home URL, managementBackend': 'service',
    },
  ],
]

test.each(faults)(
  '%s is told on its line, with where to mend it',
  async (_what, arrange, lines) => {
    await arrange()
    const found = wrongOnes(await look())
    expect(Object.fromEntries(found.map(({ subject, place }) => [subject, place]))).toMatchObject(
      lines,
    )
    const table = tableOf(found)
    for (const place of Object.values(lines)) expect(table).toContain(places[place])
    expect(table).not.toContain(organisation.clientSecret)
  },
)

test.each([
  ['an address that may not call', knobs({ egressAddresses: ['192.0.2.1'] }), 'egress'],
  ['a month that is used up', knobs({ callsPerMonth: 0 }), 'quota'],
  ['a limit of calls in a minute', rule('/topapi/*', 90006), 'quota'],
  ['a limit of calls in a second', rule('/topapi/*', 90018), 'quota'],
  ['an address that is banned', () => dingtalk.control('POST', '/ban'), 'quota'],
  [
    'an address that is banned and hears of it in JSON',
    async () => {
      await knobs({ banAnswer: 'deny' })()
      await dingtalk.control('POST', '/ban')
    },
    'quota',
  ],
])('%s is told, and nothing else is blamed', async (_what, arrange, place) => {
  await arrange()
  const found = wrongOnes(await look())
  expect(found.length).toBeGreaterThan(0)
  expect(new Set(found.map((one) => one.place))).toEqual(new Set([place]))
})
