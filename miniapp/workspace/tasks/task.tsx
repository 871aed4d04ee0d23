/** One verification task: what stood there then, what stands there now, and submitting it (requirements B9). */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CornerUpLeft } from 'lucide-react'
import { useEffect } from 'react'
import { findMyTask, startTask } from '../../../service/inspections/contract/own.ts'
import type { MyTask } from '../../../service/inspections/contract/task.ts'
import { ask, keyOf, tell } from '../../api/ask.ts'
import { codeOf, OfflineError } from '../../api/problem-error.ts'
import { isStuck } from '../../drafts/queue-rules.ts'
import { usePhone } from '../../drafts/memory.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Failure } from '../../parts/failure.tsx'
import { TextField } from '../../parts/inputs.tsx'
import { Picture } from '../../parts/picture.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { StorageStrip } from '../frame/storage-strip.tsx'
import reason from '../parts/reason-card.module.css'
import { useItemNames } from '../results/item-names.ts'
import results from '../results/results.module.css'
import { noteActivity } from '../activity/note.ts'
import {
  answersKept,
  fillInFeedback,
  keepTask,
  shownOf,
  spotsLeft,
  statusHere,
  submitInspection,
  type Inspection,
} from './answers.ts'
import { Pictures } from './pictures.tsx'
import { Head, placeOf, SpotCard } from './spot-card.tsx'
import { TaskBadge } from './status.tsx'
import styles from './task.module.css'

const back = '/work/tasks'

export function Task({ taskId }: { taskId: string }) {
  const { t } = useText()
  const asked = useQuery(ask(findMyTask, { params: { taskId } }))
  const { data, error, refetch, isFetchedAfterMount } = asked
  const kept = answersKept.useAll().find(({ id }) => id === taskId)
  const isGone = codeOf(error) === 'not_found'
  // what was kept may be out of date: the task may have been returned and started again
  const isKnown = data !== undefined && isFetchedAfterMount && !error
  const isDone = isGone || (isKnown && !data.abilities.includes('submit'))
  const isLeftOver = isDone && kept !== undefined && !kept.sending
  useEffect(() => {
    // given to another person, over, or sent from another phone: what was filled in here is of no use any more
    if (isLeftOver) void answersKept.forget(taskId)
  }, [isLeftOver, taskId])
  if (isGone) {
    return (
      <Screen title={t('tasks.title')} back={back}>
        <StateMessage
          kind="locked"
          title={t('task.notYours.title')}
          words={t('task.notYours.words')}
          action={<ButtonLink href={back}>{t('task.all')}</ButtonLink>}
        />
      </Screen>
    )
  }
  const task = data ?? (error instanceof OfflineError ? kept?.task : undefined)
  if (task) return <Shown task={task} kept={kept} />
  return (
    <Screen title={t('tasks.title')} back={back}>
      {error ? <Failure error={error} retry={refetch} /> : <Skeleton rows={3} shape="card" />}
    </Screen>
  )
}

interface ShownProps {
  task: MyTask
  kept: Inspection | undefined
}

function Shown({ task, kept }: ShownProps) {
  const { t } = useText()
  const name = useItemNames()
  const { store, spots, returnReason, abilities } = task
  const status = statusHere(task, kept)
  const inspection = shownOf(task, kept)
  const isOpen = abilities.includes('submit') && (kept !== undefined || status !== 'assigned')
  const isEdited = isOpen && !kept?.sending
  const stuck = useStuck(kept)
  const { trouble } = usePhone()
  return (
    <Screen
      title={store.name}
      barTitle={t('tasks.title')}
      back={back}
      beside={
        kept?.sending ? (
          <StatusBadge status={stuck ? 'failed' : 'sending'} />
        ) : (
          <TaskBadge status={status} />
        )
      }
      above={<StorageStrip />}
      action={<Action task={task} kept={kept} isOpen={isOpen} />}
    >
      {returnReason && (
        <section className={reason.card}>
          <h2>
            <CornerUpLeft size={18} strokeWidth={2.5} aria-hidden="true" />
            {t('task.returned')}
          </h2>
          <p>{returnReason}</p>
        </section>
      )}
      <AboutStore task={task} />
      <p className={styles.what}>{t(wordsOf(task))}</p>
      {spots.map((spot, index) => {
        const title = name.spot(spot.kind, index)
        return isEdited ? (
          <SpotCard key={spot.id} {...{ task, spot, title, inspection }} />
        ) : (
          <FoundCard key={spot.id} {...{ spot, title }} kept={kept} />
        )
      })}
      {!isEdited && task.feedback && (
        <Card>
          <dl className={styles.facts}>
            <div>
              <dt>{t('task.feedback.sent')}</dt>
              <dd>{task.feedback}</dd>
            </div>
          </dl>
        </Card>
      )}
      {isEdited && (
        <>
          <TextField
            label={t('task.feedback')}
            help={t('task.feedback.hint')}
            optional
            value={inspection.feedback}
            maxLength={1000}
            onChange={({ target }) => void fillInFeedback(task, target.value)}
          />
          {kept && <p className={styles.saved}>{t(trouble ? 'storage.unkept' : 'task.saved')}</p>}
        </>
      )}
    </Screen>
  )
}

