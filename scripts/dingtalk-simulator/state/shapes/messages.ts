/** Cards, notifications and mails, as they stand on disk. Times are milliseconds since 1970. */

export interface CardButton {
  id: string
  title: string
  style: 'primary' | 'danger' | 'plain'
  url?: string
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
