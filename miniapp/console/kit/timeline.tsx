/** What happened to a record, newest first: the time, the event, and the person who did it. */
import { Damaged } from '../../parts/damaged.tsx'
import type { TextKey } from '../../text/catalogues.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import styles from '../parts/panel.module.css'

export interface Entry {
  at: string
  words: string
  /** Such as a reason. */
  note?: string | null | undefined
  by: string
}

interface TimelineProps {
  /** As they are kept: oldest first. */
  entries: Entry[]
  /** How many cannot be shown. */
  damaged: number | undefined
  /** Said where nothing has happened. */
  none?: TextKey | undefined
}

export function Timeline({ entries, damaged, none }: TimelineProps) {
  const { t } = useText()
  const { dateTime } = useFormats()
  return (
    <>
      {entries.length === 0 && none && <p className={styles.next}>{t(none)}</p>}
      {entries.length > 0 && (
        <ol className={styles.timeline} aria-label={t('timeline.title')}>
          {[...entries].reverse().map(({ at, words, note, by }, index) => (
            <li key={entries.length - index}>
              <p className={styles.words}>{words}</p>
              {note && <p className={`${styles.quiet} ${styles.words}`}>{note}</p>}
              <p className={styles.quiet}>
                <time dateTime={at}>{dateTime(at)}</time>
                {by && ` · ${by}`}
              </p>
            </li>
          ))}
        </ol>
      )}
      <Damaged count={damaged} />
    </>
  )
}
