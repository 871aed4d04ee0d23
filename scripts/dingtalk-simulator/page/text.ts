/** Every word of the page. */
import type { Identity, Person, Rule } from './api/types.ts'

const roles: Record<string, string> = {
  'iso-admin': 'ISO admin',
  staff: 'Staff',
  reviewer: 'Alipay+ reviewer',
}

const companies: Record<string, string> = { harbour: 'Harbour Pay', lotus: 'Lotus Merchant' }

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

/** Names of the identities as DingTalk's Chinese clients have them; all others have the English ones. */
const identityNames: Record<string, Record<Identity, string>> = {
  en: { alipayPartner: 'Alipay Partner', merchant: 'Merchant', other: 'Other' },
  'zh-CN': { alipayPartner: '支付宝合作伙伴', merchant: '商户', other: '其他' },
  'zh-TW': { alipayPartner: '支付寶合作夥伴', merchant: '商家', other: '其他' },
}

/** @param language BCP 47, of the device */
export const identityNameIn = (language: string, identity: Identity): string =>
  (identityNames[language] ?? identityNames['en'])?.[identity] ?? identity

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

  guide: {
    label: 'What to try next',
    titles: ['Sign in', 'Add staff', 'Ask to join', 'Promote', 'Review'] as const,
    step: (number: number, title: string, done: boolean) =>
      `Step ${number}: ${title}${done ? ', done' : ''}`,
    show: 'Show the devices',
    next: (title: string) => `Next: ${title}`,
    dismiss: 'Hide the guide',
    bringBack: 'Show the guide',
    phone: 'phone number',
    isoEmail: 'ISO email',
    signIn: (name: string) =>
      `Sign in to the console on ${name}’s desktop. The email and password stand below it: press “Fill in”.`,
    signedIn: (name: string) => `${name} is signed in to the console.`,
    add: (admin: string, person: string) =>
      `On ${admin}’s desktop open Staff Management › Staff Details › Add Staff, and add ${person}.`,
    install: (name: string) =>
      `${name}’s phone got DingTalk’s signup message. Tap “Install DingTalk” there.`,
    identity: (name: string, choice: string) =>
      `DingTalk asks ${name} for an identity: choose Alipay Partner. Tap “${choice}” on the phone.`,
    agree: (name: string) => `Open the Org invitation on ${name}’s phone and tap “Agree”.`,
    declined: (name: string) => `${name} declined. Send the invitation again from the console.`,
    joined: (name: string) => `${name} is associated. Staff Details shows it without a reload.`,
    scan: (name: string) =>
      `On ${name}’s phone tap Scan at the top right, hold up the ISO’s QR code and ask to join.`,
    decide: (name: string) =>
      `${name} has an association request. Tap “Approve” in DingTalk, or decide on Review List.`,
    promote: (name: string) =>
      `On ${name}’s phone open Workbench › Partner Workspace, then Alipay+ Marketing Code › Start Promotion.`,
    promoted: (name: string) => `${name} has submitted a store. It waits for review.`,
    signInToReview: (reviewer: string, sent: string) =>
      `Sign in to the console on ${reviewer}’s desktop to review what ${sent} sent.`,
    review: (reviewer: string, sent: string) =>
      `On ${reviewer}’s desktop review what ${sent} sent: approve a spot, reject another with a reason.`,
    result: (name: string) =>
      `${name} has been told the result. Open the message and tap its button to modify what was rejected.`,
  },

  device: {
    phoneOf: (name: string) => `Phone of ${name}`,
    desktopOf: (name: string) => `Desktop of ${name}`,
    consoleOf: (name: string) => `Console of ${name}`,
    fill: 'Fill the page with this desktop',
    restore: 'Show the other devices again',
    newTab: 'Open this device in a new tab',
    hide: (name: string) => `Hide the device of ${name}`,
    reload: 'Reload the console',
    opensWhenOnline: 'The page opens by itself when the network is back.',
    isOnline: 'Online',
    isOffline: 'No network',
  },
  tabs: {
    label: (name: string) => `Tabs of ${name}`,
    messages: 'Messages',
    workbench: 'Workbench',
    me: 'Me',
    console: 'Console',
    dingtalk: 'DingTalk',
  },
  signIn: {
    title: 'Demo sign-in',
    email: 'email',
    password: 'password',
    fillIn: 'Fill in',
    hide: 'Hide the demo sign-in',
  },
  chat: {
    none: 'No messages yet',
    mine: (words: string) => `You: ${words}`,
    back: 'Back to Messages',
    writeTo: (name: string) => `Write to ${name}`,
    placeholder: 'Write a message',
    send: 'Send',
    notSent: 'Not sent. Try again.',
    notDelivered: (reason: string) => `The service did not get that: ${reason}.`,
  },
  ways: {
    open: 'Send in another way',
    title: 'Another way to say it',
    speech: { name: 'As speech', effect: 'Understood as what is written here.' },
    unheard: { name: 'As speech, not heard yet', effect: 'Its recognition is still pending.' },
    richText: { name: 'With a picture', effect: 'Rich text: the words, then a picture.' },
    picture: { name: 'A picture alone', effect: 'No words in it.' },
    file: { name: 'A file', effect: 'No words in it.' },
    unpublished: {
      name: 'To a robot not yet published',
      effect: 'Comes with a unionId, no userid.',
    },
  },
  card: {
    failed: 'The simulator did not take that. Try again.',
    notDelivered: (reason: string) => `Not done: ${reason}. Try again.`,
  },
  invitation: {
    title: 'Org invitation',
    asks: (organisation: string) => `${organisation} invites you to join the organization.`,
    department: (name: string) => `Department: ${name}`,
    agree: 'Agree',
    decline: 'Decline',
    agreed: (organisation: string) => `You joined ${organisation}`,
    declined: 'You declined',
    failed: 'Your answer did not arrive. Try again.',
    preview: {
      pending: (organisation: string) => `${organisation} invites you to join`,
      agreed: (organisation: string) => `You joined ${organisation}`,
      declined: (organisation: string) => `You declined to join ${organisation}`,
    },
  },
  sms: {
    title: 'Text messages',
    from: 'DingTalk',
    none: 'No text messages',
    notYet: (name: string) => `${name} is not on DingTalk yet. An invitation arrives here.`,
    install: 'Install DingTalk',
    installing: 'Installing…',
    signsInWith: (phone: string) => `Signs in with ${phone}`,
    failed: 'Not installed. Try again.',
  },
  identity: {
    title: 'Identity',
    ask: 'Choose your identity',
    signedInWith: (phone: string) => `Signed in with ${phone}`,
    later: 'You can change it later: Me › Identity.',
    failed: 'Not chosen. Try again.',
  },
  workbench: {
    personal: 'Personal',
    switch: 'Switch organization',
    inSpace: (name: string) => `${name}: switch organization`,
    appsOf: (organisation: string) => `Apps of ${organisation}`,
    noApps: 'No apps here',
    switchForApps: (organisation: string) =>
      `Choose ${organisation} at the upper left for its apps.`,
    joinForApps: (organisation: string) =>
      `Apps come with an organization. Join ${organisation} to get them.`,
  },
  miniApp: {
    back: 'Back',
    close: 'Close the app',
    more: 'More',
    reload: 'Reload',
    newTab: 'Open in a new tab',
    frame: (app: string, person: string) => `${app} on the phone of ${person}`,
  },
  scan: {
    open: 'Scan',
    title: 'Scan',
    close: 'Close the scanner',
    hold: 'Hold a code before the camera',
    emptyTray: 'No codes on the tray. The demo data puts some there.',
    typed: 'Or type what a code says',
    read: 'Read',
    says: (words: string) => `The code says: ${words}`,
  },

  tools: {
    of: (name: string) => `Device settings of ${name}`,
    fold: 'Fold the device settings',
    unfold: 'Device settings',
  },
  scanTray: {
    title: 'Scan tray',
    caption: 'Scan',
    explain: 'What the app’s scanner sees next on this phone.',
  },
  photoTray: {
    title: 'Camera tray',
    caption: 'Camera',
    explain: 'The picture that the camera takes next on this device.',
  },
  place: {
    title: 'Place',
    caption: 'Place',
    unknown: 'Location not allowed',
    map: (metres: number) =>
      `Map, ${metres} m across: click, or use the arrow keys, to move the device`,
    scale: (metres: number) => `${metres} m across`,
    latitude: 'Latitude',
    longitude: 'Longitude',
    accuracy: 'Accuracy, m',
  },
  network: {
    on: 'Online',
    off: 'Offline',
    turnOff: 'Online: take the device offline',
    turnOn: 'Offline: bring the device online',
  },
  language: {
    title: 'Language of the device',
    label: (tag: string) => `Language of the device: ${tag}`,
    explain: 'Pages see it when they are opened.',
  },
  owner: {
    title: 'The person',
    caption: 'Person',
    phone: 'Phone number',
    member: (userId: string | undefined) => (userId ? `Member, ${userId}` : 'Member'),
    notMember: 'Not a member',
    leave: (organisation: string) => `Leave ${organisation}`,
    install: 'Install DingTalk',
    uninstall: 'Remove DingTalk from the phone',
  },

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
