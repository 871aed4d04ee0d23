/** One staff member at the right of the list: what is known, what can be done, what happened. */
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { CircleAlert, UserRoundCog } from 'lucide-react'
import { listStaffSubmissions } from '../../../service/promotions/contract.ts'
import { findStaff, type StaffMember, type StaffStatus } from '../../../service/staff/contract.ts'
import { findStaffTestAccount } from '../../../service/test-accounts/contract.ts'
import { ask } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { useRemembered } from '../parts/browser.ts'
import { Panel } from '../parts/panel.tsx'
import panel from '../parts/panel.module.css'
import { readablePhone } from '../parts/phone-number.ts'
import { StaffState } from '../parts/state.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { When } from '../parts/when.tsx'
import { useMay } from '../session/me.ts'
import { useRejectionReasons } from '../requests/reasons.ts'
import { JoinLink } from './join-link.tsx'
import { StaffActions } from './staff-actions.tsx'
import styles from './staff-panel.module.css'
import { StaffSubmissions } from './staff-submissions.tsx'
import { TestAccount } from './test-account/test-account.tsx'
import { StaffTasks } from './staff-tasks.tsx'
import { hasMoved, StaffTimeline } from './staff-timeline.tsx'

export function StaffPanel({ staffId, onClose }: { staffId: string; onClose: () => void }) {
  const { data, error, refetch } = useQuery(ask(findStaff, { params: { staffId } }))
  return (
    <Panel name={data?.name} onClose={onClose}>
      {error && !data && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Skeleton rows={5} />}
      {data && <Known member={data} />}
    </Panel>
  )
}

function Known({ member }: { member: StaffMember }) {
  const { t } = useText()
  // the next person is looked at from the same side
  const mayRead = useMay(listStaffSubmissions)
  const [chosen, setTab] = useRemembered('staff-tab', 'details', ['details', 'timeline', 'related'])
  const tab = chosen === 'related' && !mayRead ? 'details' : chosen
  const { failure, rejection } = member
  const { nameOf } = useRejectionReasons()
  return (
    <>
      <p className={panel.state}>
        <StaffState status={member.status} />
        <span className={panel.quiet}>
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
              <p className={panel.quiet}>{t('staff.errcode', { errcode: failure.errcode })}</p>
            )}
          </div>
        </div>
      )}
      {member.otherIdentity && (
        <div className={styles.identity}>
          <UserRoundCog size={18} aria-hidden />
          <div>
            <strong>{t('staff.otherIdentity')}</strong>
            <p>{t('staff.otherIdentity.what')}</p>
          </div>
        </div>
      )}
      {member.status === 'rejected' && rejection && (
        <div className={styles.rejection}>
          <strong>{nameOf(rejection.reason)}</strong>
          {rejection.note && <p>{rejection.note}</p>}
        </div>
      )}
      {!failure && member.status !== 'rejected' && (
        <p className={panel.next}>
          {t(
            member.asked
              ? 'staff.next.asked'
              : hasMoved(member)
                ? 'staff.next.moved'
                : `staff.next.${member.status}`,
          )}
        </p>
      )}
      <StaffActions member={member} />
      {member.abilities.includes('join_link') && <JoinLink member={member} />}
      <Segmented
        block
        aria-label={t('staff.panelTabs')}
        value={tab}
        onChange={setTab}
        options={[
          { value: 'details', label: t('staff.tabDetails') },
          { value: 'timeline', label: t('staff.tabTimeline') },
          ...(mayRead ? [{ value: 'related' as const, label: t('staff.tabRelated') }] : []),
        ]}
      />
      {tab === 'details' && <Details member={member} />}
      {tab === 'timeline' && <StaffTimeline entries={member.timeline} damaged={member.damaged} />}
      {tab === 'related' && (
        <>
          <StaffTasks staffId={member.id} />
          <StaffSubmissions staffId={member.id} />
        </>
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
  const mayLend = useMay(findStaffTestAccount) && hasWorked.includes(member.status)
  return (
    <>
      <dl className={panel.details}>
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
