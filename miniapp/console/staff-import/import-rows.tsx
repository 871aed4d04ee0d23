/** The rows of an import, page after page: what they say and what has become of them. */
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { listImportRows } from '../../../service/staff-imports/contract/lists.ts'
import type { StaffImportRow } from '../../../service/staff-imports/contract/rows.ts'
import { visible, visibleCell } from '../../../service/text/shared/visible.ts'
import { usePhoneWords } from '../../parts/read-phone.ts'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { columnsOf } from '../kit/columns.tsx'
import { chips, FilterControl } from '../kit/filters.tsx'
import { RowTable } from '../kit/row-table.tsx'
import { Rows } from '../kit/rows.tsx'
import { useList } from '../kit/use-list.ts'
import { countryOfPhone, readablePhone } from '../parts/phone-number.ts'
import { OutcomeState } from './import-state.ts'
import { MendRow } from './mend-row.tsx'
import styles from './staff-import.module.css'

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
  const only = chips({
    param: 'only',
    label: 'imports.rows',
    all: 'imports.all',
    ids: ['problems'],
    word: () => 'imports.onlyProblems',
    useCounted: () => ({ '': total, problems }),
  })
  const list = useList({
    of: listImportRows,
    params: { importId },
    query: isPreview ? { first: 'problems' } : {},
    filters: [only],
  })
  const [mending, setMending] = useState<string>()
  // focus moves to the next row with a problem, or back to where it was
  const settle = (row: StaffImportRow) => {
    setMending(undefined)
    requestAnimationFrame(() => {
      const open = [...document.querySelectorAll<HTMLElement>('[data-mends]')]
      const at = (list.rows ?? []).findIndex(({ id }) => id === row.id)
      const below = new Set((list.rows ?? []).slice(at).map(({ id }) => id))
      const next = open.find(({ dataset }) => below.has(dataset['mends'] ?? '')) ?? open[0]
      next?.focus()
    })
  }
  return (
    <>
      <FilterControl
        filter={only}
        value={list.valueOf(only)}
        set={(value) => list.set('only', value)}
      />
      <Rows list={list} none={<StateMessage kind="empty" title={t('imports.noProblems')} />}>
        {(rows) => (
          <RowTable
            label={t('imports.rows')}
            rows={rows}
            columns={[
              number('imports.row', ({ row }) => row),
              { head: 'staff.name', cell: ({ name }) => (name ? <bdi>{visible(name)}</bdi> : '—') },
              { head: 'staff.phone', cell: (row) => <Phone row={row} /> },
              {
                head: 'imports.result',
                cell: (row) => (
                  <Result row={row} mend={isPreview ? () => setMending(row.id) : undefined} />
                ),
              },
            ]}
            instead={(row) =>
              isPreview &&
              row.id === mending && (
                <MendRow
                  importId={importId}
                  row={row}
                  why={<Why row={row} />}
                  onDone={() => settle(row)}
                />
              )
            }
          />
        )}
      </Rows>
    </>
  )
}

const { number } = columnsOf<StaffImportRow>()

function Phone({ row: { phone, given } }: { row: StaffImportRow }) {
  if (phone) return <span className={styles.phone}>{readablePhone(phone)}</span>
  return given ? <bdi>{visibleCell(given)}</bdi> : '—'
}

interface ResultProps {
  row: StaffImportRow
  /** Opens its form, while it can be mended. */
  mend: (() => void) | undefined
}

function Result({ row, mend }: ResultProps) {
  const { t } = useText()
  return (
    <>
      <OutcomeState status={row.outcome} />
      <Why row={row} />
      {mend && row.problem && (
        <Button
          size="small"
          className={styles.mendOpen}
          data-mends={row.id}
          aria-label={t('imports.editRow', { row: row.row })}
          onClick={mend}
        >
          {t('imports.edit')}
        </Button>
      )}
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
