/** Needs you: each line is a door; it keeps the room it has, so that nothing below it moves. */
import { ChevronRight, CircleCheck, CloudOff, LoaderCircle } from 'lucide-react'
import { Link } from 'wouter'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { ReportProblem } from '../../parts/report-problem.tsx'
import { explain } from '../../text/explain.ts'
import { useText } from '../../text/texts.tsx'
import home from './home.module.css'
import type { Need } from '../parts/feature.ts'
import type { Needs } from './needs.ts'
import styles from './needs-you.module.css'

interface NeedsYouProps {
  needs: Needs
  /** How many lines have a place. */
  room: number
  makeRoom: () => void
}

/** Lines that are wanted: one more says what is not known. */
export const linesOf = ({ lines, gap }: Needs): number => lines.length + (gap ? 1 : 0)

export function NeedsYou({ needs, room, makeRoom }: NeedsYouProps) {
  const { t } = useText()
  const { lines, gap, error, isOld, retry } = needs
  if (!room) return null
  const hidden = linesOf(needs) > room
  return (
    <section aria-labelledby="needs-you">
      <div className={styles.head}>
        <h2 id="needs-you" className={home.heading}>
          {t('home.needsYou')}
        </h2>
        {hidden ? (
          <button type="button" className={home.quiet} onClick={makeRoom}>
            {t('home.needsYou.all', { count: lines.length })}
          </button>
        ) : (
          isOld && <NotUpToDate retry={retry} />
        )}
        {!hidden && gap === 'failed' && <Report error={error} />}
      </div>
      <Card tight>
        <ul className={styles.list} style={{ '--room': room } as React.CSSProperties}>
          {gap && <Gap gap={gap} retry={retry} />}
          {lines.slice(0, gap ? room - 1 : room).map((need) => (
            <li key={need.key}>
              <Line need={need} />
            </li>
          ))}
          {!gap && !lines.length && (
            <li className={styles.note}>
              <CircleCheck size={20} aria-hidden="true" />
              <span>{t('home.needsYou.nothing')}</span>
            </li>
          )}
        </ul>
      </Card>
    </section>
  )
}

function Line({ need: { tone, icon: Icon, href, title, words } }: { need: Need }) {
  if (tone === 'all') {
    return (
      <Link href={href} className={styles.all}>
        {title}
      </Link>
    )
  }
  return (
    <Link href={href} data-tone={tone}>
      {Icon && <Icon size={20} aria-hidden="true" />}
      <span className={styles.words}>
        <strong>{title}</strong>
        <span>{words}</span>
      </span>
      <ChevronRight size={20} aria-hidden="true" />
    </Link>
  )
}

/** Part of it is not known: never to be taken for "nothing to do". */
function Gap({ gap, retry }: { gap: 'failed' | 'asking'; retry: () => void }) {
  const { t } = useText()
  return (
    <li className={styles.note} data-kind={gap} role={gap === 'failed' ? 'alert' : 'status'}>
      {gap === 'failed' ? (
        <CloudOff size={20} aria-hidden="true" />
      ) : (
        <LoaderCircle size={20} aria-hidden="true" />
      )}
      <span>{t(`home.needsYou.${gap}`)}</span>
      {gap === 'failed' && <Button onClick={retry}>{t('common.retry')}</Button>}
    </li>
  )
}

/** In the line of the heading, where it moves nothing. */
function Report({ error }: { error: unknown }) {
  const { t } = useText()
  const { title, requestId, isFault } = explain(t, error)
  if (!isFault) return null
  return (
    <div className={styles.report}>
      <ReportProblem title={title} requestId={requestId} />
    </div>
  )
}

/** What is shown was true once, and asking again failed. */
export function NotUpToDate({ retry }: { retry: () => void }) {
  const { t } = useText()
  return (
    <button type="button" className={home.quiet} onClick={retry}>
      {t('home.old')}
    </button>
  )
}
