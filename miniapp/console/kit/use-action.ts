/** What a button does: calls an endpoint, takes in the newest state, asks again for what may have changed, says so. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AnswerOf, Endpoint } from '../../../service/http/contract.ts'
import { aboutOf, keyOf, tell } from '../../api/ask.ts'
import type { Told } from '../../api/client.ts'
import { useNotices } from '../parts/notices.ts'

/**
 * What follows an answer; a text is shown as a notice.
 * @param at when it was sent, by the clock of this device
 */
type Done<E> = (answer: AnswerOf<E>, at: number) => string | void

interface ActionOptions<E extends Endpoint> {
  /** The endpoint that shows the record, under the same parameters: the answer is its newest state. */
  record?: Endpoint
  /** What else may have changed, beside what is about the same kinds of records as `record`. */
  renews?: readonly Endpoint[]
  done?: Done<E>
  /** What follows a refusal, instead of a notice. */
  refused?: (error: Error) => unknown
  /** What is sent holds secrets: it is forgotten at once. */
  isSecret?: boolean
}

interface Sending<E> {
  told: Told<E>
  follow: Done<E> | undefined
}

export interface Action<E extends Endpoint> {
  /** @param then in place of `done` */
  run: (told: Told<E>, then?: Done<E>) => void
  isPending: boolean
  /** Why it was refused. */
  error: Error | null
  answer: AnswerOf<E> | undefined
  /** What was refused or answered does not count any more. */
  reset: () => void
}

export function useAction<E extends Endpoint>(
  endpoint: E,
  { record, renews = [], done, refused, isSecret }: ActionOptions<E>,
): Action<E> {
  const client = useQueryClient()
  const notices = useNotices()
  const stale = [...renews, ...(record ? [record] : [])]
  const names = stale.map(({ name }) => name)
  const kinds = new Set(stale.flatMap(({ about }) => about))
  const askAgain = () =>
    void client.invalidateQueries({
      predicate: ({ queryKey, meta }) =>
        names.includes(`${queryKey[0]}`) || aboutOf(meta).some((kind) => kinds.has(kind)),
    })
  const { mutationKey, mutationFn } = tell(endpoint)
  const work = useMutation({
    mutationKey,
    mutationFn: ({ told }: Sending<E>) => mutationFn(told),
    ...(isSecret && { gcTime: 0 }),
    onMutate: () => Date.now(),
    onSuccess: (answer, { told, follow }, at) => {
      const { params } = told as { params?: object }
      if (record) client.setQueryData(keyOf(record, { params }), answer)
      askAgain()
      const words = follow?.(answer, at)
      if (words) notices.done(words)
    },
    onError: (error) => {
      // another operator may have been faster
      askAgain()
      return (refused ?? notices.refused)(error)
    },
  })
  return {
    run: (told, then = done) => work.mutate({ told, follow: then }),
    isPending: work.isPending,
    error: work.error,
    answer: work.data,
    reset: work.reset,
  }
}
