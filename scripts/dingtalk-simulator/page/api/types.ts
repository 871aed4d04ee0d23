/** What the simulator's control API answers, as the page reads it. */

export type Message = {
  id: string
  /** Milliseconds since 1970, as all times here. */
  at: number
  /** The person has seen it. */
  read: boolean
} & (
  | { kind: 'text'; from: 'me' | 'other'; text: string }
  | { kind: 'markdown'; title: string; text: string }
  | { kind: 'actionCard'; title: string; text: string; buttons: { title: string; url: string }[] }
  | Card
  | Invitation
  | { kind: 'signup'; text: string }
)

/** A message of the given kind. */
export type MessageOf<K extends Message['kind']> = Extract<Message, { kind: K }>

interface Card {
  kind: 'card'
  outTrackId: string
  templateId: string
  title: string
  lines: { label: string; value: string }[]
  text?: string
  status?: string
  statusKind?: string
  buttons: CardButton[]
  /** What the chat list says of it, and the notification; absent: its title. */
  lastMessage?: string
  alert?: string
  /** Comes without a notification. */
  silent?: boolean
}

/** A button of a card: it opens its url, or calls the service back when it has none. */
export interface CardButton {
  id: string
  title: string
  style: 'primary' | 'danger' | 'plain'
  url?: string
}

interface Invitation {
  kind: 'invitation'
  invitationId: string
  organisation: string
  department: string
  state: 'pending' | 'agreed' | 'declined'
}

export interface Chat {
  id: string
  title: string
  kind: 'robot' | 'group' | 'notice' | 'signup'
  messages: Message[]
}

export interface Place {
  latitude: number
  longitude: number
  /** Metres. */
  accuracy: number
}

/** What people say they are when they first sign in to DingTalk. */
export type Identity = 'alipayPartner' | 'merchant' | 'other'

export interface Person {
  id: string
  name: string
  phone: string
  language: string
  hint: string
  role: string
  iso?: string
  device: 'phone' | 'desktop'
  /** Of the device's proxy: origin only. */
  url: string
  /** Path that the app icon opens. */
  home: string
  /** DingTalk is on the device. */
  installed: boolean
  /** Null until DingTalk has asked. */
  identity: Identity | null
  /** Of the organisation. */
  member: boolean
  userId?: string
  online: boolean
  place: Place | null
  scanNext: string | null
  cameraNext: string | null
  unread: number
  /** The one with the newest message first. */
  chats: Chat[]
  openRequest?: { path: string; at: number }
  demoSignIn?: { email: string; password: string }
  /** Steps of the demonstration that they have done. */
  deeds: ('submitted' | 'decided')[]
  /** The service has given the device a cookie. */
  signedIn: boolean
}

export const faults = [
  'status',
  'errcode',
  'timeout',
  'html',
  'deny',
  'empty',
  'body',
  'without',
  'shape',
  'drop',
  'duplicate',
  'delay',
  'disconnect',
] as const

/** A way in which the simulated DingTalk misbehaves. */
export interface Rule {
  id?: string
  /** Path or event name, exact or a prefix that ends in `*`. */
  where: string
  what: (typeof faults)[number]
  value?: number | string
  /** How often; until removed when not given. */
  times?: number
  message?: string
  for?: { mobile?: string }
}

export interface SimulatorState {
  organisation: {
    corpId: string
    name: string
    departments: { id: number; name: string; parentId: number }[]
  }
  streamConnections: number
  events: 'stream' | 'callback'
  /** The address the service believes it has: links that start with it open on a device. */
  publicUrl: string
  people: Person[]
  misbehaviour: Rule[]
  mailCount: number
}

export interface Code {
  label: string
  text: string
}

export interface Photo {
  id: string
  label: string
  url: string
}

export interface Mail {
  id: string
  at: number
  from: string
  /** One address, or several with commas between. */
  to: string
  subject: string
  text: string
  html: string
}

/** One call that the service made to the simulated DingTalk. */
export interface Call {
  n: number
  at: number
  method: string
  path: string
  status: number
  errcode?: number | string
  query?: unknown
  body?: unknown
}

/** What may be turned; null: no limit. */
export interface Settings {
  callsPerSecond: number
  callsPerMinute: number | null
  callsPerSecondOfAll: number | null
  callsPerMonth: number | null
  callsPerAddress: number
  messagesPerDay: number
  tokenSeconds: number
  authCodeSeconds: number
  clockSkewSeconds: number
  consentNeeded: boolean
  joinLinksOff: boolean
  identityField: string | null
  isAbroad: boolean
  missingScopes: string[]
}
