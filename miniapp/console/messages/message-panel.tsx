/** One message beside the list: its recipient, its state, and each way that was tried. */
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { listMessages, sendAgain, type Message } from '../../../service/notifications/contract.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Abilities } from '../kit/abilities.tsx'
import type { PanelProps } from '../kit/list-page.tsx'
import { Timeline } from '../kit/timeline.tsx'
import { useAction } from '../kit/use-action.ts'
import { Panel } from '../parts/panel.tsx'
import styles from '../parts/panel.module.css'
import { MessageState } from '../parts/state.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { useRecipient } from './recipient.ts'

export function MessagePanel({ row, list, onClose }: PanelProps<Message>) {
  const { t } = useText()
  const [listed, setListed] = useState(row)
  // a message that leaves the list, as by a new status, stays open as it was seen last
  const [seen, see] = useState(row)
  if (row !== listed) {
    setListed(row)
    if (row) see(row)
  }
  const isLoading = list.isPending || list.isPlaceholderData
  const isMissing = !seen && !isLoading && !list.error
  const name = seen
    ? t(`messages.kind.${seen.kind}`)
    : isMissing
      ? t('messages.notListed')
      : undefined
  return (
    <Panel name={name} onClose={onClose}>
      {seen && <Known message={seen} see={see} />}
      {!seen && isLoading && <Skeleton rows={5} />}
      {!seen && list.error && <Trouble error={list.error} retry={list.refetch} />}
      {isMissing && (
        <StateMessage
          kind="missing"
          title={t('messages.notListed')}
          words={t('messages.notListedHow')}
        />
      )}
    </Panel>
  )
}

function Known({ message, see }: { message: Message; see: (message: Message) => void }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  const { name, iso } = useRecipient(message)
  const reasonOf = useReasons()
  const { id, status, waitsUntil, createdAt, ways, abilities } = message
  const again = useAction(sendAgain, {
    renews: [listMessages],
    done: (newest) => {
      see(newest)
      return t('messages.sentAgain')
    },
  })
  const tried = ways.map(({ way, at, outcome, reason }) => ({
    at,
    words: t('messages.wayOutcome', {
      way: t(`messages.way.${way}`),
      outcome: t(`messages.outcome.${outcome}`),
    }),
    note: reasonOf(reason),
    by: '',
  }))
  return (
    <>
      <p className={styles.state}>
        <MessageState status={status} />
      </p>
      {status === 'waiting' && waitsUntil && (
        <p className={styles.next}>{t('messages.waitsUntil', { when: dateTime(waitsUntil) })}</p>
      )}
      <Abilities
        held={abilities}
        offers={{
          send_again: {
            word: 'messages.sendAgain',
            icon: RotateCcw,
            isPending: again.isPending,
            run: () => again.run({ params: { messageId: id } }),
          },
        }}
      />
      <dl className={styles.details}>
        <dt>{t('messages.recipient')}</dt>
        <dd className={styles.words}>{name}</dd>
        {iso && (
          <>
            <dt>{t('queue.iso')}</dt>
            <dd className={styles.words}>{iso}</dd>
          </>
        )}
        <dt>{t('messages.at')}</dt>
        <dd>{dateTime(createdAt)}</dd>
      </dl>
      {tried.length > 0 && (
        <section aria-label={t('messages.ways')}>
          <h3 className={styles.heading}>{t('messages.ways')}</h3>
          <Timeline entries={tried} damaged={0} />
        </section>
      )}
    </>
  )
}

const reasons = [
  'not_in_organisation',
  'no_address',
  'flow_controlled',
  'card_not_delivered',
  'timeout',
  'network',
  'quota_used_up',
] as const
/** DingTalk's codes for too many messages in a day, or the same one twice. */
const limits = new Set(['143105', '143106'])

function useReasons() {
  const { t } = useText()
  return (reason: string | null) => {
    const known = reasons.find((one) => one === reason)
    if (known) return t(`messages.reason.${known}`)
    if (reason && limits.has(reason)) return t('messages.reason.limit')
    return reason && t('messages.reason.code', { code: reason })
  }
}
