/** Devices with an earlier sign-in: failed tries from other devices do not count against them. */
import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import type { Http } from '../../http/serve.ts'
import { deviceKnown } from '../rules.ts'
import { handOver, readNote } from './notes.ts'

/** Accounts that one device is known for: a desk that colleagues share. */
const most = 5

const deviceNote = {
  name: 'device',
  seconds: deviceKnown,
  path: '/api/v1/sessions/operator',
  /** `accounts` are hashes of their e-mails. */
  content: z.object({ id: z.string(), accounts: z.array(z.string()) }),
}

/** The id of the device when this account was signed in on it before. */
export function knownDevice(http: Http, account: string): string | undefined {
  const note = readNote(http, deviceNote)
  return typeof note !== 'string' && note.accounts.includes(account) ? note.id : undefined
}

/** The id of a device on which any account was signed in before. */
export function anyDevice(http: Http): string | undefined {
  const note = readNote(http, deviceNote)
  return typeof note === 'string' ? undefined : note.id
}

/** Another id for another person's device would be all that a thief of the cookie gets: so many tries. */
export function rememberDevice(http: Http, account: string): void {
  const note = readNote(http, deviceNote)
  const { id, accounts } =
    typeof note === 'string' ? { id: randomBytes(16).toString('base64url'), accounts: [] } : note
  const others = accounts.filter((one) => one !== account)
  handOver(http, deviceNote, { id, accounts: [...others, account].slice(-most) })
}
