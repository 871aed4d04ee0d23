/** One ISO at the right of the list: whether it may work, why not, what can be done, and what was done before. */
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { findIso, type IsoDetails } from '../../../service/workspaces/contract.ts'
import { ask } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { Damaged } from '../../parts/damaged.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { useRemembered } from '../parts/browser.ts'
import { Panel } from '../parts/panel.tsx'
import styles from '../parts/panel.module.css'
import { IsoState } from '../parts/state.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { IsoActions } from './iso-actions.tsx'
import { IsoStaff } from './iso-staff.tsx'
import own from './isos.module.css'

export function IsoPanel({ isoId, onClose }: { isoId: string; onClose: () => void }) {
  const { data, error, refetch } = useQuery(ask(findIso, { params: { workspaceId: isoId } }))
  return (
    <Panel name={data?.name} onClose={onClose}>
      {error && !data && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Skeleton rows={5} />}
      {data && <Known iso={data} />}
    </Panel>
  )
}

function Known({ iso }: { iso: IsoDetails }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  // the next ISO is looked at from the same side
  const [tab, setTab] = useRemembered('iso-tab', 'details', ['details', 'timeline'])
  const { status, suspension } = iso
  return (
    <>
      <p className={styles.state}>
        <IsoState status={status} />
      </p>
      {suspension && (
        <div className={own.suspension}>
          <strong>{suspension.reason || t('isos.noReason')}</strong>
          <p className={styles.quiet}>
            {suspension.by} · <time dateTime={suspension.at}>{dateTime(suspension.at)}</time>
          </p>
        </div>
      )}
      <p className={styles.next}>{t(`isos.next.${status}`)}</p>
      <IsoActions iso={iso} />
      <Segmented
        block
        aria-label={t('staff.panelTabs')}
        value={tab}
        onChange={setTab}
        options={[
          { value: 'details', label: t('staff.tabDetails') },
          { value: 'timeline', label: t('staff.tabTimeline') },
        ]}
      />
      {tab === 'details' ? <Details iso={iso} /> : <Timeline entries={iso.timeline} />}
      {tab === 'timeline' && <Damaged count={iso.damaged} />}
    </>
  )
}

function Details({ iso }: { iso: IsoDetails }) {
  const { t } = useText()
  const { date } = useFormats()
  return (
    <dl className={styles.details}>
      <dt>{t('isos.email')}</dt>
      <dd className={own.email}>{iso.email}</dd>
      <dt>{t('isos.created')}</dt>
      <dd>{date(iso.createdAt)}</dd>
      <dt>{t('isos.department')}</dt>
      <dd>
        {iso.departmentId === null
          ? t('isos.noDepartment')
          : t('isos.departmentNumber', { number: iso.departmentId })}
      </dd>
      <dt>{t('isos.staff')}</dt>
      <dd>
        <IsoStaff isoId={iso.id} />
      </dd>
    </dl>
  )
}

function Timeline({ entries }: { entries: IsoDetails['timeline'] }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  if (!entries.length) return <p className={styles.next}>{t('isos.noTimeline')}</p>
  return (
    <ol className={styles.timeline} aria-label={t('timeline.title')}>
      {[...entries].reverse().map(({ at, what, by, reason }) => (
        <li key={`${at} ${what}`}>
          <p>{t(`isos.timeline.${what}`)}</p>
          {reason && <p className={styles.quiet}>{reason}</p>}
          <p className={styles.quiet}>
            <time dateTime={at}>{dateTime(at)}</time> · {by}
          </p>
        </li>
      ))}
    </ol>
  )
}