/** Whether what was sent in needs the person. */
function useStuck(kept: Inspection | undefined): boolean {
  const { photos } = usePhone()
  return kept !== undefined && isStuck(answersKept, kept, photos)
}

function wordsOf({ status }: MyTask) {
  if (status === 'submitted') return 'task.sent'
  if (status === 'accepted') return 'task.done'
  return status === 'expired' ? 'task.over' : 'task.what'
}

function AboutStore({ task: { store, deadlineDay, status, since } }: { task: MyTask }) {
  const { t } = useText()
  const { day, dateTime } = useFormats()
  const isOver = status === 'accepted' || status === 'expired'
  return (
    <Card>
      <div className={styles.store}>
        <span className={results.picture}>
          <Picture src={store.thumbnailUrl} alt="" />
        </span>
        <dl className={styles.facts}>
          <div>
            <dt>{t('task.address')}</dt>
            <dd>{store.address}</dd>
          </div>
          <div>
            <dt>{t('task.deadline')}</dt>
            <dd>{day(deadlineDay)}</dd>
          </div>
          {isOver && (
            <div>
              <dt>{t(`task.status.${status}`)}</dt>
              <dd>{dateTime(since)}</dd>
            </div>
          )}
        </dl>
      </div>
    </Card>
  )
}

interface FoundCardProps {
  spot: MyTask['spots'][number]
  title: string
  kept: Inspection | undefined
}

/** A spot to look at: before it is begun, and what was found once it is sent. */
function FoundCard({ spot, title, kept }: FoundCardProps) {
  const { t } = useText()
  const here = kept?.sending ? kept.spots[spot.id] : undefined
  const found = here ?? spot.now
  return (
    <Card>
      <div className={styles.spot}>
        <Head spot={spot} title={title} />
        <Pictures title={title} before={spot.before} now={here?.photo ?? spot.now?.photo.id} />
        {found?.finding && <strong>{t(`task.finding.${found.finding}`)}</strong>}
        {found?.note && <p>{found.note}</p>}
      </div>
    </Card>
  )
}

interface ActionProps extends ShownProps {
  isOpen: boolean
}

function Action({ task, kept, isOpen }: ActionProps) {
  const { t } = useText()
  const stuck = useStuck(kept)
  if (kept?.sending) {
    return (
      <ButtonLink href="/work/outbox" look={stuck ? 'primary' : 'plain'}>
        {t(stuck ? 'task.stuck' : 'task.onItsWay')}
      </ButtonLink>
    )
  }
  if (!isOpen) return task.abilities.includes('start') ? <Start task={task} /> : null
  const left = spotsLeft(task, shownOf(task, kept))
  const [next] = left
  if (next) {
    return (
      <Button
        look="plain"
        wide
        onClick={() => document.getElementById(placeOf(next))?.scrollIntoView()}
      >
        {t('task.left', { count: left.length })}
      </Button>
    )
  }
  const submit = () => {
    noteActivity('task_submit')
    void submitInspection(task)
  }
  return (
    <Button look="primary" wide onClick={submit}>
      {t('task.submit', { count: task.spots.length })}
    </Button>
  )
}

function Start({ task }: { task: MyTask }) {
  const { t } = useText()
  const toast = useToast()
  const client = useQueryClient()
  const start = useMutation({
    ...tell(startTask),
    onSuccess: async (started) => {
      client.setQueryData(keyOf(findMyTask, { params: { taskId: task.id } }), started)
      await keepTask(started)
    },
    onError: async (error) => {
      if (!(error instanceof OfflineError)) return
      // the queue tells the service
      toast({ words: t('task.started.offline') })
      await keepTask(task)
    },
  })
  const refused = start.error && !(start.error instanceof OfflineError)
  return (
    <>
      {refused && <Failure shape="box" error={start.error} />}
      <Button
        look="primary"
        wide
        busy={start.isPending}
        onClick={() => {
          noteActivity('task_start')
          start.mutate({ params: { taskId: task.id } })
        }}
      >
        {t('task.start')}
      </Button>
    </>
  )
}
