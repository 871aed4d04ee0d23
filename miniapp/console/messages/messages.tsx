/** The messages of the bot with recipient and result: by name, state and kind. */
import {
  listMessages,
  messageKinds,
  messageStatuses,
  type Message,
  type MessageStatus,
} from '../../../service/notifications/contract.ts'
import { addresses } from '../addresses.ts'
import { Below } from '../kit/columns.tsx'
import { choice, inState } from '../kit/filters.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { MessagePanel } from './message-panel.tsx'
import { MessageState } from './message-state.ts'
import { useRecipient } from './recipient.ts'

/** Milliseconds: what becomes of messages is seen without a reload. */
const renewal = 5_000

/** States that people look for, what needs attention first. */
const offered: MessageStatus[] = ['failed', 'waiting', 'checking', 'sent', 'read', 'not_wanted']

const ofKind = choice({
  param: 'about',
  as: 'kind',
  label: 'messages.kinds',
  all: 'messages.anyKind',
  ids: messageKinds,
  word: (kind) => `messages.kind.${kind}`,
})

const states = inState({
  label: 'messages.states',
  all: 'messages.all',
  ids: messageStatuses,
  offered,
  word: (status) => `messages.status.${status}`,
})

export const Messages = ({ openId }: { openId?: string | undefined }) => (
  <ListPage
    of={listMessages}
    title="nav.messages"
    about="messages.about"
    search="messages.search"
    filters={[ofKind, states]}
    renewal={renewal}
    none={['messages.empty', 'messages.emptyHow']}
    noneFound={['messages.noneFound', 'messages.noneFoundHow']}
    opens={{ id: openId, address: addresses.messages, panel: MessagePanel }}
    columns={({ text, state, when }) => [
      { head: 'messages.recipient', cell: (row) => <Recipient row={row} /> },
      text('messages.kinds', ({ kind }, { t }) => t(`messages.kind.${kind}`)),
      state('messages.states', MessageState),
      when('messages.at', ({ createdAt }) => createdAt),
    ]}
  />
)

function Recipient({ row }: { row: Message }) {
  const { name, iso } = useRecipient(row)
  return (
    <>
      {name}
      <Below>{iso}</Below>
    </>
  )
}
