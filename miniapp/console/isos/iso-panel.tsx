/** One ISO beside the list: whether it may work, why not, what can be done, and what was done before. */
import { Pause, Play } from 'lucide-react'
import {
  findIso,
  resumeWorkspace,
  type IsoDetails,
} from '../../../service/workspaces/contract/isos.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Abilities } from '../kit/abilities.tsx'
import { RecordPanel, Sides } from '../kit/record-panel.tsx'
import { Timeline } from '../kit/timeline.tsx'
import { useAction } from '../kit/use-action.ts'
import styles from '../parts/panel.module.css'
import { IsoState } from '../parts/state.tsx'
import { IsoStaff } from './iso-staff.tsx'
import { SuspendDialog } from './suspend-dialog.tsx'

export function IsoPanel({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <RecordPanel
      of={findIso}
      params={{ workspaceId: id }}
      nameOf={({ name }) => name}
      show={Known}
      onClose={onClose}
    />
  )
}

function Known({ record: iso }: { record: IsoDetails }) {
  const { t } = useText()
  const { status, timeline, damaged } = iso
  const happened = timeline.map(({ at, what, by, reason }) => ({
    at,
    words: t(`isos.timeline.${what}`),
    note: reason,
    by,
  }))
  return (
    <Sides
      kind="iso"
      state={<IsoState status={status} />}
      notes={<Suspension iso={iso} />}
      next={t(`isos.next.${status}`)}
      actions={<Actions iso={iso} />}
      tabs={{
        details: <Details iso={iso} />,
        timeline: <Timeline entries={happened} damaged={damaged} none={t('isos.noTimeline')} />,
      }}
    />
  )
}

function Actions({ iso }: { iso: IsoDetails }) {
  const { t } = useText()
  const { id, name, abilities } = iso
  const resume = useAction(resumeWorkspace, {
    record: findIso,
    done: () => t('isos.resumed', { name }),
  })
  return (
    <Abilities
      held={abilities}
      offers={{
        resume: {
          word: 'isos.resume',
          icon: Play,
          look: 'primary',
          isPending: resume.isPending,
          run: () => resume.run({ params: { workspaceId: id } }),
        },
        suspend: {
          word: 'isos.suspend',
          icon: Pause,
          look: 'drastic',
          dialog: (close) => <SuspendDialog iso={iso} onClose={close} />,
        },
      }}
    />
  )
}

function Suspension({ iso: { suspension } }: { iso: IsoDetails }) {
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

function Details({ iso: { id, email, createdAt, departmentId: number } }: { iso: IsoDetails }) {
  const { t } = useText()
  const { date } = useFormats()
  return (
    <dl className={styles.details}>
      <dt>{t('isos.email')}</dt>
      <dd className={styles.words}>{email}</dd>
      <dt>{t('isos.created')}</dt>
      <dd>{date(createdAt)}</dd>
      <dt>{t('isos.department')}</dt>
      <dd>{number === null ? t('isos.noDepartment') : t('isos.departmentNumber', { number })}</dd>
      <dt>{t('isos.staff')}</dt>
      <dd>
        <IsoStaff isoId={id} />
      </dd>
    </dl>
  )
}
