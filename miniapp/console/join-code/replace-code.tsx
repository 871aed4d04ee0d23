/** Replaces the QR code. The old one cannot be had back, so what stops working is said first. */
import { isoJoinCode, replaceIsoJoinCode } from '../../../service/workspaces/contract/settings.ts'
import { formDialog } from '../kit/form-dialog.tsx'

export const ReplaceCode = formDialog(replaceIsoJoinCode, {
  title: 'joinCode.replaceTitle',
  action: 'joinCode.replace',
  isDrastic: true,
  consequences: ['joinCode.replaceStops', 'joinCode.replaceTold', 'joinCode.replaceKeeps'],
  // after a refusal too: another operator may have replaced it
  record: isoJoinCode,
  send: (_: null) => ({}),
  done: 'joinCode.replaced',
})
