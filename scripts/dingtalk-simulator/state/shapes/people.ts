/** People, their devices and chats, and the organisation, as they stand on disk. Times are milliseconds since 1970. */

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
  /** Id of the person who is signed in to DingTalk on this device; absent when that is its owner. */
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
