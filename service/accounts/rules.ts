/** How long sessions and one-time codes last, and what may be done with them. */
import type { SessionKind } from '../http/authentication.ts'
import type { Limit } from '../http/limits.ts'

/** Seconds without activity after which a person must sign in again. */
export const sessionLife: Record<SessionKind, number> = {
  staff: 30 * 86_400,
  operator: 7 * 86_400,
}

/** Seconds after which a person must sign in again even if active (ASVS 7.3.2). */
export const sessionEnd: Record<SessionKind, number> = {
  staff: 180 * 86_400,
  operator: 30 * 86_400,
}

/** When a session ends if nothing more is done with it: never after its absolute end. */
export function sessionExpiry(kind: SessionKind, createdAt: Date, now: Date): Date {
  const idle = now.getTime() + sessionLife[kind] * 1000
  const absolute = createdAt.getTime() + sessionEnd[kind] * 1000
  return new Date(Math.min(idle, absolute))
}

/**
 * For so long after it was replaced a token gets its successor once more, in ms: two tabs may refresh at once, and an
 * answer may be lost on its way to a phone.
 */
const grace = 30_000
/** Replaced tokens that are remembered for the grace; each refresh adds one, and the next drops those that are over. */
export const maxReplaced = 4

export interface ReplacedToken {
  /** Its SHA-256. */
  token: string
  at: Date
}

const inGrace = (at: Date, now: number) => now - at.getTime() <= grace

/** The replaced tokens to remember once another one was replaced, newest last. */
export function withReplaced(
  before: ReplacedToken[] | undefined,
  token: string,
  now: Date,
): ReplacedToken[] {
  const kept = (before ?? []).filter(({ at }) => inGrace(at, now.getTime()))
  return [...kept, { token, at: now }].slice(-maxReplaced)
}

export type RefreshVerdict = 'rotate' | 'grace' | 'reuse'

/** What a refresh token that we gave once is to its session (times in ms). */
export function judgeRefresh(
  session: { current: string; previous?: string; rotatedAt: Date; replaced?: ReplacedToken[] },
  presented: string,
  now: number,
): RefreshVerdict {
  if (presented === session.current) return 'rotate'
  // a session that an earlier release has refreshed last names its previous token only
  const { previous, rotatedAt, replaced = [] } = session
  const known = [...replaced, ...(previous ? [{ token: previous, at: rotatedAt }] : [])]
  return known.some(({ token, at }) => token === presented && inGrace(at, now)) ? 'grace' : 'reuse'
}

export type Client = 'dingtalk' | 'edge' | 'chrome' | 'firefox' | 'safari' | 'other'
export type System = 'windows' | 'macos' | 'android' | 'ios' | 'linux' | 'other'

const clients: [Client, RegExp][] = [
  ['dingtalk', /DingTalk/i],
  ['edge', /\bEdg/],
  ['firefox', /Firefox|FxiOS/],
  ['chrome', /Chrome|CriOS/],
  ['safari', /Safari/],
]
const systems: [System, RegExp][] = [
  ['android', /Android/],
  ['ios', /iPhone|iPad/],
  ['windows', /Windows/],
  ['macos', /Mac OS X/],
  ['linux', /Linux/],
]

/** The kind of device of a sign-in: enough for people to tell their devices apart. */
export function deviceOf(userAgent: string): { client: Client; system: System } {
  const [client] = clients.find(([, pattern]) => pattern.test(userAgent)) ?? ['other' as const]
  const [system] = systems.find(([, pattern]) => pattern.test(userAgent)) ?? ['other' as const]
  return { client, system }
}

/** The origin of a sign-in, only as exact as its reader needs: the last part of an address is left out. */
export function coarseOrigin(address: string, userAgent: string) {
  const network = address.includes(':')
    ? `${address.split(':').slice(0, 3).join(':')}::/48`
    : address.replace(/\.\d+$/, '.*')
  return { network, ...deviceOf(userAgent) }
}

/** What one-time codes are for; a code for one thing is none for another. */
export type CodePurpose = 'link_dingtalk' | 'reset_password' | 'step_up'

/** Milliseconds that a step-up is good for its act. */
export const stepUpLasts = 10 * 60_000

/** One-time codes by mail (times in ms). */
export const oneTimeCode = {
  digits: 6,
  life: 5 * 60_000,
  tries: 5,
  /** Between two codes for the same thing, and how many of them in a window. */
  wait: 60_000,
  sends: 5,
  window: 3_600_000,
}

/** Milliseconds that a link to set a password counts: of a new account, and of one whose password was forgotten. */
export const passwordLinkLife = { first: 72 * 3_600_000, again: 24 * 3_600_000 }

/** What is kept of the codes that a person asked for. */
export interface CodeRecord {
  /** When codes were sent, the newest last; only those that still count. */
  sends: Date[]
  tries: number
  expiresAt: Date
}

