/** The Alipay test account of a staff member: lent, received, taken back, and who looked (requirements A6, A8). */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { KeyRound, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { StaffMember } from '../../../../service/staff/contract/member.ts'
import {
  findStaffTestAccount,
  takeBackTestAccount,
  type StaffTestAccount,
} from '../../../../service/test-accounts/contract/iso.ts'
import { ask, tell } from '../../../api/ask.ts'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { useFormats } from '../../../text/format.ts'
import { useText } from '../../../text/texts.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useNotices } from '../../parts/notices.ts'
import { Trouble } from '../../parts/trouble.tsx'
import panel from '../../parts/panel.module.css'
import { LendDialog } from './lend-dialog.tsx'
import { Reveals } from './reveals.tsx'
import styles from './test-account.module.css'
import { useLent } from './use-lent.ts'

export function TestAccount({ member }: { member: StaffMember }) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(
    ask(findStaffTestAccount, { params: { staffId: member.id } }),
  )
  return (
    <section aria-labelledby="test-account">
      <h3 id="test-account" className={panel.heading}>
        {t('lending.title')}
      </h3>
      {data ? (
        <Known member={member} lent={data} />
      ) : error ? (
        <Trouble error={error} retry={refetch} />
      ) : (
        <Skeleton rows={2} />
      )}
      <Reveals staffId={member.id} />
    </section>
  )
}

function Known({ member, lent }: { member: StaffMember; lent: StaffTestAccount }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  const [lending, setLending] = useState(false)
  const { account, abilities } = lent
  if (account) {
    return (
      <>
        <dl className={`${panel.details} ${styles.facts}`}>
          <dt>{t('lending.email')}</dt>
          <dd>{account.email}</dd>
          <dt>{t('lending.since')}</dt>
          <dd>{dateTime(account.since)}</dd>
          <dt>{t('lending.received')}</dt>
          <dd>{account.receivedAt ? dateTime(account.receivedAt) : t('lending.notReceived')}</dd>
        </dl>
        {abilities.includes('take_back') && <TakeBack member={member} email={account.email} />}
      </>
    )
  }
  return (
    <>
      <p className={panel.quiet}>{t('lending.none')}</p>
      {abilities.includes('lend') && (
        <Button
          className={styles.button}
          icon={<KeyRound size={16} />}
          onClick={() => setLending(true)}
        >
          {t('lending.add')}
        </Button>
      )}
      {lending && <LendDialog member={member} onClose={() => setLending(false)} />}
    </>
  )
}

function TakeBack({ member, email }: { member: StaffMember; email: string }) {
  const { t } = useText()
  const { done, refused } = useNotices()
  const { settle, askAnew } = useLent(member.id)
  const [asking, setAsking] = useState(false)
  const takeBack = useMutation({
    ...tell(takeBackTestAccount),
    onSuccess: (now) => {
      settle(now)
      done(t('lending.takenBack', { email }))
    },
    onError: (error) => {
      refused(error)
      askAnew()
    },
  })
  return (
    <>
      <Button className={styles.button} icon={<Undo2 size={16} />} onClick={() => setAsking(true)}>
        {t('lending.takeBack')}
      </Button>
      {asking && (
        <Dialog
          title={t('lending.takeBackFrom', { name: member.name })}
          action={t('lending.takeBack')}
          busy={takeBack.isPending}
          onSubmit={() => takeBack.mutate({ params: { staffId: member.id } })}
          onClose={() => setAsking(false)}
        >
          <p>{t('lending.takeBackAbout')}</p>
        </Dialog>
      )}
    </>
  )
}
