/** Says how many entries of a list cannot be shown, because what is stored of them is damaged. */
import { useText } from '../text/texts.tsx'
import styles from './damaged.module.css'

interface Pages {
  data?: { pages: unknown[] } | undefined
}

/** How many of all pages that were loaded. */
export function damagedIn({ data }: Pages): number {
  const counts = data?.pages.map((page) => (page as { damaged?: number }).damaged ?? 0) ?? []
  return counts.reduce((sum, count) => sum + count, 0)
}

export function Damaged({ count = 0 }: { count?: number | undefined }) {
  const { t } = useText()
  if (!count) return null
  return (
    <p role="status" className={styles.damaged}>
      {t('common.damaged', { count })}
    </p>
  )
}
