/** What is the same for all actions on a staff member: their newest state is taken in, a lost race is told kindly. */
import type { AnswerOf, Endpoint } from '../../../service/http/contract.ts'
import { countStaff, findStaff, listStaff } from '../../../service/staff/contract/lists.ts'
import { useAction, type Action } from '../kit/use-action.ts'
import { useStaffRefusal } from './settle.ts'

function useRefused({ id }: { id: string }) {
  const tellRefusal = useStaffRefusal()
  return (error: Error) => tellRefusal(error, id)
}

/** Part of what a dialog about a staff member declares. */
export const aboutStaff = { record: findStaff, renews: [listStaff, countStaff], useRefused }

export function useStaffAction<E extends Endpoint>(
  endpoint: E,
  staffId: string,
  done: (member: AnswerOf<E>, at: number) => string | void,
): Action<E> {
  const { record, renews } = aboutStaff
  return useAction(endpoint, { record, renews, done, refused: useRefused({ id: staffId }) })
}
