/** What happened to an association, newest first: when, what, by whom. */
import {
  invitationFailures,
  staffHappenings,
  type StaffMember,
} from '../../../service/staff/contract.ts'
import { Damaged } from '../../parts/damaged.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import styles from '../parts/panel.module.css'

interface StaffTimelineProps {
  entries: StaffMember['timeline']
  damaged: number | undefined
}

/** By their own word; the organisation is left in DingTalk. */
const isMove = ({ what, by }: Pick<StaffMember['timeline'][number], 'what' | 'by'>) =>
  what === 'left' && by.kind === 'staff'

/** Whether the person left for another ISO. */
export function hasMoved({ status, timeline }: StaffMember): boolean {
  const ended = timeline.findLast(({ what }) => what === 'left')
  return status === 'left' && ended !== undefined && isMove(ended)
}

export function StaffTimeline({ entries, damaged }: StaffTimelineProps) {
  const { t } = useText()
  const { dateTime } = useFormats()
  const whatOf = ({ what, by }: StaffMember['timeline'][number]) => {
    if (isMove({ what, by })) return t('timeline.moved')
    const one = staffHappenings.find((name) => name === what)
    // an entry of a newer service than this page
    return one ? t(`timeline.${one}`) : what
  }
  const noteOf = (note: string) => {
    const failure = invitationFailures.find((reason) => reason === note)
    if (failure && failure !== 'other') return t(`staff.failure.${failure}`)
    return note
  }
  return (
    <section>
      <h3 className={styles.heading}>{t('timeline.title')}</h3>
      <ol className={styles.timeline}>
        {[...entries].reverse().map((entry, index) => (
          <li key={entries.length - index}>
            <p>{whatOf(entry)}</p>
            {entry.note && <p className={styles.quiet}>{noteOf(entry.note)}</p>}
            <p className={styles.quiet}>
              <time dateTime={entry.at}>{dateTime(entry.at)}</time>
              {' · '}
              {entry.by.kind === 'system' ? entry.by.name || t('timeline.system') : entry.by.name}
            </p>
          </li>
        ))}
      </ol>
      <Damaged count={damaged} />
    </section>
  )
}
