/** What the simulated DingTalk remembers, as it stands on disk. Times are milliseconds since 1970. */

export interface StoredCookie {
  name: string
  value: string
  path: string
  /** Absent: until the device forgets it. */
  expiresAt?: number
}

/** A person's place in the organisation. */
export interface Member {
  userId: string
  name: string
  departments: number[]
  title?: string
  email?: string
  remark?: string
  jobNumber?: string
  joinedAt: number
}

export interface CardButton {
  id: string
  title: string
  style: 'primary' | 'danger' | 'plain'
  url?: string
}

export type StoredMessage = { id: string; at: number; read: boolean } & (
  | { kind: 'text'; from: 'me' | 'other'; text: string }
  | { kind: 'markdown'; title: string; text: string }
  | { kind: 'actionCard'; title: string; text: string; buttons: { title: string; url: string }[] }
  | { kind: 'card'; outTrackId: string }
  | { kind: 'invitation'; invitationId: string }
  | { kind: 'signup'; text: string }
)

export interface StoredChat {
  id: string
  title: string
  kind: 'robot' | 'group' | 'notice' | 'signup'
  messages: StoredMessage[]
}

export interface Place {
  latitude: number
  longitude: number
  /** Metres. */
  accuracy: number
}

/** What people say they are when they first sign in to DingTalk. */
export type Identity = 'alipayPartner' | 'merchant' | 'other'

/** A step of the demonstration that a person has done. */
export type GuideStep = 'submitted' | 'decided'

export interface StoredPerson {
  id: string
  name: string
  /** E.164 */
  phone: string
  language: string
  hint: string
  role: string
  iso?: string
  device: 'phone' | 'desktop'
  demoSignIn?: { email: string; password: string }
  /** The userid they get when they join, unless the service asks for another. */
  preferredUserId: string
  /** corpIds of other organisations that they are in: an app opened there asks with that corpId. */
  alsoIn?: string[]
  /** Id of the person who is signed in to DingTalk on this device, when it is not its owner. */
  account?: string
  /** Their client is older than 7.0.45 and knows only the old call for auth codes. */
  olderClient?: boolean
  unionId: string
  openId: string
  /** Has signed up on DingTalk with this phone number. */
  installed: boolean
  /** Null until the person has been asked, which is right after the first sign-in. */
  identity: Identity | null
  /** One of the crowd: no device, not on the page. */
  offStage?: true
  member?: Member
  online: boolean
  place: Place | null
  scanNext: string | null
  cameraNext: string | null
  /** The web view grants `getUserMedia`. */
  pageCamera: boolean
  openRequest?: { path: string; at: number }
  chats: StoredChat[]
  cookies: StoredCookie[]
  /** What they have done on their device. */
  deeds?: GuideStep[]
}

export interface Department {
  id: number
  name: string
  parentId: number
}

export interface Invitation {
  id: string
  personId: string
  departments: number[]
  /** What the organisation calls the person, and the rest of what it said of them. */
  member: Omit<Member, 'userId' | 'joinedAt' | 'departments'>
  userId?: string
  state: 'pending' | 'agreed' | 'declined'
  at: number
}

/** A group chat with the robot in it. */
export interface StoredGroup {
  /** Its `openConversationId`. */
  id: string
  title: string
  personIds: string[]
}

export type CardSpace = 'IM_ROBOT' | 'IM_GROUP' | 'IM_SINGLE' | 'ONE_BOX'

export interface StoredCard {
  outTrackId: string
  templateId: string
  cardParamMap: Record<string, string>
  /** By userid: what only that person sees. */
  privateParamMaps: Record<string, Record<string, string>>
  userIds: string[]
  callbackType?: 'STREAM' | 'HTTP'
  callbackRouteKey?: string
  /** By what the service names people: 1 userid, 2 unionId. */
  userIdType?: 1 | 2
  /** Kinds of space that it was made for, with what announces it there; absent: an older card, for any. */
  spaces?: Partial<
    Record<CardSpace, { lastMessage?: Record<string, string>; alert?: string; silent?: true }>
  >
  /** By userid: the group in which the person has it, when not in the chat with the robot. */
  groups?: Record<string, string>
  /** By userid: the shared parameters that the person still sees, from before another person's press. */
  shownTo?: Record<string, Record<string, string>>
  /** Of the calls that have streamed text into it, so that none counts twice. */
  guids?: string[]
}

export interface Token {
  token: string
  expiresAt: number
}

export interface OneTimeCode {
  code: string
  personId: string
  /** `member`: for getuserinfo; `elsewhere`: for that of another organisation; `login`: for userAccessToken. */
  kind: 'member' | 'elsewhere' | 'login'
  expiresAt: number
}

export interface PendingEvent {
  eventId: string
  eventType: string
  data: Record<string, unknown>
  bornAt: number
  attempts: number
  nextAt: number
}

export interface FailedCallback {
  at: number
  eventType: string
  data: Record<string, unknown>
}

export interface WorkNotification {
  taskId: number
  /** Absent in what earlier simulators wrote. */
  at?: number
  invalid: string[]
  invalidDepartments?: number[]
  /** userid and DingTalk's reason code. */
  forbidden: { userId: string; code: string }[]
  delivered: { userId: string; messageId: string }[]
}

