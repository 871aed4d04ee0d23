/** Which keys of the rings the stored rows need, and what to do about one that the settings lack. */
import { config } from '../config.ts'

export type RingName = 'SESSION_KEYS' | 'SECRET_KEYS'

/** A kind of stored rows that name the key they were made with. */
export interface KeyHolder {
  ring: RingName
  /** Such as `test accounts`. */
  what: string
  /** Every id that a row names. */
  ids(): Promise<string[]>
  /** Rows that need the key. */
  count(id: string): Promise<number>
  /** False when the key that has this id in the ring opens none of the rows: it is another key. */
  fits?(id: string): Promise<boolean>
}

export interface KeyUse {
  ring: RingName
  id: string
  what: string
  count: number
  state: 'there' | 'missing' | 'other'
}

const ringOf = (name: RingName) =>
  name === 'SESSION_KEYS' ? config().sessionKeys : config().secretKeys

async function stateOf({ ring, fits }: KeyHolder, id: string): Promise<KeyUse['state']> {
  if (!ringOf(ring).some((key) => key.id === id)) return 'missing'
  return !fits || (await fits(id)) ? 'there' : 'other'
}

/** What is in use, by ring and id. */
export async function keysInUse(holders: readonly KeyHolder[]): Promise<KeyUse[]> {
  const found: KeyUse[] = []
  for (const holder of holders) {
    const { ring, what } = holder
    for (const id of (await holder.ids()).toSorted()) {
      const count = await holder.count(id)
      if (count) found.push({ ring, id, what, count, state: await stateOf(holder, id) })
    }
  }
  return found
}

const wording = ({ ring, id, what, count, state }: KeyUse) =>
  state === 'missing'
    ? `${ring} lacks the key ${id}, which ${count} ${what} need`
    : `${ring} has another key under the id ${id} than the one that ${count} ${what} need`

/** What is wrong with the rings and how to mend it. */
export function remedyForKeys(wrong: readonly KeyUse[]): string {
  return [
    'The database needs keys that the settings do not have:',
    ...wrong.map((use) => `  - ${wording(use)}`),
    'Put each back into its setting, behind the first one, under the id that it had. A key of which no copy is left, ' +
      'or that must not be used any more: "npm run admin -- keys:forget --help" says what is lost without it.',
  ].join('\n')
}

/** Ends the start: people would be signed out, or passwords could not be opened. */
export class KeysMissing extends Error {
  override readonly name = 'KeysMissing'
}

/** @throws KeysMissing */
export async function mustHaveKeys(holders: readonly KeyHolder[]): Promise<void> {
  const wrong = (await keysInUse(holders)).filter(({ state }) => state !== 'there')
  if (wrong.length) throw new KeysMissing(remedyForKeys(wrong))
}
