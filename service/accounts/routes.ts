/** Keeps sessions alive and ends them; they are opened where people sign in (workspaces, staff). */
import { anyone } from '../http/callers.ts'
import { serve, type Route } from '../http/serve.ts'
import { refreshSession, signOut } from './actions/sessions.ts'
import * as contract from './contract.ts'

export const accountRoutes: Route[] = [
  serve(contract.refreshSession, anyone, async ({ body, http }) => refreshSession(http, body.kind)),
  serve(contract.signOut, anyone, async ({ body, http }) => {
    await signOut(http, body.kind)
    return {}
  }),
]
