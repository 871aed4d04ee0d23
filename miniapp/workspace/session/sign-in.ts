/** Signs a staff member in with DingTalk's auth code: no password, nothing to type. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { signInStaff } from '../../../service/staff/contract.ts'
import { call } from '../../api/client.ts'
import { withAuthCode } from '../../dingtalk/auth-code.ts'
import { restartQueue } from '../../drafts/queue.ts'

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => withAuthCode((body) => call(signInStaff, { body })),
    onSuccess: async () => {
      restartQueue()
      await client.invalidateQueries()
    },
  })
}
