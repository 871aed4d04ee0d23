/**
 * Text that the browser keeps for the app, on the device or until the tab is closed. A browser may refuse either, or
 * have no room: then it lasts as long as the page, and the app works as before.
 */

export interface Keeper {
  /** Null for what was never kept. */
  read: (place: string) => string | null
  /** @returns whether it outlasts the page */
  write: (place: string, text: string) => boolean
  drop: (place: string) => void
  places: () => string[]
}

function keeperOf(storage: () => Storage): Keeper {
  const refused = new Map<string, string>()
  const tryTo = <Result>(work: (storage: Storage) => Result, otherwise: Result): Result => {
    try {
      return work(storage())
    } catch (error) {
      // forbidden or full; some web views have null in its place
      if (error instanceof DOMException || error instanceof TypeError) return otherwise
      throw error
    }
  }
  return {
    read: (place) => refused.get(place) ?? tryTo((kept) => kept.getItem(place), null),
    write(place, text) {
      const isKept = tryTo((kept) => {
        kept.setItem(place, text)
        return true
      }, false)
      if (isKept) refused.delete(place)
      else refused.set(place, text)
      return isKept
    },
    drop(place) {
      refused.delete(place)
      tryTo((kept) => kept.removeItem(place), undefined)
    },
    places: () => [...new Set([...tryTo((kept) => Object.keys(kept), []), ...refused.keys()])],
  }
}

export const onDevice = keeperOf(() => localStorage)
export const inTab = keeperOf(() => sessionStorage)

/** JSON that was kept; undefined where there is none, or it is not ours. */
export function readJson<Value extends object>(keeper: Keeper, place: string): Value | undefined {
  try {
    const kept: unknown = JSON.parse(keeper.read(place) ?? 'null')
    return kept && typeof kept === 'object' ? (kept as Value) : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