/** Milliseconds until another code may be sent; 0: now. */
export function waitForCode({ sends }: Pick<CodeRecord, 'sends'>, now: number): number {
  const counted = sends.map((at) => at.getTime()).filter((at) => at > now - oneTimeCode.window)
  const newest = counted.at(-1)
  const afterNewest = newest === undefined ? 0 : newest + oneTimeCode.wait - now
  const atMost = counted.at(-oneTimeCode.sends)
  const afterMany = atMost === undefined ? 0 : atMost + oneTimeCode.window - now
  return Math.max(0, afterNewest, afterMany)
}

/** The record after another code was sent: the one before it counts no longer. */
export function withNewCode({ sends }: Pick<CodeRecord, 'sends'>, now: Date): CodeRecord {
  const since = now.getTime() - oneTimeCode.window
  return {
    sends: [...sends.filter((at) => at.getTime() > since), now],
    tries: 0,
    expiresAt: new Date(now.getTime() + oneTimeCode.life),
  }
}

/** The record after the same code was sent again: its time begins again, its tries do not. */
export function withSameCode(record: CodeRecord, now: Date): CodeRecord {
  return { ...withNewCode(record, now), tries: record.tries }
}

/** Whether a code may still be tried: in its time, and not tried too often. */
export function mayTry({ tries, expiresAt }: Omit<CodeRecord, 'sends'>, now: number): boolean {
  return tries < oneTimeCode.tries && now < expiresAt.getTime()
}

/** Tries of passwords for one account from devices on which it was never signed in (times in ms). */
export const guessing = {
  /** After so long without a try the next one begins a new episode, and after so long in any case. */
  quiet: 3_600_000,
  longest: 86_400_000,
  /** Wrong ones in an episode that are answered at once: people mistype. */
  free: 5,
  /** Wrong ones in an episode after which the owner gets a mail. */
  told: 10,
  shortestDelay: 250,
  longestDelay: 4_000,
  /** Tries of one account that may wait in a process, of all and of one address; `retryAfter` in seconds. */
  line: { ofAll: 12, ofOne: 3, retryAfter: 30 },
}

/** Milliseconds that the n-th try of an episode takes its turn for, right or wrong. */
export function delayOf(tries: number): number {
  const beyond = tries - guessing.free
  if (beyond <= 0) return 0
  return Math.min(guessing.shortestDelay * 2 ** (beyond - 1), guessing.longestDelay)
}

/** Tries to sign in from one address, for any account. */
export const signInPerAddress: Limit = { name: 'sign-in-address', points: 60, seconds: 600 }
/** Wrong passwords for one e-mail from one address: one person cannot lock another out from elsewhere. */
export const signInPerPair: Limit = { name: 'sign-in-pair', points: 10, seconds: 600 }
/** Wrong passwords for one account on a device on which it was signed in before: others cannot use these up. */
export const signInPerDevice: Limit = { name: 'sign-in-device', points: 10, seconds: 600 }
/** Tries to sign in on such a device, right or wrong. */
export const signInsOfDevice: Limit = { name: 'sign-ins-device', points: 60, seconds: 600 }
/** Seconds for which a device is known after a sign-in. */
export const deviceKnown = 180 * 86_400
/** Tries of codes by one DingTalk person for one e-mail, from any address: others cannot use these up. */
export const linkPerPair: Limit = { name: 'link-pair', points: 10, seconds: 600 }
/** Requests for codes and tries of them by one DingTalk person. */
export const linkingOfHolder: Limit = { name: 'linking-holder', points: 60, seconds: 600 }
/** Codes asked for by one DingTalk person, for any account. */
export const codesPerHolder: Limit = { name: 'codes-holder', points: 30, seconds: 3_600 }
/** Codes an hour that a DingTalk person gets for an e-mail, however many others have asked for. */
export const codesOfOwn = 2
/** Mails with codes to one account beyond those, from any address. */
export const codesPerAccount: Limit = { name: 'codes-account', points: 10, seconds: 3_600 }
/** Tries to change the password of an account. */
export const passwordChanges: Limit = { name: 'password-changes', points: 10, seconds: 3_600 }
/** Links to set a password that are opened or used from one address. */
export const passwordLinksPerAddress: Limit = { name: 'password-links', points: 60, seconds: 600 }
/** Codes for a forgotten password that are asked for from one address, and tries with them. */
export const resetsPerAddress: Limit = { name: 'password-resets', points: 60, seconds: 600 }
/** Wrong codes for a forgotten password of one account, from any address. */
export const wrongResetCodes: Limit = { name: 'wrong-reset-codes', points: 30, seconds: 86_400 }
/** Sign-ins with DingTalk's page that are begun from one address. */
export const pagesPerAddress: Limit = { name: 'sign-in-page', points: 60, seconds: 600 }

/** Seconds. */
export const signInNotes = {
  /** From leaving for DingTalk's page to coming back. */
  page: 600,
  /** From the sign-in at DingTalk to confirming the link by code: long enough for a second code. */
  proof: 1_200,
}
