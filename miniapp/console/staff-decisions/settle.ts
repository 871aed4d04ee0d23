/** What follows an action on a staff member: the lists are asked again, and a lost race is told kindly. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { countStaff, findStaff, listStaff } from '../../../service/staff/contract/lists.ts'
import type { StaffMember } from '../../../service/staff/contract/member.ts'
import { ask, keyOf } from '../../api/ask.ts'
import { codeOf } from '../../api/problem-error.ts'
import { useText } from '../../text/texts.tsx'
import { useNotices } from '../parts/notices.ts'

const lists: string[] = [listStaff.name, countStaff.name]

const details: string[] = [...lists, findStaff.name]

/** After many were changed: all that is shown of staff is loaded again. */
export function refreshStaff(client: QueryClient): void {
  void client.invalidateQueries({ predicate: ({ queryKey }) => details.includes(`${queryKey[0]}`) })
}

/** Takes the newest state of a staff member in. */
export function useSettle() {
  const client = useQueryClient()
  return (member: StaffMember) => {
    client.setQueryData(keyOf(findStaff, { params: { staffId: member.id } }), member)
    void client.invalidateQueries({ predicate: ({ queryKey }) => lists.includes(`${queryKey[0]}`) })
  }
}

const decided = ['approved', 'rejected']

/** For `onError` of an action: another operator was faster, or it was refused. */
export function useStaffRefusal() {
  const { t } = useText()
  const client = useQueryClient()
  const settle = useSettle()
  const { tell, refused } = useNotices()
  return async (error: unknown, staffId: string) => {
    const code = codeOf(error)
    if (code !== 'already_decided' && code !== 'wrong_state') return refused(error)
    try {
      const member = await client.fetchQuery({
        ...ask(findStaff, { params: { staffId } }),
        staleTime: 0,
      })
      settle(member)
      const last = member.timeline.filter(({ what }) => decided.includes(what)).pop()
      const now = t(`staff.status.${member.status}`)
      tell(
        code === 'already_decided' && last
          ? t('requests.alreadyDecided', {
              name: member.name,
              decision: last.what,
              by: last.by.name || t('timeline.system'),
            })
          : t('staff.changedMeanwhile', { name: member.name, state: now }),
      )
    } catch (failure) {
      refused(failure)
    }
  }
}
