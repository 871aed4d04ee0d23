/** One ISO beside the list: whether it may work, why not, what can be done, and what was done before. */
import { Pause, Play } from 'lucide-react'
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
import styles from '../parts/panel.module.css'
import { IsoStaff } from './iso-staff.tsx'
import { IsoState } from './iso-state.ts'
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
  suspend: { word: 'isos.suspend', icon: Pause, look: 'drastic', dialog: SuspendDialog },
}

export const IsoPanel = recordPanel(findIso, 'workspaceId', {
  kind: 'iso',
  nameOf: ({ name }) => name,
  state: ({ status }) => <IsoState status={status} />,
  notes: Suspension,
  next: ({ status }) => `isos.next.${status}`,
  actions: ({ record: iso }) => <Abilities of={iso} held={iso.abilities} offers={offers} />,
  facts: ({ id, email, createdAt, departmentId: number }, { t, date }) => [
    ['isos.email', email],
    ['isos.created', date(createdAt)],
    [
      'isos.department',
      number === null ? t('isos.noDepartment') : t('isos.departmentNumber', { number }),
    ],
    ['isos.staff', <IsoStaff key="staff" isoId={id} />],
  ],
  happened: ({ timeline }, { t }) =>
    timeline.map(({ at, what, by, reason }) => ({
      at,
      words: t(`isos.timeline.${what}`),
      note: reason,
      by,
    })),
  noneHappened: 'isos.noTimeline',
})

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
