/** All that the simulated DingTalk remembers, as it stands on disk. Times are milliseconds since 1970. */
import type { StoredPerson, Department, Invitation, StoredGroup } from './people.ts'
import type { StoredCard, WorkNotification, CustomRobot, Mail } from './messages.ts'
import type { Rule, Knobs } from './misbehaviour.ts'

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

/** Where the old family posts events, as the app has registered it. */
export interface RegisteredCallback {
  url: string
  token: string
  aesKey: string
  tags: string[]
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
