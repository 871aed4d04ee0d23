/** One ISO beside the list: whether it may work, why not, what can be done, and what was done before. */
import { Globe, ListOrdered, Pause, Play } from 'lucide-react'
import {
  findIso,
  resumeWorkspace,
  type IsoDetails,
} from '../../../service/workspaces/contract/isos.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Abilities, type Offers } from '../kit/abilities.tsx'
import { atOnce } from '../kit/at-once.ts'
import { recordPanel } from '../kit/record-panel.tsx'
import type { Words } from '../kit/words.ts'
import { AgreedOrder } from '../parts/agreed-order.tsx'
import styles from '../parts/panel.module.css'
import { CountryDialog } from './country-dialog.tsx'
import { IsoStaff } from './iso-staff.tsx'
import { IsoState } from './iso-state.ts'
import { OrderDialog } from './order-dialog.tsx'
import { SuspendDialog } from './suspend-dialog.tsx'

const offers: Offers<IsoDetails['abilities'][number], IsoDetails> = {
  resume: {
    word: 'isos.resume',
    icon: Play,
    look: 'primary',
    useAtOnce: atOnce(resumeWorkspace, {
      record: findIso,
      send: ({ id }) => ({ params: { workspaceId: id } }),
      done: 'isos.resumed',
      values: ({ name }) => ({ name }),
    }),
  },
  set_order: { word: 'isos.setOrder', icon: ListOrdered, dialog: OrderDialog },
  set_country: { word: 'isos.setCountry', icon: Globe, dialog: CountryDialog },
  suspend: { word: 'isos.suspend', icon: Pause, look: 'drastic', dialog: SuspendDialog },
}

export const IsoPanel = recordPanel(findIso, 'workspaceId', {
  kind: 'iso',
  nameOf: ({ name }) => name,
  state: ({ status }) => <IsoState status={status} />,
  notes: Suspension,
  next: ({ status }) => `isos.next.${status}`,
  actions: ({ record: iso }) => <Abilities of={iso} held={iso.abilities} offers={offers} />,
  facts: (
    { id, email, createdAt, departmentId: number, country, currency, order },
    { t, date, country: countryOf, currency: currencyOf },
  ) => [
    ['isos.email', email],
    ['isos.country', country ? countryOf(country) : t('isos.notSet')],
    ['isos.currency', currency ? currencyOf(currency) : t('isos.notSet')],
    ['isos.order', <AgreedOrder key="order" order={order} />],
    ['isos.created', date(createdAt)],
    [
      'isos.department',
      number === null ? t('isos.noDepartment') : t('isos.departmentNumber', { number }),
    ],
    ['isos.staff', <IsoStaff key="staff" isoId={id} />],
  ],
  happened: ({ timeline, changes }, words) =>
    [
      ...timeline.map(({ at, what, by, reason }) => ({
        at,
        words: words.t(`isos.timeline.${what}`),
        note: reason,
        by,
      })),
      ...changes.map((change) => ({
        at: change.at,
        words: words.t(`isos.timeline.${change.what}`),
        note: noteOf(change, words),
        by: change.by,
      })),
    ].sort((one, other) => one.at.localeCompare(other.at)),
  noneHappened: 'isos.noTimeline',
})

function noteOf(
  { country, currency, order, agreedWith }: IsoDetails['changes'][number],
  { t, country: countryOf, currency: currencyOf }: Words,
): string {
  if (order) return t('isos.orderNote', { order: t(`isos.order.${order}`), agreedWith })
  return [country && countryOf(country), currency && currencyOf(currency)]
    .filter(Boolean)
    .join(' · ')
}

function Suspension({ record: { suspension } }: { record: IsoDetails }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  if (!suspension) return null
  const { reason, by, at } = suspension
  return (
    <div className={styles.note}>
      <strong>{reason || t('isos.noReason')}</strong>
      <p className={styles.quiet}>
        {by} · <time dateTime={at}>{dateTime(at)}</time>
      </p>
    </div>
  )
}
