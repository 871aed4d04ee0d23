/** Which keys of the rings the stored rows need, and what to do about one that the settings lack. */
import { compareKeys, keysOf, type RingName } from './key-checks.ts'

/** A kind of stored rows that name the key they were made with. */
export interface KeyHolder {
  ring: RingName
  /** Such as `test accounts`. */
  what: string
  /** Every id that a row names. */
  ids(): Promise<string[]>
  /** Rows that need the key. */
  count(id: string): Promise<number>
  /** The rows do not name their key: each of these may be it. */
  unsure?: true
  /**
   * False when the key that has this id in the ring opens none of the rows: it is another key. Asked only for a key that
   * no start has recorded yet.
   */
  fits?(id: string): Promise<boolean>
}

export interface KeyUse {
  ring: RingName
  id: string
  what: string
  count: number
  unsure: boolean
  state: 'there' | 'missing' | 'other'
}

type Compared = Awaited<ReturnType<typeof compareKeys>>

async function stateOf(
  { ring, fits }: KeyHolder,
  id: string,
  { isSame }: Compared,
): Promise<KeyUse['state']> {
  if (!keysOf(ring).some((key) => key.id === id)) return 'missing'
  return (isSame(ring, id) ?? (await fits?.(id)) ?? true) ? 'there' : 'other'
}

/** What is in use, by ring and id. */
export async function keysInUse(holders: readonly KeyHolder[]): Promise<KeyUse[]> {
  const compared = await compareKeys()
  const found: KeyUse[] = []
  for (const holder of holders) {
    const { ring, what, unsure = false } = holder
    for (const id of (await holder.ids()).toSorted()) {
      const count = await holder.count(id)
      if (!count) continue
      found.push({ ring, id, what, count, unsure, state: await stateOf(holder, id, compared) })
    }
  }
  return found
}

const wording = ({ ring, id, what, count, unsure, state }: KeyUse) => {
  const need = `${count} ${what} ${unsure ? 'may need' : 'need'}`
  return state === 'missing'
    ? `${ring} lacks the key ${id}, which ${need}`
    : `${ring} has another key under the id ${id} than the one that ${need}`
}

/** What is wrong with the rings and how to mend it. */
export function remedyForKeys(wrong: readonly KeyUse[]): string {
  return [
    'The database needs keys that the settings do not have:',
    ...wrong.map((use) => `  - ${wording(use)}`),
    'Put each back into its setting, behind the first one, under the id that it had; a new key gets an id that none ' +
      'had before. A key of which no copy is left, or that must not be used any more: "npm run admin -- keys:forget --help" says what is lost without it.',
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
