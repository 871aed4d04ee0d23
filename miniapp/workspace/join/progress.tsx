/** Where a request to join stands: asked, decided, invited, in; it moves on by itself. */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Check, Clock, CornerUpLeft, Mail, PartyPopper } from 'lucide-react'
import type { InvitationFailure, StaffStatus } from '../../../service/staff/contract/association.ts'
import { whereIStand } from '../../../service/staff/self/contract.ts'
import { ask } from '../../api/ask.ts'
import { inDingTalk } from '../../dingtalk/bridge.ts'
import { closePage } from '../../dingtalk/page.ts'
import { codeOf } from '../../api/problem-error.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { dropTyped } from '../../parts/typed.ts'
import { useText } from '../../text/texts.tsx'
import { detailsOf } from './join-form.tsx'
import styles from './progress.module.css'
import type { Receipt } from './receipt.ts'

/** Milliseconds between two looks. */
const lookAgain = 4_000

const steps = ['asked', 'decided', 'invited', 'in'] as const

/** How many of the steps are behind the person. */
const stepsDone: Record<StaffStatus, number> = {
  requested: 1,
  rejected: 1,
  approved: 2,
  invitation_failed: 2,
  invited: 2,
  associated: 4,
  removed: 1,
  left: 1,
}

const isRefusal = (status: StaffStatus) =>
  ['rejected', 'invitation_failed', 'removed', 'left'].includes(status)

/** What the ISO has to mend, and finds by DingTalk's number. */
const isToBeTold = (failure: InvitationFailure) =>
  failure === 'userid_conflict' || failure === 'other'

interface JoinProgressProps {
  receipt: Receipt
  /** Back to the form; `another` when the request before is over. */
  onAskAgain: (another: boolean) => void
}

export function JoinProgress({ receipt, onAskAgain }: JoinProgressProps) {
  const { t, language } = useText()
  const { isoName } = receipt
  const asked = useQuery({
    ...ask(whereIStand, { params: { receipt: receipt.receipt } }),
    refetchInterval: ({ state }) => (state.data?.status === 'associated' ? false : lookAgain),
    staleTime: 0,
  })
  const isIn = asked.data?.status === 'associated'
  useEffect(() => {
    if (isIn) dropTyped(detailsOf(receipt.joinCode), 'device')
  }, [isIn, receipt.joinCode])
  if (!asked.data) {
    const gone = codeOf(asked.error) === 'not_found'
    return (
      <Screen
        title={t('join.stand.title')}
        action={gone && <Button onClick={() => onAskAgain(true)}>{t('join.again')}</Button>}
      >
        {asked.error ? (
          <Failure error={asked.error} retry={asked.refetch} />
        ) : (
          <Skeleton rows={4} />
        )}
      </Screen>
    )
  }
  const { status, rejection, failure, failureCode } = asked.data
  const done = stepsDone[status]
  const refused = isRefusal(status)
  return (
    <Screen
      title={t(`join.now.${status}`, { isoName })}
      barTitle={t('join.stand.title')}
      action={<NextStep status={status} onAskAgain={onAskAgain} />}
    >
      <p role="status">{t(`join.next.${status}`, { isoName })}</p>
      {rejection && (
        <Card>
          {rejection.words && <h2 className={styles.reason}>{rejection.words[language]}</h2>}
          {rejection.note && <p>{rejection.note}</p>}
        </Card>
      )}
      {failure && (
        <Card>
          <p>{t(`join.failure.${failure}`)}</p>
          {isToBeTold(failure) && typeof failureCode === 'number' && (
            <p className={styles.help}>{t('join.failure.code', { errcode: failureCode })}</p>
          )}
        </Card>
      )}
      <Card>
        <ol className={styles.steps}>
          {steps.map((step, index) => {
            const state = index < done ? 'done' : index === done ? 'now' : 'later'
            return (
              <li
                key={step}
                data-state={state === 'now' && refused ? 'refused' : state}
                aria-current={state === 'now' ? 'step' : undefined}
              >
                <span className={styles.dot}>
                  <StepIcon step={step} state={state} refused={refused} />
                </span>
                <span>{t(`join.step.${step}`, { isoName })}</span>
              </li>
            )
          })}
        </ol>
      </Card>
      {status === 'requested' && <p className={styles.help}>{t('join.noAnswer')}</p>}
      {status === 'requested' && (
        <Button look="quiet" onClick={() => onAskAgain(false)}>
          {t('join.checkDetails')}
        </Button>
      )}
    </Screen>
  )
}

interface NextStepProps {
  status: StaffStatus
  onAskAgain: (another: boolean) => void
}

/** The one thing to tap now; while others decide there is none. */
function NextStep({ status, onAskAgain }: NextStepProps) {
  const { t } = useText()
  if (status === 'associated') {
    return (
      <ButtonLink href="/" look="primary" replace>
        {t('join.enter')}
      </ButtonLink>
    )
  }
  if (status === 'invited' && inDingTalk()) {
    return (
      <Button look="primary" onClick={closePage}>
        {t('join.messages')}
      </Button>
    )
  }
  if (!isRefusal(status)) return null
  return (
    <Button look="primary" onClick={() => onAskAgain(true)}>
      {t('join.again')}
    </Button>
  )
}

interface StepIconProps {
  step: (typeof steps)[number]
  state: 'done' | 'now' | 'later'
  refused: boolean
}

function StepIcon({ step, state, refused }: StepIconProps) {
  const look = { size: 16, strokeWidth: 2.5, 'aria-hidden': true } as const
  if (state === 'done') return step === 'in' ? <PartyPopper {...look} /> : <Check {...look} />
  if (state === 'now' && refused) return <CornerUpLeft {...look} />
  if (step === 'invited') return <Mail {...look} />
  return state === 'now' ? <Clock {...look} /> : null
}
