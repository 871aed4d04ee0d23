/** The tabs of the workspace that load when they are opened, and how all screens are loaded beforehand. */
import { later } from '../parts/later.ts'

const loaders = {
  results: async () => ({ default: (await import('./results/results.tsx')).Results }),
  outbox: async () => ({ default: (await import('./outbox/outbox.tsx')).Outbox }),
  messages: async () => ({ default: (await import('./me/messages.tsx')).MessagesOfMine }),
  me: async () => ({ default: (await import('./me/me.tsx')).Me }),
}

export const tabLoaders = Object.values(loaders)

export const Results = later(loaders.results)
export const Outbox = later(loaders.outbox)
export const MessagesOfMine = later(loaders.messages)
export const Me = later(loaders.me)

/** Milliseconds after the first screen, so that it has the line for itself. */
const pause = 1_500

/**
 * Loads the other screens while nothing else goes on: at a counter without signal they must be there.
 * @param done all of them are
 */
export function loadScreensBeforehand(
  loads: readonly (() => Promise<unknown>)[],
  done: () => void,
): () => void {
  const timer = setTimeout(() => {
    Promise.all(loads.map((load) => load())).then(done, (error: unknown) => {
      // without network they load when they are opened, and say then why they do not
      console.warn('a screen did not load beforehand', error)
    })
  }, pause)
  return () => clearTimeout(timer)
}
