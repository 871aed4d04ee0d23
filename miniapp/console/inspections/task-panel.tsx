/** One task at the right of the list: each spot then and now, what can be done, and what has happened. */
import { Link } from 'wouter'
import { findTask } from '../../../service/inspections/contract/platform.ts'
import type { Task } from '../../../service/inspections/contract/task.ts'
import type { EarlierUse, Photo } from '../../../service/photos/contract.ts'
import { Picture as Thumbnail } from '../../parts/picture.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { Abilities } from '../kit/abilities.tsx'
import { recordPanel } from '../kit/record-panel.tsx'
import panel from '../parts/panel.module.css'
import { TaskState } from './task-state.ts'
import { useReuseWords } from '../review/reuse-words.ts'
import { useNames } from '../review/words.ts'
import styles from './inspections.module.css'
import { taskOffers } from './task-offers.ts'

export const TaskPanel = recordPanel(findTask, 'taskId', {
  kind: 'task',
  nameOf: ({ store }) => store.name,
  state: ({ status }) => <TaskState status={status} />,
  notes: ReturnedFor,
  next: ({ status }) => `inspections.next.${status}`,
  actions: ({ record: task }) => <Abilities of={task} held={task.abilities} offers={taskOffers} />,
  facts: (task, { t, day }) => [
    ['inspections.holder', holderOf(task) ?? t('inspections.noHolder')],
    ['inspections.iso', task.iso.name],
    ['inspections.deadline', day(task.deadlineDay)],
    ['inspections.address', task.store.address],
    ['inspections.feedback', task.feedback],
  ],
  details: Spots,
  happened: ({ timeline }, { t }) =>
    timeline.map(({ at, what, by, note }) => ({
      at,
      words: t(`inspections.timeline.${what}`, { note }),
      by: by ?? '',
    })),
})

/** Leads to all tasks of the person. */
function holderOf({ holder, iso }: Task) {
  const search = holder && `iso=${iso.id}&staff=${holder.id}`
  return search && <Link href={addresses.inspections(search)}>{holder.name}</Link>
}

function ReturnedFor({ record: { returnReason } }: { record: Task }) {
  const { t } = useText()
  if (!returnReason) return null
  return (
    <div className={panel.note}>
      <strong>{t('inspections.returnedFor')}</strong>
      <p>{returnReason}</p>
    </div>
  )
}

function Spots({ record: { spots, usedBefore } }: { record: Task }) {
  const { t } = useText()
  const { spotKind } = useNames()
  return (
    <ul className={styles.spots} aria-label={t('inspections.spots')}>
      {spots.map((spot, index) => (
        <li key={spot.id} className={styles.spot}>
          <Spot
            spot={spot}
            title={`${index + 1}. ${spotKind(spot.kind)}`}
            usedBefore={(spot.now && usedBefore?.[spot.now.photo.id]) ?? []}
          />
        </li>
      ))}
    </ul>
  )
}

interface SpotProps {
  spot: Task['spots'][number]
  title: string
  usedBefore: EarlierUse[]
}

function Spot({ spot, title, usedBefore }: SpotProps) {
  const { t } = useText()
  const { series } = useFormats()
  const { before, now, codes } = spot
  return (
    <>
      <h3>{title}</h3>
      {codes.length > 0 && <p className={panel.quiet}>{series(codes)}</p>}
      <div className={styles.pair}>
        <Picture
          photo={before}
          caption={t('inspections.then')}
          label={t('inspections.photoThen', { title })}
        />
        <Picture
          photo={now?.photo ?? null}
          caption={t('inspections.now')}
          label={t('inspections.photoNow', { title })}
        />
      </div>
      {now && <Facts now={now} />}
      {usedBefore.length > 0 && <UsedBefore uses={usedBefore} />}
      {now && (
        <p className={panel.words}>
          <strong>{t(`inspections.finding.${now.finding}`)}</strong>
          {now.note && `\n${now.note}`}
        </p>
      )}
    </>
  )
}

/** The photo of today is none of today: where it was used before. */
function UsedBefore({ uses }: { uses: EarlierUse[] }) {
  const { t } = useText()
  const wordsOf = useReuseWords()
  return (
    <div className={panel.note} role="note">
      <strong>{t('desk.reusedWhy')}</strong>
      {uses.map((use) => (
        <p key={`${use.of} ${use.item}`}>
          {use.sameVisit ? t('inspections.reusedHere') : wordsOf(use)}
        </p>
      ))}
    </div>
  )
}

/** What tells a photo of today from an old one, and of this store from another. */
function Facts({ now: { photo, distance } }: { now: NonNullable<Task['spots'][number]['now']> }) {
  const { t } = useText()
  const { dateTime, metres } = useFormats()
  const facts = [
    photo.takenAt && t('desk.taken', { at: dateTime(photo.takenAt) }),
    distance !== null && t('desk.distance', { distance: metres(distance) }),
    !photo.place && t('desk.noPlace'),
    photo.source === 'album' && t('desk.album'),
  ].filter(Boolean)
  return <p className={panel.quiet}>{facts.join(' · ')}</p>
}

interface PictureProps {
  photo: Photo | null
  caption: string
  label: string
}

/** Opens in full in a tab of its own, where the browser zooms. */
function Picture({ photo, caption, label }: PictureProps) {
  const { t } = useText()
  return (
    <figure>
      <figcaption>{caption}</figcaption>
      {photo ? (
        <a className={styles.picture} href={photo.url} target="_blank" rel="noreferrer">
          <Thumbnail src={photo.thumbnailUrl} alt={label} loading="lazy" />
        </a>
      ) : (
        <span className={styles.picture}>{t('inspections.noPhoto')}</span>
      )}
    </figure>
  )
}
