/** One message: its recipient, its subject, its status, and each way that was tried. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { RotateCcw } from 'lucide-react'
import { listMessages, sendAgain, type Message } from '../../../service/notifications/contract.ts'
import { tell } from '../../api/ask.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { useNotices } from '../parts/notices.ts'
import { MessageState } from '../parts/state.tsx'
import { When } from '../parts/when.tsx'
import { useMe } from '../session/me.ts'
import styles from './messages.module.css'

export function MessageRow({ row }: { row: Message }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  // an ISO sees only its own
  const isPlatform = useMe().workspace.kind === 'platform'
  const name = row.recipient.name || t('messages.unknownPerson')
  return (
    <li className={styles.row}>
      <div className={styles.who}>
        <strong>{name}</strong>
        {isPlatform && row.iso && <small>{row.iso}</small>}
      </div>
      <span>{t(`messages.kind.${row.kind}`)}</span>
      <div className={styles.state}>
        <MessageState status={row.status} />
        {row.status === 'waiting' && row.waitsUntil && (
          <small>{t('messages.waitsUntil', { when: dateTime(row.waitsUntil) })}</small>
        )}
      </div>
      <Ways row={row} />
      <span className={styles.when}>
        <When at={row.createdAt} />
      </span>
      {row.abilities.includes('send_again') && <SendAgain row={row} name={name} />}
    </li>
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

function Ways({ row: { ways } }: { row: Message }) {
  const { t } = useText()
  const why = (reason: string | null) => {
    const known = reasons.find((one) => one === reason)
    if (known) return t(`messages.reason.${known}`)
    if (reason && limits.has(reason)) return t('messages.reason.limit')
    return reason && t('messages.reason.code', { code: reason })
  }
  if (!ways.length) return <span />
  return (
    <ol className={styles.ways} aria-label={t('messages.ways')}>
      {ways.map(({ way, at, outcome, reason }) => (
        <li key={`${way} ${at}`}>
          {[
            t('messages.wayOutcome', {
              way: t(`messages.way.${way}`),
              outcome: t(`messages.outcome.${outcome}`),
            }),
            why(reason),
          ]
            .filter(Boolean)
            .join(' · ')}
        </li>
      ))}
    </ol>
  )
}

function SendAgain({ row, name }: { row: Message; name: string }) {
  const { t } = useText()
  const { done, refused } = useNotices()
  const queries = useQueryClient()
  const again = useMutation({
    ...tell(sendAgain),
    onSuccess: () => done(t('messages.sentAgain')),
    onError: refused,
    onSettled: () => queries.invalidateQueries({ queryKey: [listMessages.name] }),
  })
  return (
    <Button
      icon={<RotateCcw size={16} />}
      loading={again.isPending}
      aria-label={t('messages.sendAgainWhom', { name })}
      onClick={() => again.mutate({ params: { messageId: row.id } })}
    >
      {t('messages.sendAgain')}
    </Button>
  )
}
