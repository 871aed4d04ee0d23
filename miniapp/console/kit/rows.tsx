/** The rows of a list in each of its states: while they load, when they failed, when there are none or more. */
import type { ReactNode } from 'react'
import type { Endpoint } from '../../../service/http/contract.ts'
import { damagedIn } from '../../parts/damaged.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import styles from './list-page.module.css'
import type { List } from './use-list.ts'

interface RowsProps<Row> {
  list: Pick<List<Endpoint>, 'pages' | 'isNone'> & { rows: Row[] | undefined }
  /** What is said where there are none. */
  none: ReactNode
  children: (rows: Row[]) => ReactNode
}

export function Rows<Row>({ list, none, children }: RowsProps<Row>) {
  const { pages, rows, isNone } = list
  return (
    <section className={styles.list} aria-busy={pages.isPlaceholderData}>
      {pages.error && !rows && <Failure error={pages.error} retry={pages.refetch} />}
      {(pages.isPending || (rows?.length === 0 && !isNone)) && <Skeleton rows={8} />}
      {isNone && !damagedIn(pages) && none}
      {rows && rows.length > 0 && children(rows)}
      <LoadMore pages={pages} shown={rows?.length ?? 0} />
    </section>
  )
}
