/** The reasons for rejecting a request, for all operators. */
import { viewRows } from '../http/damaged.ts'
import { serve, type Route } from '../http/serve.ts'
import { listRejectionReasons } from './actions.ts'
import * as contract from './contract.ts'
import { viewRejectionReason } from './view.ts'

export const rejectionRoutes: Route[] = [
  serve(contract.listRejectionReasons, async () => ({
    items: viewRows('rejectionReasons', await listRejectionReasons(), viewRejectionReason),
  })),
]
