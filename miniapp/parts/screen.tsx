/** The frame of a screen on the phone: its heading, its content, and its one primary action at the bottom. */
import { ChevronLeft } from 'lucide-react'
import { useEffect, type MouseEvent, type ReactNode } from 'react'
import { Link } from 'wouter'
import { setTitle } from '../dingtalk/page.ts'
import { useText } from '../text/texts.tsx'
import styles from './screen.module.css'

interface ScreenProps {
  title: string
  /** In the title bar, where it differs from the heading. */
  barTitle?: string
  /** Where *Back* leads. */
  back?: string
  /** Beside the heading: whether it is saved, a state. */
  beside?: ReactNode
  /** Above the heading, over the whole width. */
  above?: ReactNode
  /** The primary action, at the bottom; what draws nothing leaves no bar. */
  action?: ReactNode
  children: ReactNode
}

/** The next screen has its action in the same place: the second tap of two was not meant for it. */
function ignoreSecondOfTwo(event: MouseEvent): void {
  if (event.detail < 2) return
  event.preventDefault()
  event.stopPropagation()
}

export function Screen({ title, barTitle, back, beside, above, action, children }: ScreenProps) {
  const { t } = useText()
  useEffect(() => setTitle(barTitle ?? title), [barTitle, title])
  return (
    <main className={styles.screen} data-action={action ? true : undefined}>
      {above}
      {(back || beside) && (
        <div className={styles.bar}>
          {back ? (
            <Link href={back} className={styles.back} aria-label={t('common.back')}>
              <ChevronLeft size={24} aria-hidden="true" />
            </Link>
          ) : (
            <span />
          )}
          {beside}
        </div>
      )}
      <h1 className={styles.title}>{title}</h1>
      {children}
      {action && (
        <div className={styles.action} onClickCapture={ignoreSecondOfTwo}>
          <div>{action}</div>
        </div>
      )}
    </main>
  )
}
