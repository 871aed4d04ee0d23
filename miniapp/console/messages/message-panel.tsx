/** One message beside the list: its recipient, its state, and each way that was tried. */
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { listMessages, sendAgain, type Message } from '../../../service/notifications/contract.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Abilities, type Offers } from '../kit/abilities.tsx'
import { atOnce } from '../kit/at-once.ts'
import { Facts } from '../kit/facts.tsx'
import type { PanelProps } from '../kit/list-page.tsx'
import { Timeline } from '../kit/timeline.tsx'
import { Panel } from '../parts/panel.tsx'
import styles from '../parts/panel.module.css'
import { MessageState } from './message-state.ts'
import { Failure } from '../../parts/failure.tsx'
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
      {!seen && list.error && <Failure error={list.error} retry={list.refetch} />}
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

interface Seen {
  message: Message
  /** Takes in its newest state. */
  see: (message: Message) => void
}

const offers: Offers<Message['abilities'][number], Seen> = {
  send_again: {
    word: 'messages.sendAgain',
    icon: RotateCcw,
    useAtOnce: atOnce(sendAgain, {
      renews: [listMessages],
      send: ({ message }) => ({ params: { messageId: message.id } }),
      follows: (newest, _, { see }) => see(newest),
      done: 'messages.sentAgain',
    }),
  },
}

function Known({ message, see }: Seen) {
  const { t } = useText()
  const { dateTime } = useFormats()
  const { name, iso } = useRecipient(message)
  const reasonOf = useReasons()
  const { status, waitsUntil, createdAt, ways, abilities } = message
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
      <Abilities of={{ message, see }} held={abilities} offers={offers} />
      <Facts
        facts={[
          ['messages.recipient', name],
          ['queue.iso', iso],
          ['messages.at', dateTime(createdAt)],
        ]}
      />
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
