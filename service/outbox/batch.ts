/** Serves the members of a batch one by one: trouble with one is logged and reported, and the others are served. */
import { isDatabaseUnreachable } from '../database/unreachable.ts'
import { describeError, log } from '../log.ts'

export interface Failed<T> {
  member: T
  error: unknown
}

interface Options<T> {
  /** Id of a member for the log; never a name or a number of a person. */
  idOf: (member: T) => string
  /** True for an error that is about all members, such as a limit that is reached: the rest is not tried. */
  endsAll?: (error: unknown) => boolean
}

/**
 * Does the work for each member, one after the other.
 * @param batch what it is, for the log
 * @returns the members that failed
 * @throws what ends all of it, and any error of a database that is away
 */
export async function serveEach<T>(
  batch: string,
  members: Iterable<T> | AsyncIterable<T>,
  { idOf, endsAll = () => false }: Options<T>,
  work: (member: T) => Promise<unknown>,
): Promise<Failed<T>[]> {
  const failed: Failed<T>[] = []
  for await (const member of members) {
    try {
      await work(member)
    } catch (error) {
      if (isDatabaseUnreachable(error) || endsAll(error)) throw error
      failed.push({ member, error })
      tellFailure(batch, idOf(member), error)
    }
  }
  return failed
}

/** The line of a member that failed. */
export function tellFailure(batch: string, member: string, error: unknown): void {
  log.error({ batch, member, error: describeError(error) }, 'batch member failed')
}

/** For code that tries a batch again or lists it as failed. @throws the first error */
export function throwFirst(failed: readonly Failed<unknown>[]): void {
  const [first] = failed
  if (first) throw first.error
}

/** Like `serveEach`. @throws the first error, after all had their turn */
export async function serveAll<T>(
  batch: string,
  members: Iterable<T> | AsyncIterable<T>,
  options: Options<T>,
  work: (member: T) => Promise<unknown>,
): Promise<void> {
  throwFirst(await serveEach(batch, members, options, work))
}

/** For members that are documents. */
export const byId = { idOf: ({ _id }: { _id: string }) => _id }
