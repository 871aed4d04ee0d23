/** `keys:forget`: goes on without a key of which no copy is left, or that must not be used any more. */
import * as z from 'zod/mini'
import { endSessionsOfKey } from '../../../service/accounts/actions/key-holder.ts'
import { keysOf, type RingName } from '../../../service/database/key-checks.ts'
import { keysInUse } from '../../../service/database/key-use.ts'
import { atConsole } from '../../../service/http/callers.ts'
import { keyHolders } from '../../../service/keys-in-use.ts'
import { giveUpPasswordsOfKey } from '../../../service/test-accounts/actions/forget-key.ts'
import { command, Refused } from '../command.ts'

/** @throws Refused for a key that is needed as it is, and for one that nothing needs */
async function mustBeForgettable(ring: RingName, id: string): Promise<number> {
  const all = await keysInUse(keyHolders)
  const uses = all.filter((one) => one.ring === ring && one.id === id)
  if (!uses.length)
    throw new Refused('not_needed', `Nothing in the database needs the key ${id} of ${ring}.`)
  const [first] = keysOf(ring)
  if (ring === 'SESSION_KEYS' && first.id === id) {
    throw new Refused(
      'key_in_front',
      `New sessions are signed with ${id}: put another key in front of SESSION_KEYS first.`,
    )
  }
  if (ring === 'SECRET_KEYS' && uses.some(({ state }) => state === 'there')) {
    throw new Refused(
      'key_there',
      `SECRET_KEYS has the key ${id}: "npm run keys:rotate" seals its secrets with the first key, and nothing is lost.`,
    )
  }
  return uses.reduce((sum, { count }) => sum + count, 0)
}

const lossOf = {
  SESSION_KEYS: (count: number) => `${count} sessions end, and their people sign in again.`,
  SECRET_KEYS: (count: number) =>
    `${count} test accounts are suspended, and their passwords are gone: each needs new ones, on the page ` +
    'Test accounts of the console.',
}

export const keysForget = command({
  name: 'keys:forget',
  summary: 'Go on without a key of which no copy is left, or that must not be used any more',
  more:
    'Without --yes it only says what is lost. Without a session key the sessions end that were opened with it, or may\n' +
    'have been by an earlier release, and their people sign in again. Without a secret key the passwords sealed with\n' +
    'it are lost: the test accounts are suspended until they get new ones. A secret key that is still there is better\n' +
    'replaced with npm run keys:rotate.',
  options: {
    session: { value: '<id>', about: 'of a key that SESSION_KEYS had' },
    secret: { value: '<id>', about: 'of a key that SECRET_KEYS had' },
    yes: { about: 'do it' },
  },
  input: z
    .object({
      session: z.optional(z.string()),
      secret: z.optional(z.string()),
      yes: z._default(z.boolean(), false),
    })
    .check(
      z.refine(({ session, secret }) => (session === undefined) !== (secret === undefined), {
        path: ['session'],
        error: 'give either --session or --secret',
      }),
    ),
  database: 'prepared',
  async run({ session, secret = '', yes }) {
    const ring = session === undefined ? 'SECRET_KEYS' : 'SESSION_KEYS'
    const id = session ?? secret
    const count = await mustBeForgettable(ring, id)
    const loss = lossOf[ring](count)
    if (!yes) throw new Refused('not_confirmed', `Nothing was changed. With --yes ${loss}`)
    if (ring === 'SESSION_KEYS') {
      const ended = await endSessionsOfKey(id, atConsole)
      return { lines: [lossOf[ring](ended)], data: { ring, id, sessions: ended } }
    }
    const accounts = await giveUpPasswordsOfKey(id, atConsole)
    return {
      lines: [lossOf[ring](accounts.length), ...accounts.map((one) => `  ${one}`)],
      data: { ring, id, accounts },
    }
  },
})
