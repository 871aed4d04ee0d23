/** How the simulated DingTalk is told to misbehave, and what its limits are. */

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
