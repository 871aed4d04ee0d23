/** Badges on the console of an ISO: the list, and one of them beside it. */
import { Check, Clock, Send } from 'lucide-react'
import { Abilities, type Offers } from '../../../miniapp/console/kit/abilities.tsx'
import { atOnce } from '../../../miniapp/console/kit/at-once.ts'
import { columnsOf } from '../../../miniapp/console/kit/columns.tsx'
import { ListPage } from '../../../miniapp/console/kit/list-page.tsx'
import { recordPanel } from '../../../miniapp/console/kit/record-panel.tsx'
import { State } from '../../../miniapp/console/parts/state.tsx'
import type { TextKey } from '../../../miniapp/text/catalogues.ts'
import { useText } from '../../../miniapp/text/texts.tsx'
import { findBadge, listBadges, sendBadge, type Badge } from './contract.ts'
import { textsIn } from './texts.ts'

const icons = { ordered: Clock, sent: Send, received: Check }

/** As a domain declares it; here by language, for these texts are no keys of the catalogues. */
const declare = (t: Record<keyof ReturnType<typeof textsIn>, TextKey>) => {
  const BadgeState = ({ status }: Pick<Badge, 'status'>) => (
    <State icon={icons[status]} tone="accent" word={t[status]} />
  )
  const useAtOnce = atOnce(sendBadge, {
    record: findBadge,
    send: ({ id }: Badge) => ({ params: { badgeId: id } }),
  })
  const offers: Offers<'send', Badge> = { send: { word: t.send, icon: Send, useAtOnce } }
  const panel = recordPanel(findBadge, 'badgeId', {
    kind: 'badge',
    nameOf: ({ number }) => number,
    state: BadgeState,
    actions: ({ record }) => <Abilities of={record} held={record.abilities} offers={offers} />,
    facts: ({ number }) => [[t.number, number]],
  })
  const { text, state } = columnsOf<Badge>()
  const columns = () => [text(t.number, ({ number }) => number), state(t.state, BadgeState)]
  return { columns, panel, none: [t.none, t.noneHow], title: t.title } as const
}
const inEnglish = declare(textsIn('en') as never)
const inChinese = declare(textsIn('zh-CN') as never)

export function BadgesPage({ openId }: { openId: string | undefined }) {
  const { panel, ...page } = useText().language === 'en' ? inEnglish : inChinese
  const opens = { id: openId, address: () => '/console/badges', panel }
  return <ListPage of={listBadges} {...page} opens={opens} />
}
