/** Needs you: only there when there is something; each line is a door. */
import { useQuery } from '@tanstack/react-query'
import { ChevronRight, CircleAlert, CornerUpLeft, ScanSearch } from 'lucide-react'
import { Link } from 'wouter'
import { listMyTasks, type MyTaskRow } from '../../../service/inspections/contract.ts'
import { listMySubmissions } from '../../../service/promotions/contract.ts'
import { ask } from '../../api/ask.ts'
import { isStuck, photoWasRefused } from '../../drafts/queue-rules.ts'
import { usePhone } from '../../drafts/memory.ts'
import { Card } from '../../parts/card.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import home from './home.module.css'
import styles from './needs-you.module.css'

const mostShown = 3

/** Milliseconds before its deadline from which a task is urgent. */
const soon = 24 * 3_600_000

/** What came back, and what is due by tomorrow. */
function isUrgent({ status, deadline }: MyTaskRow): boolean {
  if (status === 'returned') return true
  return status !== 'submitted' && new Date(deadline).getTime() - Date.now() < soon
}

export function NeedsYou({ rejected }: { rejected: number }) {
  const { t } = useText()
  const { day } = useFormats()
  const { visits, photos, inspections } = usePhone()
  const stuck = visits.filter(
    (visit) => visit.sending && (visit.sending.problem || photoWasRefused(visit, photos)),
  )
  const list = useQuery({
    ...ask(listMySubmissions, { query: { status: 'rejected', limit: mostShown } }),
    enabled: rejected > 0,
  })
  const rows = rejected > 0 ? (list.data?.items ?? []) : []
  const sent = new Set(inspections.flatMap(({ id, sending }) => (sending ? [id] : [])))
  const stuckTasks = inspections.filter((one) => isStuck(one, photos))
  const tasks = (useQuery(ask(listMyTasks)).data?.items ?? [])
    .filter((task) => isUrgent(task) && !sent.has(task.id))
    .slice(0, mostShown)
  if (!rows.length && !stuck.length && !stuckTasks.length && !tasks.length) return null
  return (
    <section aria-labelledby="needs-you">
      <h2 id="needs-you" className={home.heading}>
        {t('home.needsYou')}
      </h2>
      <Card tight>
        <ul className={styles.list}>
          {[
            ...stuck.map(({ id, content }) => ({ id, storeName: content.store.name })),
            ...stuckTasks,
          ].map(({ id, storeName }) => (
            <li key={id}>
              <Link href="/work/outbox" data-kind="stuck">
                <CircleAlert size={20} aria-hidden="true" />
                <span className={styles.words}>
                  <strong>{storeName}</strong>
                  <span>{t('home.needsYou.stuck')}</span>
                </span>
                <ChevronRight size={20} aria-hidden="true" />
              </Link>
            </li>
          ))}
          {tasks.map(({ id, storeName, status, deadlineDay }) => (
            <li key={id}>
              <Link href={`/work/tasks/${id}`} data-kind="rejected">
                <ScanSearch size={20} aria-hidden="true" />
                <span className={styles.words}>
                  <strong>{storeName}</strong>
                  <span>
                    {status === 'returned'
                      ? t('home.needsYou.returned')
                      : t('home.needsYou.task', { day: day(deadlineDay) })}
                  </span>
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
