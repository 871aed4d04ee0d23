/** Links to photos end after minutes: answers that hold some are asked for again before, and when one has ended. */
import type { QueryClient } from '@tanstack/react-query'
import { photoBytes } from '../../service/photos/contract.ts'

/** Milliseconds; links are good for five minutes at least. */
export const freshFor = 4 * 60_000

const [beforeId = ''] = photoBytes.path.split(':')

const says = (data: unknown, text: string) =>
  data !== undefined && JSON.stringify(data).includes(text)

/** How often an answer on the screen is asked for again because of its links; not at all without any. */
export function refetchForLinks({ state }: { state: { data: unknown } }): number | false {
  return says(state.data, beforeId) ? freshFor : false
}

/** The photo and size that a link is to, whenever it was made. */
export function pathOf(link: string): string {
  const [path = ''] = link.split('?')
  return path
}

/** Asks again for every answer on the screen that holds a link to this picture. */
export async function renewLinksTo(link: string, answers: QueryClient): Promise<void> {
  await answers.refetchQueries(
    { type: 'active', predicate: ({ state }) => says(state.data, pathOf(link)) },
    // of many pictures whose links have ended together the first one asks
    { cancelRefetch: false },
  )
}
