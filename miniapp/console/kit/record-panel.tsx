/** One record beside its list: its state, what follows, what can be done, and its sides behind tabs. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { AnswerOf, Endpoint } from '../../../service/http/contract.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { ask } from '../../api/ask.ts'
import type { Asked } from '../../api/client.ts'
import { Panel } from '../parts/panel.tsx'
import styles from '../parts/panel.module.css'
import { Trouble } from '../parts/trouble.tsx'
import { Tabs, type TabName } from './tabs.tsx'

interface RecordPanelProps<E extends Endpoint> {
  of: E
  params: Asked<E>['params']
  nameOf: (record: AnswerOf<E>) => string
  show: (props: { record: AnswerOf<E> }) => ReactNode
  onClose: () => void
}

export function RecordPanel<E extends Endpoint>(props: RecordPanelProps<E>) {
  const { of, params, nameOf, show: Show, onClose } = props
  const asked = ask(of as Endpoint, { params } as never)
  const { data, error, refetch } = useQuery(asked)
  const record = data as AnswerOf<E> | undefined
  return (
    <Panel name={record && nameOf(record)} onClose={onClose}>
      {record ? (
        <Show record={record} />
      ) : error ? (
        <Trouble error={error} retry={refetch} />
      ) : (
        <Skeleton rows={5} />
      )}
    </Panel>
  )
}

interface SidesProps {
  /** Such as `task`; the tab that was open last is kept for each. */
  kind: string
  state: ReactNode
  /** What needs attention, such as why it was returned. */
  notes?: ReactNode
  /** What happens next, in a sentence. */
  next?: string | null
  actions?: ReactNode
  tabs: Partial<Record<TabName, ReactNode>>
}

/** What a record shows, from top to bottom. */
export function Sides({ kind, state, notes, next, actions, tabs }: SidesProps) {
  return (
    <>
      <p className={styles.state}>{state}</p>
      {notes}
      {next && <p className={styles.next}>{next}</p>}
      {actions}
      <Tabs kind={kind} tabs={tabs} />
    </>
  )
}
