/** Finds the reason that a person wrote, and how it is shown. */

interface Reason {
  _id: string
  names: Record<string, string>
  ownWords: boolean
  retired: boolean
}

/** Those that can be chosen, in their order. */
export function offeredOf<R extends Reason>(reasons: readonly R[]): R[] {
  return reasons.filter(({ retired }) => !retired)
}

/** A word in a language; in English where it lacks it, and the id where there is none. */
export function wordIn(words: Record<string, string>, language: string, id: string): string {
  return words[language] ?? words['en'] ?? id
}

const plain = (text: string) => text.toLowerCase().replaceAll('_', ' ').trim()

/**
 * A reason by its number in the list, its name in any language or its id; anything else is said in one's own words.
 * @returns undefined when own words are not offered
 */
export function meant(
  text: string,
  reasons: readonly Reason[],
): { reason: string; note: string } | undefined {
  const offered = offeredOf(reasons)
  const named = (reason: Reason) =>
    [reason._id, ...Object.values(reason.names)].some((name) => plain(name) === plain(text))
  const byNumber = /^\d+$/.test(text) ? offered[Number(text) - 1] : undefined
  const chosen = byNumber ?? offered.find(named)
  // one that says nothing by itself asks for words
  if (chosen && !chosen.ownWords) return { reason: chosen._id, note: '' }
  const own = offered.find(({ ownWords }) => ownWords)
  return own && !chosen ? { reason: own._id, note: text } : undefined
}
