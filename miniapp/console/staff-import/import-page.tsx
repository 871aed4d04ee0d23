/** One import: its preview before the start, its progress while it runs, its report. Lives at an address of its own. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import {
  cancelStaffImport,
  pauseStaffImport,
  resumeStaffImport,
} from '../../../service/staff-imports/contract/steps.ts'
import { findStaffImport } from '../../../service/staff-imports/contract/lists.ts'
import type { StaffImportInFull } from '../../../service/staff-imports/contract/import.ts'
import { ask, keyOf, tell } from '../../api/ask.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Page } from '../parts/page.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useNotices } from '../parts/notices.ts'
import { Failure } from '../../parts/failure.tsx'
import { ImportRows } from './import-rows.tsx'
import { ImportState, OutcomeState } from './import-state.ts'
import { Preview } from './preview.tsx'
import { ReportButton } from './report-button.tsx'
import styles from './staff-import.module.css'

export function ImportPage({ importId }: { importId: string }) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(ask(findStaffImport, { params: { importId } }))
  const title = data?.fileName || t('imports.title')
  const isPreview = data?.status === 'checked'
  return (
    <Page
      title={title}
      about={data && (isPreview ? t('imports.preview') : <ImportState status={data.status} />)}
      actions={data && !isPreview && <Steps one={data} />}
    >
      {error && !data && <Failure error={error} retry={refetch} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && (isPreview ? <Preview one={data} /> : <Progress one={data} />)}
      {data?.rowsGone && (
        <StateMessage kind="empty" title={t('imports.rowsGone')} words={t('imports.rowsGoneHow')} />
      )}
      {data && !data.rowsGone && (
        <ImportRows
          importId={importId}
          total={data.total}
          problems={data.counts.problem + data.counts.failed}
          isPreview={isPreview}
        />
      )}
    </Page>
  )
}

/** What can be done with it now. */
function Steps({ one }: { one: StaffImportInFull }) {
  const { t } = useText()
  const client = useQueryClient()
  const { refused } = useNotices()
  const settle = {
    onSuccess: (found: StaffImportInFull) =>
      client.setQueryData(keyOf(findStaffImport, { params: { importId: found.id } }), found),
    onError: refused,
  }
  const pause = useMutation({ ...tell(pauseStaffImport), ...settle })
  const resume = useMutation({ ...tell(resumeStaffImport), ...settle })
  const cancel = useMutation({ ...tell(cancelStaffImport), ...settle })
  const told = { params: { importId: one.id } }
  return (
    <>
      {one.status === 'running' && (
        <Button loading={pause.isPending} onClick={() => pause.mutate(told)}>
          {t('imports.pause')}
        </Button>
      )}
      {one.status === 'paused' && (
        <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate(told)}>
          {t('imports.resume')}
        </Button>
      )}
      {(one.status === 'running' || one.status === 'paused') && (
        <Button danger loading={cancel.isPending} onClick={() => cancel.mutate(told)}>
          {t('imports.cancel')}
        </Button>
      )}
      {!one.rowsGone && <ReportButton one={one} />}
    </>
  )
}

const shown = [
  'queued',
  'waiting',
  'invited',
  'associated',
  'failed',
  'problem',
  'not_added',
  'changed',
] as const

function Progress({ one }: { one: StaffImportInFull }) {
  const { t } = useText()
  const { number, time } = useFormats()
  const { counts, total, status, restsUntil, failures } = one
  const open = counts.queued + counts.waiting
  const words = t('imports.done', { done: number(total - open), total: number(total) })
  return (
    <section className={styles.card}>
      <div
        role="progressbar"
        aria-label={words}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={total - open}
        className={styles.bar}
      >
        <span style={{ width: `${((total - open) / Math.max(total, 1)) * 100}%` }} />
      </div>
      <p>{words}</p>
      {status === 'running' && (
        <p className={styles.quiet} role="status">
          {restsUntil ? t('imports.rests', { time: time(restsUntil) }) : t('imports.goesOn')}
        </p>
      )}
      <ul className={styles.counts}>
        {shown
          .filter((outcome) => counts[outcome] > 0)
          .map((outcome) => (
            <li key={outcome}>
              <strong>{number(counts[outcome])}</strong>
              <OutcomeState status={outcome} />
            </li>
          ))}
      </ul>
      {failures.length > 0 && (
        <ul className={styles.reasons}>
          {failures.map(({ reason, count }) => (
            <li key={reason}>
              {number(count)} × {t(`staff.failure.${reason}`)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
