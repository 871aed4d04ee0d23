/** Signs a staff member in with DingTalk's auth code: no password, nothing to type. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { signInStaff, staffWhoAmI, type StaffMe } from '../../../service/staff/self/contract.ts'
import { keyOf } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { withAuthCode } from '../../dingtalk/auth-code.ts'
import { restartQueue } from '../../drafts/queue.ts'
import { readPhone } from '../../drafts/memory.ts'

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => withAuthCode((body) => call(signInStaff, { body })),
    onSuccess: async () => {
      await client.invalidateQueries()
      // what is in memory goes on only when it is this person's
      const me = client.getQueryData<StaffMe>(keyOf(staffWhoAmI))
      if (me?.staffId === readPhone().owner) restartQueue()
    },
  })
}
