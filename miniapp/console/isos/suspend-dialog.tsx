/** Suspends an ISO: what follows is said first, and why is asked, for its admins read it. */
import {
  findIso,
  type IsoDetails,
  suspendWorkspace,
} from '../../../service/workspaces/contract/isos.ts'
import { reasonDialog } from '../kit/reason-dialog.tsx'

export const SuspendDialog = reasonDialog(suspendWorkspace, {
  keptAs: ({ id }: IsoDetails) => `suspend.${id}`,
  values: ({ name }, _, answer) => ({ name, by: answer?.suspension?.by }),
  title: 'isos.suspendTitle',
  action: 'isos.suspendAction',
  isDrastic: true,
  consequences: ['isos.suspendShuts', 'isos.suspendWaits', 'isos.suspendKeeps'],
  label: 'isos.reason',
  help: 'isos.reasonHelp',
  missing: 'isos.reasonMissing',
  record: findIso,
  send: ({ id }, reason) => ({ params: { workspaceId: id }, body: { reason } }),
  done: 'isos.suspended',
  overtaken: ({ suspension }, _, { words }) =>
    suspension?.reason === words.trim() ? undefined : 'isos.suspendedBefore',
})
