/** The rows of an import, page after page: what they say and what has become of them. */
import { useState } from 'react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useSearchParams } from 'wouter'
import { listImportRows } from '../../../service/staff-imports/contract/lists.ts'
import type { StaffImportRow } from '../../../service/staff-imports/contract/rows.ts'
import { visible, visibleCell } from '../../../service/text/shared/visible.ts'
import { askPages } from '../../api/ask.ts'
import { damagedIn } from '../../parts/damaged.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { usePhoneWords } from '../../parts/read-phone.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { Chips } from '../parts/chips.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import { countryOfPhone, readablePhone } from '../parts/phone-number.ts'
import { Failure } from '../../parts/failure.tsx'
import { OutcomeState } from './import-state.tsx'
import { MendRow } from './mend-row.tsx'
import styles from './staff-import.module.css'

const pageLength = 50

interface ImportRowsProps {
  importId: string
  /** How many there are of all, and of those that need attention. */
  total: number
  problems: number
  /** It is a preview: rows with a problem come first and can be mended. */
  isPreview: boolean
}

export function ImportRows({ importId, total, problems, isPreview }: ImportRowsProps) {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const only = params.get('only') === 'problems'
  const show = (wanted: boolean) => setParams(wanted ? { only: 'problems' } : {}, { replace: true })
  const pages = useInfiniteQuery({
    ...askPages(listImportRows, {
      params: { importId },
      query: {
        limit: pageLength,
        ...(only && { only: 'problems' as const }),
        ...(isPreview && { first: 'problems' as const }),
      },
    }),
    placeholderData: keepPreviousData,
  })
  const rows = pages.data?.pages.flatMap(({ items }) => items)
  const [mending, setMending] = useState<string>()
  // focus moves to the next row with a problem, or back to where it was
  const settle = (row: StaffImportRow) => {
    setMending(undefined)
    requestAnimationFrame(() => {
      const open = [...document.querySelectorAll<HTMLElement>('[data-mends]')]
      const at = (rows ?? []).findIndex(({ id }) => id === row.id)
      const below = new Set((rows ?? []).slice(at).map(({ id }) => id))
      const next = open.find(({ dataset }) => below.has(dataset['mends'] ?? '')) ?? open[0]
      next?.focus()
    })
  }
  return (
    <>
      <Chips
        label={t('imports.rows')}
        chips={[
          {
            id: 'all',
            word: t('imports.all'),
            count: total,
            on: !only,
            onPress: () => show(false),
          },
          {
            id: 'problems',
            word: t('imports.onlyProblems'),
            count: problems,
            on: only,
            onPress: () => show(true),
          },
        ]}
      />
      <section className={styles.list} aria-busy={pages.isPlaceholderData}>
        {pages.error && !rows && <Failure error={pages.error} retry={pages.refetch} />}
        {pages.isPending && <Skeleton rows={8} />}
        {rows?.length === 0 && !damagedIn(pages) && (
          <StateMessage kind="empty" title={t('imports.noProblems')} />
        )}
        {rows && rows.length > 0 && (
          <table className={styles.table} aria-label={t('imports.rows')}>
            <thead>
              <tr>
                <th scope="col">{t('imports.row')}</th>
                <th scope="col">{t('staff.name')}</th>
                <th scope="col">{t('staff.phone')}</th>
                <th scope="col">{t('imports.result')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) =>
                isPreview && row.id === mending ? (
                  <tr key={row.id}>
                    <td className={styles.number}>{row.row}</td>
                    <td colSpan={3}>
                      <MendRow
                        importId={importId}
                        row={row}
                        why={<Why row={row} />}
                        onDone={() => settle(row)}
                      />
                    </td>
                  </tr>
                ) : (
                  <tr key={row.id}>
                    <td className={styles.number}>{row.row}</td>
                    <td>{row.name ? <bdi>{visible(row.name)}</bdi> : '—'}</td>
                    <td>
                      {row.phone ? (
                        <span className={styles.phone}>{readablePhone(row.phone)}</span>
                      ) : row.given ? (
                        <bdi>{visibleCell(row.given)}</bdi>
                      ) : (
                        '—'
                      )}
                    </td>
                    <td>
                      <OutcomeState outcome={row.outcome} />
                      <Why row={row} />
                      {isPreview && row.problem && (
                        <Button
                          size="small"
                          className={styles.mendOpen}
                          data-mends={row.id}
                          aria-label={t('imports.mendRow', { row: row.row })}
                          onClick={() => setMending(row.id)}
                        >
                          {t('imports.mend')}
                        </Button>
                      )}
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        )}
        <LoadMore pages={pages} shown={rows?.length ?? 0} />
      </section>
    </>
  )
}

/** Problems of a number that the general text of its row problem explains well enough. */
const unnamed = ['too_short', 'too_long', 'not_a_number']

/** What is wrong with a row, with a link to the staff entry that it is about. */
function Why({ row }: { row: StaffImportRow }) {
  const { t } = useText()
  const { problem, why, warning, failure, otherRow, staffId, outcome } = row
  const isNamed = why && !unnamed.includes(why)
  const ofPhone = usePhoneWords()
  const words = problem
    ? t(isNamed ? `phone.${why}` : `imports.problem.${problem}`, { row: otherRow ?? 0 })
    : failure
      ? t(`staff.failure.${failure}`)
      : outcome === 'ready' && warning && ofPhone(warning, countryOfPhone(row.phone ?? ''))
  if (!words) return null
  return (
    <span className={styles.why}>
      {staffId ? <Link href={addresses.staffMember(staffId)}>{words}</Link> : words}
    </span>
  )
}
