/** Sets passwords with links. */
import { accountOfLink } from '../../accounts/actions/password-links.ts'
import { passwordLinksPerAddress } from '../../accounts/rules.ts'
import { anyone } from '../../http/callers.ts'
import { serve, type Route } from '../../http/serve.ts'
import { setPasswordByLink } from './actions.ts'
import * as contract from './contract.ts'

export const passwordRoutes: Route[] = [
  serve(
    contract.openPasswordLink,
    anyone,
    async ({ body }) => {
      const { name, email } = await accountOfLink(body.token)
      return { name, email }
    },
    { limit: passwordLinksPerAddress },
  ),

  serve(
    contract.setPasswordByLink,
    anyone,
    async ({ body }) => {
      await setPasswordByLink(body)
      return {}
    },
    { limit: passwordLinksPerAddress },
  ),
]
