/** Deliveries that were given up: what did not happen, why, and the button that starts it again. */
import { Button } from 'antd'
import { RotateCcw } from 'lucide-react'
import {
  listFailedEvents,
  retryFailedEvent,
  type FailedEvent,
} from '../../../service/outbox/contract.ts'
import { useText } from '../../text/texts.tsx'
import cells from '../kit/cells.module.css'
import { ListPage } from '../kit/list-page.tsx'
import { useAction } from '../kit/use-action.ts'
import { Breakable } from '../parts/breakable.tsx'
import { When } from '../parts/when.tsx'

export function FailedDeliveries() {
  const { t } = useText()
  return (
    <ListPage
      of={listFailedEvents}
      title="nav.failed"
      about={t('failed.about')}
      none={['failed.empty', 'failed.emptyHow']}
      columns={[
        { head: 'failed.type', cell: ({ type }) => <Breakable text={type} /> },
        {
          head: 'failed.reason',
          cell: ({ failure }) =>
            failure
              ? t('failed.why', { handler: failure.handler, code: failure.code ?? failure.kind })
              : t('failed.died'),
        },
        {
          head: 'failed.subject',
          cell: ({ subject }) => (
            <>
              {subject.kind} <span className={cells.oneLine}>{subject.id}</span>
            </>
          ),
          wide: true,
        },
        { head: 'failed.at', cell: ({ at }) => <When at={at} /> },
      ]}
      end={(row) => <Retry row={row} />}
    />
  )
}

function Retry({ row: { id, type } }: { row: FailedEvent }) {
  const { t } = useText()
  const retry = useAction(retryFailedEvent, {
    renews: [listFailedEvents],
    done: () => t('failed.retried'),
  })
  return (
    <Button
      type="text"
      icon={<RotateCcw size={18} />}
      loading={retry.isPending}
      title={t('common.retry')}
      aria-label={t('failed.retryWhat', { type })}
      onClick={() => retry.run({ params: { eventId: id } })}
    />
  )
}
