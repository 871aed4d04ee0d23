/** Sets passwords with links and with codes by mail. */
import { accountOfLink } from '../../accounts/actions/password-links.ts'
import { oneTimeCode, passwordLinksPerAddress, resetsPerAddress } from '../../accounts/rules.ts'
import { withMinimumTime } from '../../http/minimum-time.ts'
import { serve, type Route } from '../../http/serve.ts'
import { sendResetCode, setPasswordByCode, setPasswordByLink } from './actions.ts'
import * as contract from './contract.ts'

export const passwordRoutes: Route[] = [
  serve(
    contract.openPasswordLink,
    async ({ body }) => {
      const { name, email } = await accountOfLink(body.token)
      return { name, email }
    },
    { limit: passwordLinksPerAddress },
  ),

  serve(
    contract.setPasswordByLink,
    async ({ body }) => {
      await setPasswordByLink(body)
      return {}
    },
    { limit: passwordLinksPerAddress },
  ),

  serve(
    contract.sendResetCode,
    async ({ body }) => {
      await withMinimumTime(() => sendResetCode(body))
      return { wait: oneTimeCode.wait / 1000 }
    },
    { limit: resetsPerAddress },
  ),

  serve(
    contract.setPasswordByCode,
    async ({ body }) => {
      await withMinimumTime(() => setPasswordByCode(body))
      return {}
    },
    { limit: resetsPerAddress },
  ),
]
