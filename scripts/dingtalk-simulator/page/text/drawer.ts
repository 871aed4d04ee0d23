/** Words of the drawer: faults, limits, mails, calls, starting over. */
import type { Rule } from '../api/types.ts'

const drawerTabs = { misbehaviour: 'Faults', mails: 'Mails', calls: 'Calls' }

const faults: Record<Rule['what'], string> = {
  status: 'answers with an HTTP status',
  errcode: 'answers with an errcode',
  timeout: 'never answers',
  html: 'answers with HTML',
  deny: 'answers as during a ban, in JSON',
  empty: 'answers with nothing',
  body: 'answers 200 with this JSON',
  without: 'leaves these fields out of its answer',
  shape: 'writes its list in another shape',
  drop: 'loses it',
  duplicate: 'delivers it twice',
  delay: 'is late (milliseconds)',
  disconnect: 'cuts the connection',
}

export const drawerWords = {
  drawer: {
    label: 'The simulator',
    close: 'Close',
    tabs: drawerTabs,
    open: (tab: keyof typeof drawerTabs, count: number) =>
      count > 0 ? `${drawerTabs[tab]}, ${count}` : drawerTabs[tab],
    count: (count: number) => `${count}`,
  },
  rules: {
    explain: 'Let DingTalk misbehave and watch how the service copes.',
    howOften: 'How often',
    once: 'Only once',
    untilOff: 'Until switched off',
    own: 'A rule of your own',
    where: 'Path or event, may end in *',
    what: 'What DingTalk does',
    value: 'Value, where one is needed',
    add: 'Add the rule',
    faults,
    active: (count: number) => (count === 0 ? 'Active rules' : `Active rules (${count})`),
    none: 'None: DingTalk behaves.',
    remove: 'Remove the rule',
    clear: 'Remove all rules',
    describe: ({ what, value, times, message, for: only }: Rule) =>
      [
        value === undefined ? faults[what] : `${faults[what]}: ${value}`,
        times === 1 ? 'once' : times && `${times} times`,
        only?.mobile && `only ${only.mobile}`,
        message,
      ]
        .filter(Boolean)
        .join(' · '),
  },
  atOnce: {
    title: 'At once',
    tokens: 'End all access tokens',
    disconnect: 'Tell the Stream connections to go',
    cut: 'Cut the Stream connections',
    ban: 'Ban the service’s address for five minutes',
    liftBan: 'Lift the ban',
  },
  limits: {
    title: 'Limits and permissions',
    explain: 'What DingTalk takes before it refuses. An empty field is no limit.',
    failed: 'The limits could not be read.',
    save: 'Set',
    consentNeeded: 'Whoever is added must agree',
    joinLinksOff: 'The organization gives no join links',
    isAbroad: 'The organization is registered outside mainland China',
    identityField: 'Profile field that tells the identity; empty: not told',
    scopes: 'Permissions that the app has',
    numbers: {
      callsPerSecond: 'Calls of one API in a second',
      callsPerMinute: 'Calls of one API in a minute',
      callsPerSecondOfAll: 'Calls of all APIs in a second',
      callsPerMonth: 'Calls in a month',
      callsPerAddress: 'Calls of one address in 20 seconds, before a ban',
      messagesPerDay: 'Work notifications to one person in a day',
      tokenSeconds: 'Life of an access token, seconds',
      authCodeSeconds: 'Life of a sign-in code, seconds',
      clockSkewSeconds: 'DingTalk’s clock ahead of this one, seconds',
    },
  },
  mails: {
    explain: 'Everything the service has mailed. Nothing left this machine.',
    failed: 'The mails could not be read.',
    none: 'No mails yet',
    back: 'All mails',
    fromTo: (from: string, to: string) => `${from} to ${to}`,
    opensOn: (name: string) => `Links open on the desktop of ${name}.`,
    opensInTab: 'Links open in a new tab.',
  },
  calls: {
    explain: (kept: number) => `The last ${kept} calls of the service to DingTalk, newest first.`,
    failed: 'The calls could not be read.',
    none: 'No calls yet.',
    noBody: 'No body',
    clear: 'Forget these calls',
  },
  startOver: {
    title: 'Start over',
    explain:
      'Puts DingTalk back to its first day: memberships, chats, devices. The service keeps its own data.',
    start: 'Start over…',
    keep: 'Keep everything',
    confirm: 'Start over',
  },
}
