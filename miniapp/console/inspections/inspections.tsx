/** Inspections, for the platform: tasks by state, ISO and person; each opens beside the list (requirements B9). */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { id as anId } from '../../../service/http/contract.ts'
import { assignTask, listTasks, taskStatuses } from '../../../service/inspections/contract.ts'
import { askPages } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { damagedIn } from '../../parts/damaged.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { useAddress } from '../parts/address.ts'
import { useRemembered } from '../parts/browser.ts'
import { Chips } from '../parts/chips.tsx'
import { Density, densities } from '../parts/density.tsx'
import { useIsos } from '../parts/isos.ts'
import list from '../parts/list.module.css'
import { LoadMore } from '../parts/load-more.tsx'
import { Page } from '../parts/page.tsx'
import { RowTable } from '../parts/row-table.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { useMay } from '../session/me.ts'
import { AssignDialog } from './assign-dialog.tsx'
import styles from './inspections.module.css'
import { useTaskColumns } from './task-columns.tsx'
import { TaskPanel } from './task-panel.tsx'

/** Rows asked for at once. */
const pageLength = 50

/** What the list is narrowed to; what is no id in the address narrows nothing. */
function useNarrowed() {
  const { params, set } = useAddress()
  const idIn = (key: string) => anId.safeParse(params.get(key)).data ?? ''
  const status = taskStatuses.find((one) => one === params.get('status'))
  return { status, iso: idIn('iso'), staff: idIn('staff'), set }
}

export function Inspections({ openId }: { openId?: string | undefined }) {
  const { t } = useText()
  const here = useSearch()
  const [, navigate] = useLocation()
  const [density, setDensity] = useRemembered('density', 'roomy', densities)
  const [assigning, setAssigning] = useState(false)
  const mayAssign = useMay(assignTask)
  const { status, iso, staff } = useNarrowed()
  const pages = useInfiniteQuery({
    ...askPages(listTasks, {
      query: {
        limit: pageLength,
        ...(status && { status }),
        ...(iso && { iso }),
        ...(staff && { staff }),
      },
    }),
    placeholderData: keepPreviousData,
  })
  const rows = pages.data?.pages.flatMap(({ items }) => items)
  const columns = useTaskColumns()
  const filtered = Boolean(status || iso || staff)
  return (
    <Page
      title={t('nav.inspections')}
      about={t('inspections.about')}
      actions={
        mayAssign && (
          <Button type="primary" icon={<Plus size={16} />} onClick={() => setAssigning(true)}>
            {t('inspections.assign')}
          </Button>
        )
      }
    >
      <div className={list.filters}>
        <IsoFilter />
        <StateChips name={rows?.find(({ holder }) => holder?.id === staff)?.holder?.name} />
        <Density value={density} onChange={setDensity} />
      </div>
      <div className={list.beside}>
        <section className={list.list} aria-busy={pages.isPlaceholderData}>
          {pages.error && !rows && <Trouble error={pages.error} retry={pages.refetch} />}
          {pages.isPending && <Skeleton rows={8} />}
          {rows?.length === 0 && !damagedIn(pages) && <NoTasks filtered={filtered} />}
          {rows && rows.length > 0 && (
            <RowTable
              label={t('nav.inspections')}
              columns={columns}
              rows={rows}
              hrefOf={({ id }) => addresses.inspection(id, here)}
              openId={openId}
              compact={density === 'dense'}
            />
          )}
          <LoadMore pages={pages} shown={rows?.length ?? 0} />
        </section>
        {openId && (
          <TaskPanel
            key={openId}
            taskId={openId}
            onClose={() => navigate(addresses.inspections(here))}
          />
        )}
      </div>
      {assigning && <AssignDialog first={iso} onClose={() => setAssigning(false)} />}
    </Page>
  )
}

function IsoFilter() {
  const { t } = useText()
  const { iso, set } = useNarrowed()
  const isos = useIsos()
  return (
    <Select
      aria-label={t('inspections.isos')}
      className={styles.isos}
      value={iso}
      onChange={(value) => set('iso', value)}
      options={[{ value: '', label: t('inspections.anyIso') }, ...isos]}
    />
  )
}

/** @param name of the person whose tasks alone are shown */
function StateChips({ name }: { name: string | undefined }) {
  const { t } = useText()
  const { status, staff, set } = useNarrowed()
  return (
    <div className={list.chips}>
      <Chips
        label={t('inspections.states')}
        chips={[
          ...(['', ...taskStatuses] as const).map((id) => ({
            id,
            word: t(id ? `inspections.status.${id}` : 'inspections.all'),
            on: (status ?? '') === id,
            onPress: () => set('status', id),
          })),
          ...(staff
            ? [
                {
                  id: 'staff',
                  word: name ? t('inspections.onlyOf', { name }) : t('inspections.onlyOfOne'),
                  on: true,
                  onPress: () => set('staff', ''),
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}

function NoTasks({ filtered }: { filtered: boolean }) {
  const { t } = useText()
  return filtered ? (
    <StateMessage
      kind="empty"
      title={t('inspections.noneFound')}
      words={t('inspections.noneFoundHow')}
      action={<Link href={addresses.inspections()}>{t('inspections.showAll')}</Link>}
    />
  ) : (
    <StateMessage kind="empty" title={t('inspections.empty')} words={t('inspections.emptyHow')} />
  )
}
