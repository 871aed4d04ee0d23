/** One staff member at the right of the list: what is known, what can be done, what happened. */
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { CircleAlert, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { findStaff, type StaffMember, type StaffStatus } from '../../../service/staff/contract.ts'
import { ask } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { useMedia, useRemembered } from '../parts/browser.ts'
import { useKeys } from '../parts/keys.ts'
import { readablePhone } from '../parts/phone-number.ts'
import { StaffState } from '../parts/state.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { When } from '../parts/when.tsx'
import { useMay } from '../session/me.ts'
import { JoinLink } from './join-link.tsx'
import { StaffActions } from './staff-actions.tsx'
import styles from './staff-panel.module.css'
import { TestAccount } from './test-account/test-account.tsx'
import { StaffTimeline } from './staff-timeline.tsx'

export function StaffPanel({ staffId, onClose }: { staffId: string; onClose: () => void }) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(ask(findStaff, { params: { staffId } }))
  const title = useRef<HTMLHeadingElement>(null)
  const covers = useMedia('(max-width: 1099px)')
  useKeys({ Escape: onClose })
  // where it covers the list, readers and keyboards follow it; beside the list they stay there
  useEffect(() => {
    if (covers) title.current?.focus()
  }, [covers])
  return (
    <aside className={styles.panel} aria-label={data?.name ?? t('common.loading')}>
      <header className={styles.head}>
        <h2 ref={title} tabIndex={-1} className={styles.name}>
          {data?.name ?? ' '}
        </h2>
        <Button
          type="text"
          icon={<X size={18} />}
          aria-label={t('common.close')}
          onClick={onClose}
        />
      </header>
      {error && !data && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Skeleton rows={5} />}
      {data && <Known member={data} />}
    </aside>
  )
}

/** Invited in one way or another, and not in yet. */
const waits: StaffStatus[] = ['approved', 'invited', 'invitation_failed']

function Known({ member }: { member: StaffMember }) {
  const { t } = useText()
  // the next person is looked at from the same side
  const [tab, setTab] = useRemembered('staff-tab', 'details', ['details', 'timeline'])
  const { failure, rejection } = member
  const mayAdd = useMay('staff.add')
  return (
    <>
      <p className={styles.state}>
        <StaffState status={member.status} />
        <span className={styles.quiet}>
          <When at={member.since} />
        </span>
      </p>
      {failure && (
        <div className={styles.failure}>
          <CircleAlert size={18} aria-hidden />
          <div>
            <strong>{t(`staff.failure.${failure.reason}`)}</strong>
            <p>{t(`staff.mend.${failure.reason}`)}</p>
            {failure.errcode !== null && (
              <p className={styles.quiet}>{t('staff.errcode', { errcode: failure.errcode })}</p>
            )}
          </div>
        </div>
      )}
      {member.status === 'rejected' && rejection && (
        <div className={styles.rejection}>
          <strong>{t(`reject.${rejection.reason}`)}</strong>
          {rejection.note && <p>{rejection.note}</p>}
        </div>
      )}
      {!failure && member.status !== 'rejected' && (
        <p className={styles.next}>
          {t(member.asked ? 'staff.next.asked' : `staff.next.${member.status}`)}
        </p>
      )}
      <StaffActions member={member} />
      {mayAdd && waits.includes(member.status) && !member.asked && <JoinLink member={member} />}
      <Segmented
        block
        aria-label={t('staff.panelTabs')}
        value={tab}
        onChange={setTab}
        options={[
          { value: 'details', label: t('staff.tabDetails') },
          { value: 'timeline', label: t('timeline.title') },
        ]}
      />
      {tab === 'timeline' ? (
        <StaffTimeline entries={member.timeline} />
      ) : (
        <Details member={member} />
      )}
    </>
  )
}

/** Works for the ISO, or may have: who looked at passwords stays to be seen. */
const hasWorked: StaffStatus[] = ['associated', 'removed', 'left']

function Details({ member }: { member: StaffMember }) {
  const { t } = useText()
  const { date, dateTime } = useFormats()
  const { decided } = member
  const mayLend = useMay('test_accounts.assign') && hasWorked.includes(member.status)
  return (
    <>
      <dl className={styles.details}>
        <dt>{t('staff.phone')}</dt>
        <dd>{readablePhone(member.phone)}</dd>
        <dt>{t('staff.via')}</dt>
        <dd>{t(`staff.via.${member.via}`)}</dd>
        <dt>{t('staff.created')}</dt>
        <dd>{date(member.createdAt)}</dd>
        {decided && (
          <>
            <dt>{t('requests.decidedBy')}</dt>
            <dd>
              {decided.by} · {dateTime(decided.at)}
            </dd>
          </>
        )}
      </dl>
      {mayLend && <TestAccount member={member} />}
    </>
  )
}
