/** An action on a staff member: its newest state is taken in, and a lost race is told kindly. */
import type { AnswerOf, Endpoint } from '../../../service/http/contract.ts'
import { countStaff, findStaff, listStaff } from '../../../service/staff/contract/lists.ts'
import { useAction, type Action } from '../kit/use-action.ts'
import { useTurnedDown } from './settle.ts'

interface StaffActionOptions<E> {
  done: (member: AnswerOf<E>, at: number) => string | void
  /** After a refusal, once it was told. */
  refused?: (error: Error) => void
}

export function useStaffAction<E extends Endpoint>(
  endpoint: E,
  staffId: string,
  { done, refused }: StaffActionOptions<E>,
): Action<E> {
  const turnedDown = useTurnedDown()
  return useAction(endpoint, {
    record: findStaff,
    renews: [listStaff, countStaff],
    done,
    refused: async (error) => {
      await turnedDown(error, staffId)
      refused?.(error)
    },
  })
}
