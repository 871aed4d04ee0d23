/** For a person who sees no Org invitation: a link of DingTalk's own, to be scanned here or passed on. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { staffJoinLink } from '../../../service/staff/contract/one.ts'
import type { StaffMember } from '../../../service/staff/contract/member.ts'
import { ask } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { QrCode } from '../join-code/qr-code.tsx'
import { useCopy } from '../parts/copy.ts'
import { Dialog } from '../parts/dialog.tsx'
import panel from '../parts/panel.module.css'
import { useStaffRefusal } from '../staff-decisions/settle.ts'
import styles from './staff-panel.module.css'

export function JoinLink({ member }: { member: StaffMember }) {
  const { t } = useText()
  const client = useQueryClient()
  const [url, setUrl] = useState('')
  const tellRefusal = useStaffRefusal()
  const link = useMutation({
    mutationFn: () =>
      // made again each time: links end
      client.fetchQuery({
        ...ask(staffJoinLink, { params: { staffId: member.id } }),
        staleTime: 0,
        retry: false,
      }),
    onSuccess: (made) => setUrl(made.url),
    onError: (error) => tellRefusal(error, member.id),
  })
  return (
    <p className={styles.joinLink}>
      <span className={panel.quiet}>{t('staff.joinLinkWhen')}</span>
      <Button
        type="link"
        icon={<Link2 size={16} />}
        loading={link.isPending}
        onClick={() => link.mutate()}
      >
        {t('staff.joinLink')}
      </Button>
      {url && <ShowLink url={url} name={member.name} onClose={() => setUrl('')} />}
    </p>
  )
}

function ShowLink({ url, name, onClose }: { url: string; name: string; onClose: () => void }) {
  const { t } = useText()
  const copy = useCopy()
  return (
    <Dialog
      title={t('staff.joinLinkOf', { name })}
      action={t('staff.joinLinkCopy')}
      out={t('common.close')}
      onSubmit={() => void copy(url, t('staff.joinLinkCopied', { name }))}
      onClose={onClose}
    >
      <p>{t('staff.joinLinkHow', { name })}</p>
      <div className={styles.joinQr}>
        <QrCode text={url} label={t('staff.joinLinkQr', { name })} />
      </div>
      <p className={styles.joinUrl}>{url}</p>
    </Dialog>
  )
}
