/**
 * Signatures of what DingTalk posts to us: robot messages and card presses, compared in constant time. They cover the
 * time alone, not the body: that is DingTalk's design, and a reason to prefer the Stream.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { clock } from '../clock.ts'

/** Milliseconds by which the time of a request may differ from ours. */
const skew = 3_600_000

/** Without telling by its duration where two texts differ. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** @param timestamp milliseconds since 1970, as text */
export function isFresh(timestamp: string): boolean {
  return /^\d{1,15}$/.test(timestamp) && Math.abs(clock.time() - Number(timestamp)) <= skew
}

/** Header `sign` of a message to the robot. */
export function robotSign(timestamp: string, clientSecret: string): string {
  return createHmac('sha256', clientSecret).update(`${timestamp}\n${clientSecret}`).digest('base64')
}

/** Header `x-ddpaas-signature` of a card press. */
export function cardSign(timestamp: string, apiSecret: string): string {
  return createHmac('sha256', apiSecret).update(timestamp).digest('base64')
}

/** Secret under which our address for card presses is registered: the same on every instance, never stored. */
export function cardSecret(clientSecret: string): string {
  return createHmac('sha256', clientSecret).update('card presses').digest('base64url')
}
