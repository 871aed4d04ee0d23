/** The messages of the bot with recipient and result: by name, state and kind. */
import {
  listMessages,
  messageKinds,
  messageStatuses,
  type Message,
  type MessageStatus,
} from '../../../service/notifications/contract.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import cells from '../kit/cells.module.css'
import { chips, choice } from '../kit/filters.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { MessageState } from '../parts/state.tsx'
import { When } from '../parts/when.tsx'
import { MessagePanel } from './message-panel.tsx'
import { useRecipient } from './recipient.ts'

/** Milliseconds: what becomes of messages is seen without a reload. */
const renewal = 5_000

/** States that people look for, what needs attention first. */
const offered: MessageStatus[] = ['failed', 'waiting', 'checking', 'sent', 'read', 'not_wanted']

export function Messages({ openId }: { openId?: string | undefined }) {
  const { t } = useText()
  const about = choice({
    param: 'about',
    as: 'kind',
    label: 'messages.kinds',
    all: 'messages.anyKind',
    options: messageKinds.map((kind) => ({ value: kind, label: t(`messages.kind.${kind}`) })),
  })
  const inState = chips({
    param: 'status',
    label: 'messages.states',
    all: 'messages.all',
    ids: messageStatuses,
    offered,
    word: (status) => `messages.status.${status}`,
  })
  return (
    <ListPage
      of={listMessages}
      title="nav.messages"
      about={t('messages.about')}
      search="messages.search"
      filters={[about, inState]}
      renewal={renewal}
      none={['messages.empty', 'messages.emptyHow']}
      noneFound={['messages.noneFound', 'messages.noneFoundHow']}
      opens={{ id: openId, address: addresses.messages, panel: MessagePanel }}
      columns={[
        { head: 'messages.recipient', cell: (row) => <Recipient row={row} /> },
        { head: 'messages.kinds', cell: ({ kind }) => t(`messages.kind.${kind}`) },
        { head: 'messages.states', cell: ({ status }) => <MessageState status={status} /> },
        { head: 'messages.at', cell: ({ createdAt }) => <When at={createdAt} /> },
      ]}
    />
  )
}

function Recipient({ row }: { row: Message }) {
  const { name, iso } = useRecipient(row)
  return (
    <>
      {name}
      {iso && <span className={cells.small}>{iso}</span>}
    </>
  )
}
