/** Finds the endpoint that a request is for: by the steps of its path, not by trying one pattern after the other. */
import type { Context, Middleware } from 'koa'
import { refuseMethod } from './other-methods.ts'
import type { Route } from './serve.ts'

interface Entry {
  route: Route
  /** Steps of the path; those that stand for a parameter are null. */
  steps: (string | null)[]
  /** Names of the parameters and at which steps they stand. */
  params: { name: string; at: number }[]
  /** Of other addresses with fewer parameters: what fits one of them is that address, for every method. */
  nearer: Entry[]
}

function entryOf(route: Route): Entry {
  const words = route.endpoint.path.split('/')
  const isParam = (word: string) => word.startsWith(':')
  return {
    route,
    steps: words.map((word) => (isParam(word) ? null : word)),
    params: words.flatMap((word, at) => (isParam(word) ? [{ name: word.slice(1), at }] : [])),
    nearer: [],
  }
}

/** Whether something may fit both: `/staff/counts` is never the staff member of the id `counts`. */
const overlap = (one: Entry, other: Entry) =>
  one.steps.every((step, at) => step === null || (other.steps[at] ?? step) === step)

/** A step that is not well encoded is what it looks like; the endpoint's own check decides on it. */
function decoded(step: string): string {
  if (!step.includes('%')) return step
  try {
    return decodeURIComponent(step)
  } catch (error) {
    if (error instanceof URIError) return step
    throw error
  }
}

function fits({ steps }: Entry, words: string[]): boolean {
  return steps.every((step, at) => (step === null ? words[at] !== '' : step === words[at]))
}

/** The step after `/api/v1`, by which routes differ most. */
const telling = 3

/** Those that may fit, in their order: as many steps, and at the telling one the same word or a parameter. */
function tableOf(routes: readonly Route[]): (words: string[]) => readonly Entry[] {
  const byLength = Map.groupBy(routes.map(entryOf), ({ steps }) => steps.length)
  for (const entries of byLength.values()) {
    for (const entry of entries) {
      entry.nearer = entries.filter(
        (other) => other.params.length < entry.params.length && overlap(entry, other),
      )
    }
  }
  const open = new Map<number, Entry[]>()
  const byWord = new Map<string, Entry[]>()
  for (const [length, entries] of byLength) {
    const isOpen = ({ steps }: Entry) => typeof steps[telling] !== 'string'
    open.set(length, entries.filter(isOpen))
    for (const word of new Set(entries.flatMap(({ steps }) => steps[telling] ?? []))) {
      const mayFit = entries.filter((entry) => isOpen(entry) || entry.steps[telling] === word)
      byWord.set(`${length} ${word}`, mayFit)
    }
  }
  return ({ length, [telling]: word = '' }) =>
    byWord.get(`${length} ${word}`) ?? open.get(length) ?? []
}

/**
 * Serves the routes; of two that fit, the one with fewer parameters counts, then the first. Whatever else is asked goes
 * on to the next middleware.
 * @throws Refusal `method_not_allowed` for a path that is there
 */
export function serveRoutes(routes: readonly Route[]): Middleware {
  const mayFit = tableOf(routes)

  return (ctx: Context, next) => {
    const words = ctx.path.split('/')
    if (words.length > 2 && words.at(-1) === '') words.pop()
    const asked = ctx.req.method ?? ''
    const method = asked === 'HEAD' ? 'GET' : asked
    const others = new Set<string>()
    for (const entry of mayFit(words)) {
      if (!fits(entry, words) || entry.nearer.some((other) => fits(other, words))) continue
      const { endpoint, handle } = entry.route
      if (endpoint.method !== method) {
        others.add(endpoint.method)
        if (endpoint.method === 'GET') others.add('HEAD')
        continue
      }
      ctx.state['route'] = endpoint.path
      const params: Record<string, string> = {}
      for (const { name, at } of entry.params) params[name] = decoded(words[at]!)
      ctx['params'] = params
      return handle(ctx)
    }
    if (!others.size) return next()
    refuseMethod(ctx, others)
    return undefined
  }
}
