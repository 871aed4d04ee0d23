/** Badges on the console of an ISO: the list, and one of them beside it. */
import { Check, Clock, Send } from 'lucide-react'
import { Abilities } from '../../../miniapp/console/kit/abilities.tsx'
import { ListPage } from '../../../miniapp/console/kit/list-page.tsx'
import { RecordPanel, Sides } from '../../../miniapp/console/kit/record-panel.tsx'
import { useAction } from '../../../miniapp/console/kit/use-action.ts'
import { State } from '../../../miniapp/console/parts/state.tsx'
import type { TextKey } from '../../../miniapp/text/catalogues.ts'
import { useText } from '../../../miniapp/text/texts.tsx'
import { findBadge, listBadges, sendBadge, type Badge } from './contract.ts'
import { textsIn } from './texts.ts'

/** Texts in the place of keys: what is no key of the catalogues is shown as it is. */
const useWords = () =>
  textsIn(useText().language) as Record<keyof ReturnType<typeof textsIn>, TextKey>

export function BadgesPage({ openId }: { openId: string | undefined }) {
  const t = useWords()
  return (
    <ListPage
      of={listBadges}
      title={t.title}
      none={[t.none, t.noneHow]}
      opens={{ id: openId, address: () => '/console/badges', panel: BadgePanel }}
      columns={[
        { head: t.number, cell: ({ number }) => number },
        { head: t.state, cell: ({ status }) => <BadgeState status={status} /> },
      ]}
    />
  )
}

const icons = { ordered: Clock, sent: Send, received: Check }
const BadgeState = ({ status }: Pick<Badge, 'status'>) => (
  <State icon={icons[status]} tone="accent" word={useWords()[status]} />
)

function BadgePanel({ id, onClose }: { id: string; onClose: () => void }) {
  const given = { of: findBadge, params: { badgeId: id }, show: Known, onClose }
  return <RecordPanel {...given} nameOf={({ number }) => number} />
}

function Known({ record: { id, number, status, abilities } }: { record: Badge }) {
  const { run, isPending } = useAction(sendBadge, { record: findBadge })
  const sendIt = () => run({ params: { badgeId: id } })
  const offers = { send: { word: useWords().send, icon: Send, isPending, run: sendIt } }
  const actions = <Abilities held={abilities} offers={offers} />
  const state = <BadgeState status={status} />
  return <Sides kind="badge" state={state} actions={actions} tabs={{ details: <p>{number}</p> }} />
}
