/** Which session keys the open sessions need: without its key, the refresh token of a session cannot be checked. */
import { clock } from '../../clock.ts'
import { firstKeys } from '../../database/key-checks.ts'
import type { KeyHolder } from '../../database/key-use.ts'
import { textIs } from '../../database/typed.ts'
import type { Actor } from '../../http/callers.ts'
import { Sessions } from '../model.ts'
import { endAll } from './sessions.ts'

export const sessionKeyHolder: KeyHolder = {
  ring: 'SESSION_KEYS',
  what: 'open sessions',
  ids: () => Sessions.distinct('key', { key: { $type: 'string' } }) as Promise<string[]>,
  count: (key) => Sessions.countDocuments({ key: textIs(key), expiresAt: { $gt: clock.now() } }),
}

/** Opened by an earlier release, and not refreshed since: each refresh by this one adds the key. */
const unnamed = { key: null }

export const unnamedSessionKeyHolder: KeyHolder = {
  ring: 'SESSION_KEYS',
  what: 'open sessions of an earlier release',
  unsure: true,
  ids: () => firstKeys('SESSION_KEYS'),
  count: () => Sessions.countDocuments({ ...unnamed, expiresAt: { $gt: clock.now() } }),
}

/** Sessions that need a key, or may need it. */
async function needing(id: string) {
  const key = textIs(id)
  return (await firstKeys('SESSION_KEYS')).includes(id) ? { $or: [{ key }, unnamed] } : { key }
}

/** Ends the sessions that need a key, so that it may go: their people sign in again. @returns how many */
export async function endSessionsOfKey(key: string, by: Actor): Promise<number> {
  return endAll(await needing(key), 'key_forgotten', by)
}
