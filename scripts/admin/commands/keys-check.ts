/** `keys:check`: whether the settings have every key that the database needs. */
import * as z from 'zod/mini'
import { keysOf, ringNames } from '../../../service/database/key-checks.ts'
import { keysInUse, remedyForKeys, type KeyUse } from '../../../service/database/key-use.ts'
import { keyHolders } from '../../../service/keys-in-use.ts'
import { command } from '../command.ts'

const useLine = ({ ring, id, what, count }: KeyUse) => `${ring} ${id}: ${count} ${what}`

/** Keys of the rings, the first of each left out, that no stored row needs. */
function idle(uses: readonly KeyUse[]) {
  return ringNames.flatMap((ring) =>
    keysOf(ring)
      .slice(1)
      .filter(({ id }) => !uses.some((use) => use.ring === ring && use.id === id))
      .map(({ id }) => ({ ring, id })),
  )
}

export const keysCheck = command({
  name: 'keys:check',
  summary: 'Look whether SESSION_KEYS and SECRET_KEYS have every key that the database needs',
  more: 'It changes nothing, and ends with 1 when a key is missing: then the service would not start.',
  options: {},
  input: z.object({}),
  database: 'as-it-is',
  async run() {
    const uses = await keysInUse(keyHolders)
    const wrong = uses.filter(({ state }) => state !== 'there')
    const unused = idle(uses)
    return {
      ending: wrong.length ? 'refused' : 'done',
      lines: [
        ...uses.filter(({ state }) => state === 'there').map(useLine),
        ...unused.map(({ ring, id }) => `${ring} ${id}: needed by nothing in the database`),
        wrong.length ? remedyForKeys(wrong) : 'Every key that the database needs is there.',
      ],
      data: { right: !wrong.length, inUse: uses, unused },
    }
  },
})
