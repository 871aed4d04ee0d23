/** Which session keys the open sessions need: without its key, the refresh token of a session is nobody's. */
import { clock } from '../../clock.ts'
import type { KeyHolder } from '../../database/key-use.ts'
import { Sessions } from '../model.ts'

export const sessionKeyHolder: KeyHolder = {
  ring: 'SESSION_KEYS',
  what: 'open sessions',
  // sessions that the release before opened or refreshed name none; each refresh by this one adds it
  ids: () => Sessions.distinct('key', { key: { $type: 'string' } }) as Promise<string[]>,
  count: (key) => Sessions.countDocuments({ key, expiresAt: { $gt: clock.now() } }),
}
