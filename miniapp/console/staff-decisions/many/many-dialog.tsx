/** Asks before a decision about many, shows how far it is, and says what became of each. */
import { useQuery } from '@tanstack/react-query'
import { Progress } from 'antd'
import { useState } from 'react'
import {
  selectStaff,
  type BulkOutcome,
  type BulkVerb,
} from '../../../../service/staff/contract/many.ts'
import type { StaffRow } from '../../../../service/staff/contract/member.ts'
import { ask } from '../../../api/ask.ts'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { useTyped } from '../../../parts/typed.ts'
import { useFormats } from '../../../text/format.ts'
import { useText } from '../../../text/texts.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import dialog from '../../parts/dialog.module.css'
import { Failure } from '../../../parts/failure.tsx'
import { notRejected, RejectionFields, useMissing } from '../rejection-fields.tsx'
import { noteManyDecided, UndoManyButton } from '../undo-request.tsx'
import { canBe, type StaffQuery } from './selection.ts'
import styles from './many.module.css'
import { useMany } from './use-many.ts'

interface ManyDialogProps {
  asked: {
    verb: BulkVerb
    /** The ticked people, or all that a filter finds. */
    target: { rows: StaffRow[] } | { filter: StaffQuery }
  }
  onClose: (done: boolean) => void
}

export function ManyDialog({ asked: { verb, target }, onClose }: ManyDialogProps) {
  const { t } = useText()
  const byFilter = 'filter' in target
  const found = useQuery({
    ...ask(selectStaff, { query: { ...(byFilter && target.filter), verb } }),
    enabled: byFilter,
    // people who are added while the question is open are not part of it
    staleTime: Infinity,
    gcTime: 0,
  })
  const selection = byFilter
    ? found.data
    : {
        ids: target.rows.filter((row) => canBe(verb, row)).map(({ id }) => id),
        complete: true,
      }
  if (!selection) {
    return (
      <Dialog
        title={t(`many.${verb}`)}
        action={t(`many.${verb}`)}
        disabled
        onSubmit={() => undefined}
        onClose={() => onClose(false)}
      >
        {found.error ? (
          <Failure error={found.error} retry={found.refetch} />
        ) : (
          <Skeleton rows={2} />
        )}
      </Dialog>
    )
  }
  return (
    <Sure
      verb={verb}
      ids={selection.ids}
      others={byFilter ? 0 : target.rows.length - selection.ids.length}
      complete={selection.complete}
      onClose={onClose}
    />
  )
}

interface SureProps {
  verb: BulkVerb
  ids: string[]
  /** Ticked, but not in a state in which this can be decided. */
  others: number
  complete: boolean
  onClose: (done: boolean) => void
}

function Sure({ verb, others, complete, onClose: close, ...given }: SureProps) {
  const { t } = useText()
  // the people counted when the question was asked, whatever the lists say by now
  const [ids] = useState(given.ids)
  const { progress, run, stop } = useMany()
  const [rejection, setRejection, forget] = useTyped('reject.many', () => notRejected)
  const [isTried, setTried] = useState(false)
  const missing = useMissing(rejection)
  const onClose = (done: boolean) => {
    forget()
    close(done)
  }
  const count = ids.length
  const running = progress?.state === 'running'
  const broken = progress?.state === 'broken'
  const begin = () => {
    if (verb !== 'reject') return void decide({ verb })
    setTried(true)
    const { reason, note } = rejection
    if (reason && !missing) void decide({ verb, rejection: { reason, note: note.trim() } })
  }
  const decide = async (decision: Parameters<typeof run>[1]) => {
    const { answers, at, state } = await run(ids, decision)
    noteManyDecided(answers, verb === 'reject', at)
    // of those that were all decided the page tells, with the way back
    const isAll = state === 'over' && answers.every(({ decidedAt }) => decidedAt)
    if (isAll) onClose(true)
  }
  if (progress && !running && !broken) {
    return (
      <Dialog
        title={t(`many.${verb}.over`)}
        action={t('common.close')}
        out={null}
        also={<UndoManyButton then={() => onClose(true)} />}
        onSubmit={() => onClose(true)}
        onClose={() => onClose(true)}
      >
        <Answers answers={progress.answers} left={count - progress.answers.length} />
      </Dialog>
    )
  }
  return (
    <Dialog
      title={t(`many.${verb}.title`, { count })}
      action={broken ? t('common.retry') : t(`many.${verb}.action`, { count })}
      danger={verb === 'reject' || verb === 'withdraw'}
      disabled={count === 0}
      busy={running}
      out={running ? t('many.stop') : t('common.cancel')}
      onSubmit={begin}
      onClose={running ? stop : () => onClose(Boolean(progress))}
    >
      {count === 0 ? (
        <p>{t('many.noneChangeable')}</p>
      ) : (
        <ul className={dialog.consequences}>
          {consequences[verb].map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
          {others > 0 && <li>{t('many.others', { count: others })}</li>}
          {!complete && <li>{t('many.incomplete', { count })}</li>}
        </ul>
      )}
      {verb === 'reject' && count > 0 && !progress && (
        <RejectionFields
          typed={rejection}
          onChange={(change) => setRejection({ ...rejection, ...change })}
          missing={isTried && missing}
          noteHelp={t('many.noteHelp')}
        />
      )}
      {progress && (
        <div role="status">
          <Progress
            percent={Math.floor((progress.answers.length / count) * 100)}
            status={running ? 'active' : 'exception'}
            aria-label={t('many.progress', { done: progress.answers.length, total: count })}
          />
          <p>{t('many.progress', { done: progress.answers.length, total: count })}</p>
        </div>
      )}
      {broken && (
        <div role="alert" className={styles.trouble}>
          <Failure shape="line" error={progress.error} />
        </div>
      )}
    </Dialog>
  )
}

const consequences = {
  approve: ['many.approve.what', 'many.approve.undo'],
  reject: ['many.reject.what', 'many.reject.undo'],
  resend_invitation: ['many.resend_invitation.what'],
  withdraw: ['staff.cancelWhat', 'staff.cancelLate'],
} as const satisfies Record<BulkVerb, readonly string[]>

const outcomes = ['done', 'already_done', 'wrong_state', 'not_found', 'failed'] as const

function Answers({ answers, left }: { answers: BulkOutcome[]; left: number }) {
  const { t } = useText()
  const { number } = useFormats()
  const shown = outcomes
    .map((outcome) => ({
      outcome,
      count: answers.filter((answer) => answer.outcome === outcome).length,
    }))
    .filter(({ outcome, count }) => count > 0 || outcome === 'done')
  return (
    <dl className={styles.answers}>
      {shown.map(({ outcome, count }) => (
        <div key={outcome}>
          <dt>{t(`many.outcome.${outcome}`)}</dt>
          <dd>{number(count)}</dd>
        </div>
      ))}
      {left > 0 && (
        <div>
          <dt>{t('many.outcome.left')}</dt>
          <dd>{number(left)}</dd>
        </div>
      )}
    </dl>
  )
}
