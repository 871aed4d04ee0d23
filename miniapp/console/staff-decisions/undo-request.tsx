/** Takes back what was decided last about requests: about one, or about many at once. */
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Undo2 } from 'lucide-react'
import {
  longestBulk,
  undoDecisions,
  type BulkOutcome,
} from '../../../service/staff/contract/many.ts'
import { undoDecisionOnRequest } from '../../../service/staff/contract/one.ts'
import type { StaffMember } from '../../../service/staff/contract/member.ts'
import { call } from '../../api/client.ts'
import { useText } from '../../text/texts.tsx'
import { lastSent, undoWindow } from '../kit/last-sent.ts'
import { useTakeBack } from '../kit/take-back.ts'
import { UndoBar } from '../kit/undo-bar.tsx'
import { useNow } from '../parts/browser.ts'
import { refreshStaff, useSettle } from './settle.ts'

interface Decided {
  id: string
  decidedAt: string
}

interface SentDecision {
  isRejected: boolean
  /** Of the one; nothing where it was about many at once. */
  name?: string
  decisions: Decided[]
  /** By the clock of this device; from when it was sent, so that it never ends later than at the service. */
  undoUntil: number
}

const last = lastSent<SentDecision>()

/** @param at when it was sent, by the clock of this device */
export function noteDecided({ id, name, status, decided }: StaffMember, at: number): void {
  last.set({
    isRejected: status === 'rejected',
    name,
    decisions: [{ id, decidedAt: decided?.at ?? '' }],
    // without an end there is no undo: it is only said
    undoUntil: decided?.undoUntil ? at + undoWindow : at,
  })
}

/** @param at when the last of them were sent: of those before some may be too late */
export function noteManyDecided(answers: BulkOutcome[], isRejected: boolean, at: number): void {
  const decisions = answers.flatMap(({ id, decidedAt }) => (decidedAt ? [{ id, decidedAt }] : []))
  if (decisions.length) last.set({ isRejected, decisions, undoUntil: at + undoWindow })
}

/** Those decided first are asked for first: their time ends first. @returns how many were taken back */
async function takeBackMany(decisions: Decided[]): Promise<number> {
  let undone = 0
  for (let from = 0; from < decisions.length; from += longestBulk) {
    const some = decisions.slice(from, from + longestBulk)
    const { results } = await call(undoDecisions, { body: { decisions: some } })
    undone += results.filter(({ outcome }) => outcome === 'undone').length
  }
  return undone
}

function useTakeBackRequest() {
  const { t } = useText()
  const client = useQueryClient()
  const settle = useSettle()
  const undo = async ({ name, decisions }: SentDecision) => {
    const [first] = decisions
    const all = decisions.length
    if (!first || name === undefined) {
      const undone = await takeBackMany(decisions)
      refreshStaff(client)
      return undone === all
        ? t('requests.undoneMany', { count: all })
        : t('requests.undoneSome', { undone, all })
    }
    const { id, decidedAt } = first
    settle(await call(undoDecisionOnRequest, { params: { staffId: id }, body: { decidedAt } }))
    return t('requests.undone', { name })
  }
  return { sent: last.use(), ...useTakeBack(last, undo) }
}

/** Stands in the dialog that tells what became of many, as long as they can be taken back. */
export function UndoManyButton({ then }: { then: () => void }) {
  const { t } = useText()
  const { sent, takeBack, isPending } = useTakeBackRequest()
  const left = Math.ceil(((sent?.undoUntil ?? 0) - useNow(250)) / 1000)
  if (!sent || left <= 0) return null
  return (
    <Button icon={<Undo2 size={16} />} loading={isPending} onClick={() => takeBack(sent, then)}>
      {t('common.undo')}
      <span aria-hidden>{left}</span>
    </Button>
  )
}

export function UndoRequest() {
  const { t } = useText()
  const { sent, takeBack, isPending } = useTakeBackRequest()
  const wordsOf = ({ isRejected, name, decisions: { length: count } }: SentDecision) => {
    if (name === undefined) {
      return t(isRejected ? 'requests.rejectedMany' : 'requests.approvedMany', { count })
    }
    return t(isRejected ? 'requests.rejected' : 'requests.approved', { name })
  }
  return (
    <UndoBar
      shown={
        sent && {
          words: wordsOf(sent),
          undoUntil: sent.undoUntil,
          busy: isPending,
          undo: () => takeBack(),
          hasKey: true,
        }
      }
    />
  )
}
