/** Every word of the page. */
import type { Person } from '../api/types.ts'
import { deviceWords } from './devices.ts'
import { drawerWords } from './drawer.ts'
import { guideWords } from './guide.ts'
import { toolWords } from './tools.ts'

const roles: Record<string, string> = {
  'iso-admin': 'ISO admin',
  staff: 'Staff',
  reviewer: 'Alipay+ reviewer',
}

const companies: Record<string, string> = { harbour: 'Harbour Pay', lotus: 'Lotus Merchant' }

export const text = {
  title: 'DingTalk',
  simulated: 'Simulated',
  appName: 'Partner Workspace',
  starting: 'Looking for the simulator…',
  gone: 'The simulator is not running. Start it with “npm start”; this page goes on by itself.',
  noNetwork: 'No network on this device.',
  changeFailed: 'That was not changed. Try again.',
  trayFailed: 'The tray could not be read. Try again in a moment.',
  askEachTime: 'Ask each time',
  sending: 'Sending…',
  now: 'now',
  copied: 'Copied',
  copy: (label: string, value: string) => `Copy ${label}: ${value}`,
  unread: (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  roleOf: ({ role, iso }: Pick<Person, 'role' | 'iso'>) =>
    [roles[role] ?? role, iso && (companies[iso] ?? iso)].filter(Boolean).join(' · '),

  people: {
    label: 'Demo people',
    noneShown: 'Choose a person above to see their phone or desktop.',
  },
  addPerson: {
    title: 'Add a person',
    name: 'Name',
    phone: 'Phone number, with its country code',
    device: 'Device',
    phoneDevice: 'Phone',
    desktopDevice: 'Desktop',
    add: 'Add',
    failed:
      'Not added. Does that phone number belong to another person, or is it not a number of its country?',
  },

  ...guideWords,
  ...deviceWords,
  ...toolWords,
  ...drawerWords,
}
