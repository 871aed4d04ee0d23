/** The screens of the workspace that load when they are needed, or beforehand while there is network. */
import { later } from '../parts/later.ts'

const loaders = {
  promotion: async () => ({ default: (await import('./promotion/promotion.tsx')).Promotion }),
  results: async () => ({ default: (await import('./results/results.tsx')).Results }),
  result: async () => ({ default: (await import('./results/result.tsx')).Result }),
  outbox: async () => ({ default: (await import('./outbox/outbox.tsx')).Outbox }),
  messages: async () => ({ default: (await import('./me/messages.tsx')).MessagesOfMine }),
  tasks: async () => ({ default: (await import('./tasks/tasks.tsx')).Tasks }),
  task: async () => ({ default: (await import('./tasks/task.tsx')).Task }),
  paymentVerification: async () => ({
    default: (await import('./payment-verification/payment-verification.tsx')).PaymentVerification,
  }),
  me: async () => ({ default: (await import('./me/me.tsx')).Me }),
}

export const Promotion = later(loaders.promotion)
export const Results = later(loaders.results)
export const Result = later(loaders.result)
export const Outbox = later(loaders.outbox)
export const MessagesOfMine = later(loaders.messages)
export const Tasks = later(loaders.tasks)
export const Task = later(loaders.task)
export const PaymentVerification = later(loaders.paymentVerification)
export const Me = later(loaders.me)

/** Milliseconds after the first screen, so that it has the line for itself. */
const pause = 1_500

/**
 * Loads the other screens while nothing else goes on: at a counter without signal they must be there.
 * @param done all of them are
 */
export function loadScreensBeforehand(done: () => void): () => void {
  const timer = setTimeout(() => {
    Promise.all(Object.values(loaders).map((load) => load())).then(done, (error: unknown) => {
      // without network they load when they are opened, and say then why they do not
      console.warn('a screen did not load beforehand', error)
    })
  }, pause)
  return () => clearTimeout(timer)
}
