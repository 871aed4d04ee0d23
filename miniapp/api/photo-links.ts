/** Links to photos end after minutes: answers that hold some are asked for again before, and when one has ended. */
import type { QueryClient } from '@tanstack/react-query'
import { photoBytes } from '../../service/photos/contract.ts'

/** Milliseconds; links are good for five minutes at least. */
export const freshFor = 4 * 60_000

const [beforeId = ''] = photoBytes.path.split(':')

const none: ReadonlySet<string> = new Set()
/** Pictures that each part of an answer links to: answers never change, so that each part is looked through once. */
const known = new WeakMap<object, ReadonlySet<string>>()

/** The pictures, as paths, that an answer links to. */
export function picturesIn(data: unknown): ReadonlySet<string> {
  if (typeof data === 'string') return data.startsWith(beforeId) ? new Set([pathOf(data)]) : none
  if (typeof data !== 'object' || data === null) return none
  const before = known.get(data)
  if (before) return before
  let all = none
  for (const part of Object.values(data)) {
    const found = picturesIn(part)
    if (found.size) all = all.size ? new Set([...all, ...found]) : found
  }
  known.set(data, all)
  return all
}

const pagesOf = (data: unknown) => (data as { pages?: unknown } | null | undefined)?.pages

/**
 * How often an answer on the screen is asked for again because of its links; not at all without any. Of a list with
 * several pages nearly all are scrolled away, and all would be asked for: its pictures ask when their link has ended.
 */
export function refetchForLinks({ state }: { state: { data: unknown } }): number | false {
  const pages = pagesOf(state.data)
  if (Array.isArray(pages) && pages.length > 1) return false
  return picturesIn(state.data).size ? freshFor : false
}

/** The photo and size that a link is to, whenever it was made. */
export function pathOf(link: string): string {
  const [path = ''] = link.split('?')
  return path
}

/** Asks again for every answer on the screen that holds a link to this picture. */
export async function renewLinksTo(link: string, answers: QueryClient): Promise<void> {
  await answers.refetchQueries(
    { type: 'active', predicate: ({ state }) => picturesIn(state.data).has(pathOf(link)) },
    // of many pictures whose links have ended together the first one asks
    { cancelRefetch: false },
  )
}
