/** A list inside a panel or a card: its title, what it says while it is empty, its rows, page after page. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useId, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { AnswerOf, Endpoint } from '../../../service/http/contract.ts'
import { askPages } from '../../api/ask.ts'
import type { Asked } from '../../api/client.ts'
import { damagedIn } from '../../parts/damaged.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import type { TextKey } from '../../text/catalogues.ts'
import { LoadMore } from '../parts/load-more.tsx'
import styles from './inner-list.module.css'
import { useWords, type Words } from './words.ts'

/** A row of the list that stands under this name in the answer. */
type RowIn<E, Name extends string> =
  AnswerOf<E> extends Record<Name, (infer Row extends { id: string })[]> ? Row : never

interface InnerListProps<E extends Endpoint, Name extends string> {
  of: E
  asked?: Asked<E>
  /** Under which the rows stand in the answer, where that is not `items`. */
  rowsIn?: Name
  title: TextKey
  /** Below the title, what there is to know about all of them. */
  about?: TextKey
  none: TextKey
  /** How it gets filled. */
  noneHow?: TextKey
  /** In a card of a page it has the title of the card. */
  isCard?: boolean
  /** Of its skeleton: about as many as there usually are. */
  loadingRows?: number
  row: (row: RowIn<E, Name>, words: Words) => ReactNode
  /** Below the rows, such as a button for all of them. */
  children?: ReactNode
}

export function InnerList<E extends Endpoint, Name extends string = 'items'>(
  props: InnerListProps<E, Name>,
) {
  const { of, asked, rowsIn = 'items', title, about, none, noneHow, children } = props
  const { isCard = false, loadingRows = 3, row } = props
  const words = useWords()
  const { t } = words
  const id = useId()
  const pages = useInfiniteQuery(askPages(of as never, asked as never))
  const answers = pages.data?.pages as Record<string, RowIn<E, Name>[]>[] | undefined
  const rows = answers?.flatMap((answer) => answer[rowsIn] ?? [])
  const Title = isCard ? 'h2' : 'h3'
  return (
    <section aria-labelledby={id} className={isCard ? styles.card : undefined}>
      <Title id={id} className={styles.title}>
        {t(title)}
      </Title>
      {about && <p className={styles.about}>{t(about)}</p>}
      {pages.error && !rows && <Failure error={pages.error} retry={pages.refetch} />}
      {pages.isPending && <Skeleton rows={loadingRows} />}
      {rows?.length === 0 &&
        !damagedIn(pages) &&
        (noneHow ? (
          <StateMessage kind="empty" title={t(none)} words={t(noneHow)} />
        ) : (
          <p className={styles.quiet}>{t(none)}</p>
        ))}
      {rows && rows.length > 0 && (
        <ol className={styles.rows} aria-label={t(title)}>
          {rows.map((one) => (
            <li key={one.id}>{row(one, words)}</li>
          ))}
        </ol>
      )}
      <LoadMore pages={pages} shown={rows?.length ?? 0} />
      {children && <div className={styles.below}>{children}</div>}
    </section>
  )
}

interface InnerRowProps {
  name: ReactNode
  href?: string
  state?: ReactNode
  /** What else is known, one below the other, and quietly. */
  facts: readonly ReactNode[]
}

export function InnerRow({ name, href, state, facts }: InnerRowProps) {
  const [first, ...others] = facts
  return (
    <>
      {href ? <Link href={href}>{name}</Link> : <span className={styles.name}>{name}</span>}
      <p className={styles.line}>
        {state}
        <span className={styles.quiet}>{first}</span>
      </p>
      {others.map((fact, index) => (
        <p key={index} className={styles.quiet}>
          {fact}
        </p>
      ))}
    </>
  )
}
