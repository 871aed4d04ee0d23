/** Signs a staff member in with DingTalk's auth code: no password, nothing to type. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { dingtalkApp } from '../../../service/dingtalk/contract.ts'
import { signInStaff } from '../../../service/staff/contract.ts'
import { call } from '../../api/client.ts'
import { requestAuthCode } from '../../dingtalk/auth-code.ts'
import { restartQueue } from '../../drafts/queue.ts'

/** @throws BridgeError when DingTalk gives no code, ProblemError or OfflineError from the service */
async function signIn(): Promise<void> {
  const app = await call(dingtalkApp, {})
  const code = await requestAuthCode(app)
  await call(signInStaff, { body: { code } })
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: signIn,
    onSuccess: async () => {
      restartQueue()
      await client.invalidateQueries()
    },
  })
}
