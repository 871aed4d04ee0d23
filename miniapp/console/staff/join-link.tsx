/** For somebody who sees no Org invitation: a link of DingTalk's own to pass on. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link2 } from 'lucide-react'
import { staffJoinLink, type StaffMember } from '../../../service/staff/contract.ts'
import { ask } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { useCopy } from '../parts/copy.ts'
import panel from '../parts/panel.module.css'
import { useTurnedDown } from './settle.ts'
import styles from './staff-panel.module.css'

export function JoinLink({ member }: { member: StaffMember }) {
  const { t } = useText()
  const client = useQueryClient()
  const copy = useCopy()
  const turnedDown = useTurnedDown()
  const link = useMutation({
    mutationFn: () =>
      // made anew each time: links end
      client.fetchQuery({
        ...ask(staffJoinLink, { params: { staffId: member.id } }),
        staleTime: 0,
        retry: false,
      }),
    onSuccess: ({ url }) => copy(url, t('staff.joinLinkCopied', { name: member.name })),
    onError: (error) => turnedDown(error, member.id),
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
    </p>
  )
}
