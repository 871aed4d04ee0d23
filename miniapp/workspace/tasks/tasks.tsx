/** Spot Inspection > Verification Tasks: what I have to do, the nearest deadline first (requirements B9). */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { listMyTasks } from '../../../service/inspections/contract/own.ts'
import type { MyTask, MyTaskRow } from '../../../service/inspections/contract/task.ts'
import { ask, askPages } from '../../api/ask.ts'
import { isStuck } from '../../drafts/queue-rules.ts'
import { usePhone } from '../../drafts/memory.ts'
import { Button } from '../../parts/button.tsx'
import { CardLink } from '../../parts/card.tsx'
import { Damaged, damagedIn } from '../../parts/damaged.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Picture } from '../../parts/picture.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import results from '../results/results.module.css'
import { answersKept, statusHere } from './answers.ts'
import { TaskBadge } from './status.tsx'

export function Tasks() {
  const { t } = useText()
  const list = useInfiniteQuery(askPages(listMyTasks))
  const inspections = answersKept.useAll()
  const asked = list.data?.pages.flatMap(({ items }) => items)
  // at the store there may be no signal: what this phone knows can be opened, what was begun gone on with
  const { data: before } = useQuery({ ...ask(listMyTasks), enabled: false })
  const begun = inspections.map(({ task }) => rowOf(task))
  const others = before?.items.filter(({ id }) => !begun.some((row) => row.id === id)) ?? []
  const known = list.error && [...begun, ...others]
  const rows = asked ?? (known?.length ? known : undefined)
  return (
    <Screen title={t('tasks.title')} back="/work">
      {rows && list.error && (
        <Failure
          shape="box"
          error={list.error}
          action={<Button onClick={() => void list.refetch()}>{t('common.retry')}</Button>}
        />
      )}
      {rows?.length ? (
        <ul className={results.list} aria-label={t('tasks.title')}>
          {rows.map((row) => (
            <li key={row.id}>
              <Row row={row} />
            </li>
          ))}
        </ul>
      ) : rows ? (
        !damagedIn(list) && (
          <StateMessage
            kind="empty"
            title={t('tasks.empty.title')}
            words={t('tasks.empty.words')}
          />
        )
      ) : list.error ? (
        <Failure error={list.error} retry={list.refetch} />
      ) : (
        <Skeleton rows={3} shape="card" />
      )}
      <Damaged count={damagedIn(list)} />
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
      {!list.error && <Done />}
    </Screen>
  )
}

/** What I have done, and what came of it: to read. */
function Done() {
  const { t } = useText()
  const list = useInfiniteQuery(askPages(listMyTasks, { query: { state: 'done', limit: 20 } }))
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  if (list.error && !rows.length) return <Failure error={list.error} retry={list.refetch} />
  if (!rows.length) return null
  return (
    <section aria-labelledby="done-tasks">
      <h2 id="done-tasks">{t('tasks.done')}</h2>
      <ul className={results.list} aria-labelledby="done-tasks">
        {rows.map((row) => (
          <li key={row.id}>
            <Row row={row} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </section>
  )
}

function rowOf({ id, status, deadline, deadlineDay, store, spots }: MyTask): MyTaskRow {
  const { name: storeName, address, place, thumbnailUrl } = store
  const count = spots.length
  return {
    id,
    status,
    deadline,
    deadlineDay,
    storeName,
    address,
    place,
    spots: count,
    thumbnailUrl,
  }
}

function Row({ row }: { row: MyTaskRow }) {
  const { t } = useText()
  const { day } = useFormats()
  const inspections = answersKept.useAll()
  const { photos } = usePhone()
  const { id, status, deadlineDay, storeName, address, spots, thumbnailUrl } = row
  const kept = inspections.find((one) => one.id === id)
  const sent = kept?.sending && kept
  return (
    <CardLink href={`/work/tasks/${id}`}>
      <span className={results.row}>
        <span className={results.picture}>
          <Picture src={thumbnailUrl} alt="" loading="lazy" />
        </span>
        <span className={results.words}>
          <strong>{storeName}</strong>
          <span>{address}</span>
          <span className={results.badges}>
            {sent ? (
              <StatusBadge status={isStuck(answersKept, sent, photos) ? 'failed' : 'sending'} />
            ) : (
              <TaskBadge status={statusHere({ status }, kept)} />
            )}
            {[t('tasks.until', { day: day(deadlineDay) }), t('tasks.spots', { count: spots })].join(
              ' · ',
            )}
          </span>
        </span>
      </span>
    </CardLink>
  )
}
