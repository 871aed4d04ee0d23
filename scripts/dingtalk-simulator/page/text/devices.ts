/** Words of phones and desktops: chats, invitations, apps, scanner. */
import type { Identity } from '../api/types.ts'

/** Names of the identities as DingTalk's Chinese clients have them; all others have the English ones. */
const identityNames: Record<string, Record<Identity, string>> = {
  en: { alipayPartner: 'Alipay Partner', merchant: 'Merchant', other: 'Other' },
  'zh-CN': { alipayPartner: '支付宝合作伙伴', merchant: '商户', other: '其他' },
  'zh-TW': { alipayPartner: '支付寶合作夥伴', merchant: '商家', other: '其他' },
}

/** @param language BCP 47, of the device */
export const identityNameIn = (language: string, identity: Identity): string =>
  (identityNames[language] ?? identityNames['en'])?.[identity] ?? identity

export const deviceWords = {
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
}
