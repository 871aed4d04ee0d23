/** Deliveries that were given up: what did not happen, why, and the button that starts it again. */
import { Button } from 'antd'
import { RotateCcw } from 'lucide-react'
import {
  listFailedEvents,
  retryFailedEvent,
  type FailedEvent,
} from '../../../service/outbox/contract.ts'
import { useText } from '../../text/texts.tsx'
import { atOnce } from '../kit/at-once.ts'
import cells from '../kit/cells.module.css'
import { ListPage } from '../kit/list-page.tsx'

export const FailedDeliveries = () => (
  <ListPage
    of={listFailedEvents}
    title="nav.failed"
    about="failed.about"
    none={['failed.empty', 'failed.emptyHow']}
    columns={({ address, text, when }) => [
      address('failed.type', ({ type }) => type),
      text('failed.reason', ({ failure }, { t }) =>
        failure
          ? t('failed.why', { handler: failure.handler, code: failure.code ?? failure.kind })
          : t('failed.died'),
      ),
      { head: 'failed.subject', cell: ({ subject }) => <Subject {...subject} />, wide: true },
      when('failed.at', ({ at }) => at),
    ]}
    end={(row) => <Retry row={row} />}
  />
)

const Subject = ({ kind, id }: FailedEvent['subject']) => (
  <>
    {kind} <span className={cells.oneLine}>{id}</span>
  </>
)

const useRetry = atOnce(retryFailedEvent, {
  renews: [listFailedEvents],
  send: ({ id }: FailedEvent) => ({ params: { eventId: id } }),
  done: 'failed.retried',
})

function Retry({ row }: { row: FailedEvent }) {
  const { t } = useText()
  const { run, isPending } = useRetry(row)
  return (
    <Button
      type="text"
      icon={<RotateCcw size={18} />}
      loading={isPending}
      title={t('common.retry')}
      aria-label={t('failed.retryWhat', { type: row.type })}
      onClick={run}
    />
  )
}
