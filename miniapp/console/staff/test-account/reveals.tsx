/** When a staff member looked at passwords: when, for what, and roughly from where. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { listReveals, type Reveal } from '../../../../service/test-accounts/contract/iso.ts'
import { askPages } from '../../../api/ask.ts'
import { useFormats } from '../../../text/format.ts'
import { useText } from '../../../text/texts.tsx'
import { LoadMore } from '../../parts/load-more.tsx'
import { Failure } from '../../../parts/failure.tsx'
import styles from './reveals.module.css'

/** Rows asked for at once. */
const pageLength = 20

export function Reveals({ staffId }: { staffId: string }) {
  const { t } = useText()
  const pages = useInfiniteQuery(
    askPages(listReveals, { params: { staffId }, query: { limit: pageLength } }),
  )
  const rows = pages.data?.pages.flatMap(({ items }) => items)
  return (
    <>
      <h4 className={styles.title}>{t('reveals.title')}</h4>
      {pages.error && !rows && <Failure error={pages.error} retry={pages.refetch} />}
      {rows?.length === 0 && <p className={styles.quiet}>{t('reveals.none')}</p>}
      {rows && rows.length > 0 && (
        <ol className={styles.list} aria-label={t('reveals.title')}>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ol>
      )}
      <LoadMore pages={pages} shown={rows?.length ?? 0} />
    </>
  )
}

function Row({ row: { at, by, email, task, from } }: { row: Reveal }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  return (
    <li>
      <strong>{dateTime(at)}</strong>
      <span>
        {by.name} · {email}
      </span>
      <span>{t(task ? 'reveals.task' : 'reveals.verification')}</span>
      <span className={styles.quiet}>
        {t('reveals.from', {
          client: t(`client.${from.client}`),
          system: t(`system.${from.system}`),
          network: from.network,
        })}
      </span>
    </li>
  )
}
