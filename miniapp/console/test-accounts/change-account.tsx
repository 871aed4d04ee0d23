/** Asks before an account is suspended, resumed or retired: a holder loses it at once. */
import {
  listTestAccounts,
  resumeTestAccount,
  retireTestAccount,
  suspendTestAccount,
} from '../../../service/test-accounts/contract/platform.ts'
import type {
  TestAccountAbility,
  TestAccountRow,
} from '../../../service/test-accounts/contract/account.ts'
import { useText } from '../../text/texts.tsx'
import { useAction } from '../kit/use-action.ts'
import { Dialog } from '../parts/dialog.tsx'
import { useNotices } from '../parts/notices.ts'
import { RotateAccount } from './rotate-account.tsx'

interface ChangeAccountProps {
  row: TestAccountRow
  verb: TestAccountAbility
  onClose: () => void
}

export function ChangeAccount({ verb, ...props }: ChangeAccountProps) {
  return verb === 'rotate' ? <RotateAccount {...props} /> : <Ask verb={verb} {...props} />
}

const endpoints = {
  suspend: suspendTestAccount,
  resume: resumeTestAccount,
  retire: retireTestAccount,
} as const

type AskProps = ChangeAccountProps & { verb: keyof typeof endpoints }

function Ask({ row: { id, email, holder }, verb, onClose }: AskProps) {
  const { t } = useText()
  const { refused } = useNotices()
  const change = useAction(endpoints[verb], {
    renews: [listTestAccounts],
    done: () => {
      onClose()
      return t(`testAccounts.${verb}Done`, { email })
    },
    refused: (error) => {
      refused(error)
      onClose()
    },
  })
  return (
    <Dialog
      title={t(`testAccounts.${verb}What`, { email })}
      action={t(`testAccounts.${verb}`)}
      danger={verb === 'retire'}
      busy={change.isPending}
      onSubmit={() => change.run({ params: { accountId: id } })}
      onClose={onClose}
    >
      <p>{t(`testAccounts.${verb}About`)}</p>
      {holder && <p>{t('testAccounts.holderLoses', { name: holder.name })}</p>}
    </Dialog>
  )
}
