/** The recipient of a message, in words. */
import type { Message } from '../../../service/notifications/contract.ts'
import { useText } from '../../text/texts.tsx'
import { useMe } from '../session/me.ts'

export function useRecipient({ recipient, iso }: Message) {
  const { t } = useText()
  const { workspace } = useMe()
  return {
    name: recipient.name || t('messages.unknownPerson'),
    /** Named where it is not the reader's own. */
    iso: iso !== workspace.name && iso,
  }
}
