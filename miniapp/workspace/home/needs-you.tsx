/** Needs you: only there when there is something; each line is a door. */
import { useQuery } from '@tanstack/react-query'
import { ChevronRight, CircleAlert, CornerUpLeft } from 'lucide-react'
import { Link } from 'wouter'
import { listMySubmissions } from '../../../service/promotions/contract.ts'
import { ask } from '../../api/ask.ts'
import { photoWasRefused } from '../../drafts/queue-rules.ts'
import { usePhone } from '../../drafts/store.ts'
import { Card } from '../../parts/card.tsx'
import { useText } from '../../text/texts.tsx'
import home from './home.module.css'
import styles from './needs-you.module.css'

const mostShown = 3

export function NeedsYou({ rejected }: { rejected: number }) {
  const { t } = useText()
  const { visits, photos } = usePhone()
  const stuck = visits.filter(
    (visit) => visit.sending && (visit.sending.problem || photoWasRefused(visit, photos)),
  )
  const list = useQuery({
    ...ask(listMySubmissions, { query: { status: 'rejected', limit: mostShown } }),
    enabled: rejected > 0,
  })
  const rows = rejected > 0 ? (list.data?.items ?? []) : []
  if (!rows.length && !stuck.length) return null
  return (
    <section aria-labelledby="needs-you">
      <h2 id="needs-you" className={home.heading}>
        {t('home.needsYou')}
      </h2>
      <Card tight>
        <ul className={styles.list}>
          {stuck.map(({ id, content }) => (
            <li key={id}>
              <Link href="/work/outbox" data-kind="stuck">
                <CircleAlert size={20} aria-hidden="true" />
                <span className={styles.words}>
                  <strong>{content.store.name}</strong>
                  <span>{t('home.needsYou.stuck')}</span>
                </span>
                <ChevronRight size={20} aria-hidden="true" />
              </Link>
            </li>
          ))}
          {rows.map(({ id, storeName, spots }) => (
            <li key={id}>
              <Link href={`/work/results/${id}`} data-kind="rejected">
                <CornerUpLeft size={20} aria-hidden="true" />
                <span className={styles.words}>
                  <strong>{storeName}</strong>
                  <span>
                    {spots.rejected
                      ? t('home.needsYou.spots', { count: spots.rejected })
                      : t('home.needsYou.store')}
                  </span>
                </span>
                <ChevronRight size={20} aria-hidden="true" />
              </Link>
            </li>
          ))}
          {rejected > rows.length && rows.length === mostShown && (
            <li>
              <Link href="/work/results?status=rejected" className={styles.all}>
                {t('home.needsYou.all', { count: rejected })}
              </Link>
            </li>
          )}
        </ul>
      </Card>
    </section>
  )
}
