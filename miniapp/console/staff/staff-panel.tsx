/** One staff member beside the list: what is known, what can be done, what happened. */
import { CircleAlert, UserRoundCog } from 'lucide-react'
import { listStaffSubmissions } from '../../../service/promotions/contract/iso.ts'
import { findStaff } from '../../../service/staff/contract/lists.ts'
import type { StaffMember } from '../../../service/staff/contract/member.ts'
import type { StaffStatus } from '../../../service/staff/contract/association.ts'
import { findStaffTestAccount } from '../../../service/test-accounts/contract/iso.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { RecordPanel, Sides } from '../kit/record-panel.tsx'
import panel from '../parts/panel.module.css'
import { readablePhone } from '../parts/phone-number.ts'
import { StaffState } from '../parts/state.tsx'
import { When } from '../parts/when.tsx'
import { useMay } from '../session/me.ts'
import { useRejectionReasons } from '../staff-decisions/reasons.ts'
import { JoinLink } from './join-link.tsx'
import { StaffActions } from './staff-actions.tsx'
import styles from './staff-panel.module.css'
import { StaffSubmissions } from './staff-submissions.tsx'
import { StaffTasks } from '../inspections/staff-tasks.tsx'
import { hasMoved, StaffTimeline } from './staff-timeline.tsx'
import { TestAccount } from './test-account/test-account.tsx'

export function StaffPanel({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <RecordPanel
      of={findStaff}
      params={{ staffId: id }}
      nameOf={({ name }) => name}
      show={Known}
      onClose={onClose}
    />
  )
}

function Known({ record: member }: { record: StaffMember }) {
  const mayRead = useMay(listStaffSubmissions)
  const next = useNext(member)
  return (
    <Sides
      kind="staff"
      state={
        <>
          <StaffState status={member.status} />
          <span className={panel.quiet}>
            <When at={member.since} />
          </span>
        </>
      }
      notes={<Notes member={member} />}
      next={next}
      actions={
        <>
          <StaffActions member={member} />
          {member.abilities.includes('join_link') && <JoinLink member={member} />}
        </>
      }
      tabs={{
        details: <Details member={member} />,
        timeline: <StaffTimeline entries={member.timeline} damaged={member.damaged} />,
        related: mayRead && (
          <>
            <StaffTasks staffId={member.id} />
            <StaffSubmissions staffId={member.id} />
          </>
        ),
      }}
    />
  )
}

/** What went wrong, and how it is mended. */
function Notes({ member }: { member: StaffMember }) {
  const { t } = useText()
  const { nameOf } = useRejectionReasons()
  const { failure, rejection, otherIdentity, status } = member
  return (
    <>
      {failure && (
        <div className={styles.failure}>
          <CircleAlert size={18} aria-hidden />
          <div>
            <strong>{t(`staff.failure.${failure.reason}`)}</strong>
            <p>{t(`staff.remedy.${failure.reason}`)}</p>
            {failure.errcode !== null && (
              <p className={panel.quiet}>{t('staff.errcode', { errcode: failure.errcode })}</p>
            )}
          </div>
        </div>
      )}
      {otherIdentity && (
        <div className={styles.identity}>
          <UserRoundCog size={18} aria-hidden />
          <div>
            <strong>{t('staff.otherIdentity')}</strong>
            <p>{t('staff.otherIdentity.what')}</p>
          </div>
        </div>
      )}
      {status === 'rejected' && rejection && (
        <div className={styles.rejection}>
          <strong>{nameOf(rejection.reason)}</strong>
          {rejection.note && <p>{rejection.note}</p>}
        </div>
      )}
    </>
  )
}

function useNext(member: StaffMember): string | null {
  const { t } = useText()
  const { status, asked } = member
  // the notes say more
  if (member.failure || status === 'rejected') return null
  if (asked) return t('staff.next.asked')
  return t(hasMoved(member) ? 'staff.next.moved' : `staff.next.${status}`)
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