/** A robot that was added to a group, and what was posted to its address. */
export interface CustomRobot {
  /** The `access_token` of its address. */
  token: string
  title: string
  /** Its security settings; what is absent is not looked at. */
  keywords?: string[]
  secret?: string
  addresses?: string[]
  isStopped?: boolean
  /** When its last messages came, and until when it takes none. */
  sentAt: number[]
  restsUntil: number
  messages: { at: number; msgtype: string; text: string; msgUuid?: string }[]
}

/** Where the old family posts events, as the app has registered it. */
export interface RegisteredCallback {
  url: string
  token: string
  aesKey: string
  tags: string[]
}

export type MisbehaviourKind =
  | 'status'
  | 'errcode'
  | 'timeout'
  | 'html'
  | 'deny'
  | 'empty'
  | 'body'
  | 'without'
  | 'shape'
  | 'drop'
  | 'duplicate'
  | 'delay'
  | 'disconnect'

export interface Rule {
  id: string
  /** A path, topic or event name, exact or a prefix ending in `*`. */
  where: string
  what: MisbehaviourKind
  value?: number | string
  /** How often it still happens; absent: until removed. */
  times?: number
  message?: string
  for?: { mobile?: string }
}

export interface Mail {
  id: string
  /** The header by which a mail that comes twice is known. */
  messageId: string
  at: number
  from: string
  to: string
  subject: string
  text: string
  html: string
}

/** What a test or a curious visitor may turn. */
export interface Knobs {
  tokenSeconds: number
  /** Of one API, before 90018. */
  callsPerSecond: number
  /** Of one API in a minute, before QpmLimitForAppkeyAndApi; null: as many as one likes. */
  callsPerMinute: number | null
  /** Of all APIs together, before 90002; null: as many as one likes. */
  callsPerSecondOfAll: number | null
  /** Of the organisation, before 90020; null: as many as one likes. */
  callsPerMonth: number | null
  /** In twenty seconds from one address, before it is banned. */
  callsPerAddress: number
  banSeconds: number
  /** What a banned address gets: a page of HTML, or the JSON with `punish: deny`. */
  banAnswer: 'html' | 'deny'
  /** Work notifications to one person; those beyond it are answered with success and not delivered. */
  messagesPerDay: number
  /** Addresses that calls may come from, before 60020; empty: any. */
  egressAddresses: string[]
  /** Permissions that the app has not been given. */
  missingScopes: string[]
  /** By which DingTalk's clock, as its answers show it, is ahead of this machine's. */
  clockSkewSeconds: number
  /** How long an event waits for its acknowledgement before it comes again. */
  redeliverMs: number
  callbackTimeoutMs: number
  /** How long a press may take, before the person sees that it failed. */
  cardTimeoutMs: number
  /** The same for a message to the robot over HTTP, and for its acknowledgement in the Stream. */
  robotTimeoutMs: number
  /** How callbacks of cards say which button it was: see `platform/cards/press.ts`. */
  cardFrames: 'usual' | 'beside' | 'bound'
  /** How events over HTTP name what is in them. */
  eventNames: 'today' | 'older'
  /** The owner that events over HTTP are sealed for: the app, or the organisation as the older API does. */
  eventOwner: 'app' | 'corp'
  pingMs: number
  authCodeSeconds: number
  /** False: people join at once, `user/create` answers 0. */
  consentNeeded: boolean
  /** True: the organisation gives no join links. */
  joinLinksOff: boolean
  /** Field of the organisation's profiles that holds the identity; null: the contacts API does not tell it. */
  identityField: string | null
  /** True: the organisation is registered outside mainland China, and writes mainland numbers as `+86-…`. */
  isAbroad: boolean
  /** True: answers whose example in the documentation holds numbers and flags as text come so, `"errcode":"0"`. */
  documentedTexts: boolean
  /** True: the Stream gateway is named by its `wss://` address, also to those who asked without TLS. */
  streamOverTls: boolean
}

export interface StoredState {
  version: 1
  sequence: number
  people: StoredPerson[]
  departments: Department[]
  groups: StoredGroup[]
  invitations: Invitation[]
  cards: StoredCard[]
  cardCallbacks: Record<string, { url: string; apiSecret: string }>
  accessTokens: Token[]
  jsapiTickets: Token[]
  userTokens: (Token & { personId: string })[]
  /** Refresh tokens of people who signed in by OAuth. */
  refreshTokens: (Token & { personId: string })[]
  codes: OneTimeCode[]
  /** Where messages to the robot can be answered. */
  robotSessions: { session: string; personId: string; expiresAt: number }[]
  callsOfMonth: { month: string; count: number }
  customRobots: CustomRobot[]
  registeredCallback: RegisteredCallback | null
  /** Media files, by their id; their bytes are not kept. */
  media: { id: string; type: string; name: string; size: number; at: number }[]
  pendingEvents: PendingEvent[]
  failedCallbacks: FailedCallback[]
  workNotifications: WorkNotification[]
  /** `userid|day|hash of the content`, to find repeats. */
  workNotificationsSeen: string[]
  /** Work notifications delivered, by `userid|day`. */
  workNotificationsOfDay: Record<string, number>
  trayCodes: { label: string; text: string }[]
  rules: Rule[]
  mails: Mail[]
  knobs: Knobs
}
