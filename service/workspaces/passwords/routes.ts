/** Sets passwords with links. */
import { language } from '../../accounts/contract.ts'
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
      const account = await accountOfLink(body.token)
      const { name, email } = account
      return { name, email, language: language.parse(account.language) }
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
