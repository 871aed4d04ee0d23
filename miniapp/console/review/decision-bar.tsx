/** What can be done now, each with its key; sending is at the right, where it always is. */
import { Button } from 'antd'
import {
  Check,
  ChevronLeft,
  ChevronRight,
  CircleHelp,
  CornerDownLeft,
  TriangleAlert,
  Undo2,
  X,
} from 'lucide-react'
import type { Review } from '../../../service/reviews/contract.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { useNow } from '../parts/browser.ts'
import { When } from '../parts/when.tsx'
import { ItemState } from '../parts/state.tsx'
import styles from './decision-bar.module.css'
import { useUndo } from './sent-decision.ts'
import type { Desk } from './use-desk.ts'
import { useItemName } from './words.ts'

interface DecisionBarProps {
  desk: Desk
  sending: boolean
  onSend: (despiteUnseen: boolean) => void
  onHelp: () => void
}

export function DecisionBar({ desk, sending, onSend, onHelp }: DecisionBarProps) {
  const { t } = useText()
  const nameOf = useItemName()
  const { items, item, choices } = desk
  const choice = desk.choiceOf(item)
  const open = items.filter((one) => one.open)
  const chosen = open.filter((one) => desk.choiceOf(one)).length
  return (
    <footer className={styles.bar} aria-label={t('desk.decision')}>
      <div className={styles.items}>
        <Button
          icon={<ChevronLeft size={18} />}
          aria-label={t('desk.previousItem')}
          title="←"
          disabled={desk.at.item === 0}
          onClick={() => desk.goTo(desk.at.item - 1)}
        />
        <span className={styles.current}>
          {nameOf(item)}
          <small>{t('desk.itemOf', { number: desk.at.item + 1, count: items.length })}</small>
        </span>
        <Button
          icon={<ChevronRight size={18} />}
          aria-label={t('desk.nextItem')}
          title="→"
          disabled={desk.at.item === items.length - 1}
          onClick={() => desk.goTo(desk.at.item + 1)}
        />
      </div>
      {desk.mayDecide ? (
        <>
          <div className={styles.answers}>
            {item.open ? (
              <>
                <Button
                  icon={<Check size={18} />}
                  aria-pressed={choice?.status === 'approved'}
                  className={choice?.status === 'approved' ? styles.approved : undefined}
                  aria-keyshortcuts="a"
                  onClick={desk.approve}
                >
                  {t('desk.approve', { item: nameOf(item) })}
                  <kbd aria-hidden>A</kbd>
                </Button>
                <Button
                  icon={<X size={18} />}
                  aria-pressed={choice?.status === 'rejected'}
                  className={choice?.status === 'rejected' ? styles.rejected : undefined}
                  aria-keyshortcuts="r"
                  onClick={desk.reject}
                >
                  {t('desk.reject', { item: nameOf(item) })}
                  <kbd aria-hidden>R</kbd>
                </Button>
              </>
            ) : (
              <span className={styles.settled}>
                <ItemState status={item.verdict.status} /> {t('desk.decidedBefore')}
              </span>
            )}
            <Button
              type="text"
              icon={<Undo2 size={18} />}
              aria-keyshortcuts="u"
              disabled={choices.past.length === 0}
              onClick={desk.undo}
            >
              {t('common.undo')}
              <kbd aria-hidden>U</kbd>
            </Button>
          </div>
          <div className={styles.send}>
            <Button
              type="text"
              icon={<CircleHelp size={18} />}
              aria-label={t('desk.help')}
              aria-keyshortcuts="?"
              title="?"
              onClick={onHelp}
            />
            <Button
              type={chosen < open.length ? 'default' : 'primary'}
              size="large"
              loading={sending}
              aria-keyshortcuts="Enter s"
              onClick={() => onSend(desk.hint?.what === 'unseen')}
            >
              {chosen < open.length
                ? t('desk.sendProgress', { chosen, count: open.length })
                : t('desk.send', { count: open.length })}
              <kbd aria-hidden>
                <CornerDownLeft size={12} />
              </kbd>
            </Button>
          </div>
        </>
      ) : (
        <div className={styles.answers}>
          <Settled review={desk.review} />
        </div>
      )}
    </footer>
  )
}

/** The decision, its author, and the way to undo it while there is one. */
function Settled({ review }: { review: Review }) {
  const { submission, decision } = review
  const { t } = useText()
  const { undo, isPending } = useUndo()
  const now = useNow(1_000)
  const mayUndo = decision?.undoUntil && Date.parse(decision.undoUntil) > now
  return (
    <span className={styles.settled}>
      <ItemState status={submission.status} />
      {submission.decidedAt && <When at={submission.decidedAt} />}
      {decision && t('desk.decidedBy', { name: decision.by })}
      {decision?.sameReviewer && ` · ${t('desk.sameReviewer')}`}
      {mayUndo && (
        <Button icon={<Undo2 size={18} />} loading={isPending} onClick={() => undo(review)}>
          {t('desk.undoDecision')}
        </Button>
      )}
    </span>
  )
}

/** Why the decision was not sent yet, above the bar it is about. */
export function HintLine({ desk, onSend }: { desk: Desk; onSend: () => void }) {
  const { t } = useText()
  const nameOf = useItemName()
  const { list: listed } = useFormats()
  const { hint } = desk
  if (!hint) return null
  const item = nameOf(hint.item)
  return (
    <div role="alert" className={styles.hint}>
      <TriangleAlert size={18} aria-hidden />
      <span>
        {hint.what === 'undecided' && t('desk.undecided', { item })}
        {hint.what === 'without_reason' && t('desk.withoutReason', { item })}
        {hint.what === 'unseen' &&
          t('desk.unseen', { count: hint.photos, items: listed(hint.items.map(nameOf)) })}
      </span>
      {hint.what === 'unseen' && (
        <Button size="small" onClick={onSend}>
          {t('desk.sendAnyway')}
        </Button>
      )}
    </div>
  )
}
