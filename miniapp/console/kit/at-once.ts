/** What a button does without asking first: declared beside the button, and called with the record it is about. */
import type { AnswerOf, Endpoint } from '../../../service/http/contract.ts'
import type { Told } from '../../api/client.ts'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import { useNotices } from '../parts/notices.ts'
import { useAction } from './use-action.ts'

/** A hook. */
export type AtOnce<Of> = (of: Of) => { run: () => void; isPending: boolean }

interface AtOnceOptions<E extends Endpoint, Of> {
  send: (of: Of) => Told<E>
  /** As for `useAction`. */
  record?: Endpoint
  renews?: readonly Endpoint[]
  /** Said when it is done, with these values. */
  done?: TextKey
  values?: (of: Of) => Record<string, unknown>
  /** What else follows. `at` is when it was sent, by the clock of this device. */
  follows?: (answer: AnswerOf<E>, at: number, of: Of) => void
  /** A hook: tells of a refusal in place of the notice. */
  useRefused?: (of: Of) => (error: Error) => unknown
}

const useNotice = () => useNotices().refused

export function atOnce<E extends Endpoint, Of>(
  endpoint: E,
  { send, record, renews, done, values, follows, useRefused = useNotice }: AtOnceOptions<E, Of>,
): AtOnce<Of> {
  return function useAtOnce(of) {
    const { t } = useText()
    const { run, isPending } = useAction(endpoint, {
      ...(record && { record }),
      ...(renews && { renews }),
      done: (answer, at) => {
        follows?.(answer, at, of)
        return done && t(done, values?.(of))
      },
      refused: useRefused(of),
    })
    return { run: () => run(send(of)), isPending }
  }
}
