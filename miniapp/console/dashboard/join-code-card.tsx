/** The ISO's QR code at hand, and the way to its poster (requirements A4). */
import { useQuery } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { Link } from 'wouter'
import { isoJoinCode } from '../../../service/workspaces/contract/settings.ts'
import { ask } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { QrCode } from '../join-code/qr-code.tsx'
import { Failure } from '../../parts/failure.tsx'
import styles from './dashboard.module.css'

export function JoinCodeCard() {
  const { t } = useText()
  const { data, error, refetch } = useQuery(ask(isoJoinCode))
  return (
    <section aria-labelledby="join-code" className={`${styles.card} ${styles.joinCode}`}>
      <h2 id="join-code" className={styles.lead}>
        {t('joinCode.title')}
      </h2>
      {error && !data && <Failure error={error} retry={refetch} />}
      {!data && !error && <Skeleton rows={1} shape="picture" />}
      {data && (
        <>
          <QrCode text={data.url} label={t('joinCode.alt', { iso: data.isoName })} />
          <p className={styles.quiet}>{t('joinCode.about')}</p>
          <dl className={styles.email}>
            <dt className={styles.quiet}>{t('joinCode.email')}</dt>
            <dd>{data.isoEmail}</dd>
          </dl>
          <Link href={addresses.joinCode} className={styles.link}>
            <Printer size={16} aria-hidden />
            {t('joinCode.poster')}
          </Link>
        </>
      )}
    </section>
  )
}
