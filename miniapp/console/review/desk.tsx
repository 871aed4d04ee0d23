/** The review desk: photos fill the left, data the right, the decision is at the foot; keys do everything. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import {
  decide,
  openReview,
  type RejectReason,
  type Review,
} from '../../../service/reviews/contract.ts'
import { keyOf, tell } from '../../api/ask.ts'
import { codeOf } from '../../api/problem-error.ts'
import { useText } from '../../text/texts.tsx'
import { useKeys } from '../parts/keys.ts'
import { useNotices } from '../parts/notices.ts'
import { DecisionBar, HintLine } from './decision-bar.tsx'
import styles from './desk.module.css'
import { KeysHelp } from './keys-help.tsx'
import { Paper } from './paper.tsx'
import { PhotoFacts } from './photo-facts.tsx'
import { PhotoStage } from './photo-stage.tsx'
import { lists, noteSent, useUndo } from './sent-decision.ts'
import { Thumbnails } from './thumbnails.tsx'
import { useDesk } from './use-desk.ts'
import { useItemName } from './words.ts'

interface DeskProps {
  review: Review
  reasons: RejectReason[]
  /** Told above the data: another reviewer decided, a newer revision came. */
  news: ReactNode
  onSent: (decided: Review) => void
  /** The decision could not be taken because of what happened meanwhile. */
  onOvertaken: (code: 'already_decided' | 'revision_superseded') => void
  onLeave: () => void
  /** Where one is, and the way back. */
  children: ReactNode
}

export function DeskScreen(props: DeskProps) {
  const { review, reasons, news, onSent, onOvertaken, onLeave, children } = props
  const { t } = useText()
  const nameOf = useItemName()
  const client = useQueryClient()
  const { refused } = useNotices()
  const desk = useDesk(review, reasons)
  const { undoSent } = useUndo()
  const [help, setHelp] = useState(false)
  const { submission, distances, earlier } = review
  const given = { params: { submissionId: submission.id } }
  const send = useMutation({
    ...tell(decide),
    onMutate: () => ({ at: Date.now() }),
    onSuccess: (decided, _told, { at }) => {
      noteSent(decided, at, desk)
      desk.forget()
      client.setQueryData(keyOf(openReview, given), decided)
      void client.invalidateQueries({
        predicate: ({ queryKey }) => lists.includes(`${queryKey[0]}`),
      })
      onSent(decided)
    },
    onError: (error) => {
      const code = codeOf(error)
      if (code !== 'already_decided' && code !== 'revision_superseded') return refused(error)
      desk.forget()
      onOvertaken(code)
    },
  })
  const submit = (despiteUnseen: boolean) => {
    if (!desk.mayDecide || send.isPending) return
    const decisions = desk.complete(despiteUnseen)
    if (decisions) send.mutate({ ...given, body: { revision: submission.revision, decisions } })
  }
  const enter = () => submit(desk.hint?.what === 'unseen')
  useKeys({
    a: desk.approve,
    r: desk.reject,
    u: () => (desk.choices.past.length > 0 ? desk.undo() : undoSent()),
    s: enter,
    Enter: enter,
    ArrowRight: () => desk.goTo(desk.at.item + 1),
    ArrowLeft: () => desk.goTo(desk.at.item - 1),
    ArrowDown: () => desk.turn(1),
    ArrowUp: () => desk.turn(-1),
    '?': () => setHelp(true),
    Escape: onLeave,
    ...Object.fromEntries(
      desk.reasons
        .slice(0, 9)
        .map((reason, index) => [`${index + 1}`, () => desk.toggleReason(reason)]),
    ),
  })
  const { photo, item, earlierPhoto } = desk
  const isNew = Boolean(
    photo &&
    earlier[0] &&
    !earlierPhoto &&
    ![earlier[0].store, ...earlier[0].spots].some(({ photos }) =>
      photos.some(({ id }) => id === photo.id),
    ),
  )
  return (
    <main className={styles.desk}>
      <div className={styles.photos}>
        {photo && (
          <PhotoStage
            key={photo.id}
            photo={photo}
            label={t('desk.photoOf', {
              item: nameOf(item),
              number: desk.at.photo + 1,
              count: item.photos.length,
            })}
            onSeen={desk.haveSeen}
            onBroken={() => client.invalidateQueries({ queryKey: keyOf(openReview, given) })}
            onTurn={desk.turn}
          >
            <PhotoFacts
              photo={photo}
              distance={distances[photo.id]}
              submittedAt={submission.submittedAt}
              isNew={isNew}
              of={earlierPhoto && earlier[0]?.revision}
              usedBefore={review.usedBefore?.[photo.id]}
            />
          </PhotoStage>
        )}
        <Thumbnails desk={desk} />
      </div>
      <div className={styles.top}>
        <div className={styles.where}>{children}</div>
        {news}
      </div>
      <div className={styles.data}>
        <Paper desk={desk} />
      </div>
      <div className={styles.foot}>
        <HintLine desk={desk} onSend={() => submit(true)} />
        <DecisionBar
          desk={desk}
          sending={send.isPending}
          onSend={submit}
          onHelp={() => setHelp(true)}
        />
      </div>
      {help && <KeysHelp onClose={() => setHelp(false)} />}
    </main>
  )
}
