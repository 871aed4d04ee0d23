/** The reasons for rejecting a request, for all operators. */
import { serve, type Route } from '../http/serve.ts'
import { listRejectionReasons } from './actions.ts'
import * as contract from './contract.ts'
import { rejectionReasons } from './model.ts'

export const rejectionRoutes: Route[] = [
  serve(contract.listRejectionReasons, async () => ({
    items: rejectionReasons.view(await listRejectionReasons()),
  })),
]
