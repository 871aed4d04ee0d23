/** What a staff member has sent in, newest first; each leads to what can be read of it. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { listStaffSubmissions } from '../../../service/promotions/contract/iso.ts'
import { askPages } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { LoadMore } from '../parts/load-more.tsx'
import panel from '../parts/panel.module.css'
import { ItemState } from '../parts/state.tsx'
import { Failure } from '../../parts/failure.tsx'

export function StaffSubmissions({ staffId }: { staffId: string }) {
  const { t } = useText()
  const { date } = useFormats()
  const pages = useInfiniteQuery(askPages(listStaffSubmissions, { params: { staffId } }))
  const rows = pages.data?.pages.flatMap(({ items }) => items)
  return (
    <section>
      <h3 className={panel.heading}>{t('submissions.title')}</h3>
      {pages.error && !rows && <Failure error={pages.error} retry={pages.refetch} />}
      {pages.isPending && <Skeleton rows={4} />}
      {rows?.length === 0 && <p className={panel.next}>{t('submissions.none')}</p>}
      {rows && rows.length > 0 && (
        <ul className={panel.records} aria-label={t('submissions.title')}>
          {rows.map(({ id, storeName, status, submittedAt, revision }) => (
            <li key={id}>
              <Link href={addresses.submission(id)}>{storeName}</Link>
              <p className={panel.recordLine}>
                <ItemState status={status} />
                <span className={panel.quiet}>
                  <time dateTime={submittedAt}>{date(submittedAt)}</time>
                  {revision > 1 && ` · ${t('queue.revision', { revision })}`}
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
      <LoadMore pages={pages} shown={rows?.length ?? 0} />
    </section>
  )
}
