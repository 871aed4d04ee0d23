/** One staff member beside the list: what is known, what can be done, what happened. */
import { CircleAlert, UserRoundCog } from 'lucide-react'
import { listStaffSubmissions } from '../../../service/promotions/contract/iso.ts'
import { findStaff } from '../../../service/staff/contract/lists.ts'
import type { StaffMember } from '../../../service/staff/contract/member.ts'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import { Abilities } from '../kit/abilities.tsx'
import { recordPanel } from '../kit/record-panel.tsx'
import panel from '../parts/panel.module.css'
import { readablePhone } from '../parts/phone-number.ts'
import { StaffState } from '../parts/state.tsx'
import { When } from '../parts/when.tsx'
import { useRejectionReasons } from '../staff-decisions/reasons.ts'
import { JoinLink } from './join-link.tsx'
import { staffOffers } from './staff-offers.ts'
import styles from './staff-panel.module.css'
import { StaffSubmissions } from './staff-submissions.tsx'
import { StaffTasks } from '../inspections/staff-tasks.tsx'
import { hasMoved, staffHappened } from './staff-timeline.ts'
import { TestAccount } from './test-account/test-account.tsx'

export const StaffPanel = recordPanel(findStaff, 'staffId', {
  kind: 'staff',
  nameOf: ({ name }) => name,
  state: ({ status, since }) => (
    <>
      <StaffState status={status} />
      <span className={panel.quiet}>
        <When at={since} />
      </span>
    </>
  ),
  notes: Notes,
  next: nextOf,
  actions: Actions,
  facts: ({ phone, via, createdAt, decided }, { t, date, dateTime }) => [
    ['staff.phone', readablePhone(phone)],
    ['staff.via', t(`staff.via.${via}`)],
    ['staff.created', date(createdAt)],
    ['requests.decidedBy', decided && `${decided.by} · ${dateTime(decided.at)}`],
  ],
  details: TestAccount,
  happened: staffHappened,
  related: {
    needs: listStaffSubmissions,
    show: ({ record: { id } }) => (
      <>
        <StaffTasks staffId={id} />
        <StaffSubmissions staffId={id} />
      </>
    ),
  },
})

interface Shown {
  record: StaffMember
}

function Actions({ record: member }: Shown) {
  return (
    <>
      <Abilities of={member} held={member.abilities} offers={staffOffers} />
      {member.abilities.includes('join_link') && <JoinLink member={member} />}
    </>
  )
}

/** What went wrong, and how it is mended. */
function Notes({ record: member }: Shown) {
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

function nextOf(member: StaffMember): TextKey | null {
  const { status, asked, failure } = member
  // the notes say more
  if (failure || status === 'rejected') return null
  if (asked) return 'staff.next.asked'
  return hasMoved(member) ? 'staff.next.moved' : `staff.next.${status}`
}
