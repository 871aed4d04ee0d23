/** What waits for the ISO: requests to decide, invitations to mend, submissions that were rejected. */
import { useQuery } from '@tanstack/react-query'
import { ChevronRight, CircleAlert, CircleCheck, Undo2, UserCheck } from 'lucide-react'
import { Link } from 'wouter'
import type { ServiceAgreement } from '../../../service/agreements/contract/iso.ts'
import { listStaff } from '../../../service/staff/contract/lists.ts'
import { ask } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { readablePhone } from '../parts/phone-number.ts'
import { When } from '../parts/when.tsx'
import { AgreementDoor } from './agreement-door.tsx'
import styles from './dashboard.module.css'

/** Newest requests shown here; the list has the rest. */
const shown = 3

interface NeedsYouProps {
  requested: number
  failed: number
  /** Submissions that are rejected as they stand; not known where the answer failed. */
  rejected: number | undefined
  /** The ISO has not agreed to it yet. */
  agreement: ServiceAgreement | undefined
}

export function NeedsYou({ requested, failed, rejected, agreement }: NeedsYouProps) {
  const { t } = useText()
  return (
    <section aria-labelledby="needs-you">
      <h2 id="needs-you" className={styles.heading}>
        {t('dashboard.needsYou')}
      </h2>
      <div className={styles.card}>
        {agreement && <AgreementDoor agreement={agreement} />}
        {requested > 0 && <Requests count={requested} />}
        {failed > 0 && (
          <Link href={addresses.staff('status=invitation_failed')} className={styles.door}>
            <CircleAlert size={20} className={styles.danger} aria-hidden />
            <span className={styles.grow}>
              <strong>{t('dashboard.failed', { count: failed })}</strong>
              <span className={styles.quiet}>{t('dashboard.failedWhat')}</span>
            </span>
            <ChevronRight size={18} aria-hidden />
          </Link>
        )}
        {rejected !== undefined && rejected > 0 && (
          <Link href={addresses.promotions('status=rejected')} className={styles.door}>
            <Undo2 size={20} className={styles.attention} aria-hidden />
            <span className={styles.grow}>
              <strong>{t('dashboard.rejected', { count: rejected })}</strong>
              <span className={styles.quiet}>{t('dashboard.rejectedWhat')}</span>
            </span>
            <ChevronRight size={18} aria-hidden />
          </Link>
        )}
        {requested + failed === 0 && rejected === 0 && !agreement && (
          <p className={styles.allDone}>
            <CircleCheck size={20} className={styles.success} aria-hidden />
            {t('dashboard.nothing')}
          </p>
        )}
      </div>
    </section>
  )
}

function Requests({ count }: { count: number }) {
  const { t } = useText()
  const { data } = useQuery(ask(listStaff, { query: { status: 'requested', limit: shown } }))
  return (
    <div>
      <Link href={addresses.requests()} className={styles.door}>
        <UserCheck size={20} className={styles.accent} aria-hidden />
        <span className={styles.grow}>
          <strong>{t('dashboard.requests', { count })}</strong>
          <span className={styles.quiet}>{t('dashboard.requestsWhat')}</span>
        </span>
        <ChevronRight size={18} aria-hidden />
      </Link>
      {data && (
        <ul className={styles.people}>
          {data.items.map(({ id, name, phone, since }) => (
            <li key={id}>
              <span className={styles.personName}>{name}</span>
              <span className={styles.quiet}>{readablePhone(phone)}</span>
              <span className={styles.quiet}>
                <When at={since} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
