/** The end of a list: what of it cannot be shown, and more of it when it comes into view, or by its button. */
import { Button } from 'antd'
import { useEffect, useEffectEvent, useRef } from 'react'
import { Damaged, damagedIn } from '../../parts/damaged.tsx'
import { useText } from '../../text/texts.tsx'
import { Failure } from '../../parts/failure.tsx'
import styles from './load-more.module.css'

interface More {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  isFetchNextPageError: boolean
  error: unknown
  fetchNextPage: () => unknown
  data?: { pages: unknown[] } | undefined
}

interface LoadMoreProps {
  pages: More
  shown: number
}

export function LoadMore({ pages, shown }: LoadMoreProps) {
  return (
    <>
      <Damaged count={damagedIn(pages)} />
      <NextPage pages={pages} shown={shown} />
    </>
  )
}

function NextPage({ pages, shown }: LoadMoreProps) {
  const { t } = useText()
  const end = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchNextPageError, isFetchingNextPage } = pages
  const load = useEffectEvent(() => {
    if (!pages.isFetchingNextPage) pages.fetchNextPage()
  })
  useEffect(() => {
    const here = end.current
    if (!here || !hasNextPage || isFetchNextPageError) return
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) load()
      },
      { rootMargin: '400px' },
    )
    watch.observe(here)
    return () => watch.disconnect()
    // after each page the end is checked again: it may still be in view
  }, [hasNextPage, isFetchNextPageError, shown])
  if (!hasNextPage) return null
  return (
    <div ref={end} className={styles.more}>
      {isFetchNextPageError && (
        <span role="alert" className={styles.trouble}>
          <Failure shape="line" error={pages.error} />
        </span>
      )}
      <Button loading={isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
        {isFetchNextPageError ? t('common.retry') : t('common.more')}
      </Button>
    </div>
  )
}
