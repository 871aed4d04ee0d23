/** One record beside its list, declared: its state, what follows, what can be done, and its sides behind tabs. */
import { useQuery } from '@tanstack/react-query'
import type { FunctionComponent, ReactNode } from 'react'
import type { AnswerOf, Endpoint, ParamsOf } from '../../../service/http/contract.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { ask } from '../../api/ask.ts'
import type { TextKey } from '../../text/catalogues.ts'
import { Panel } from '../parts/panel.tsx'
import styles from '../parts/panel.module.css'
import { Failure } from '../../parts/failure.tsx'
import { useMayCall } from '../session/me.ts'
import { Facts, type Fact } from './facts.tsx'
import { Tabs } from './tabs.tsx'
import { Timeline, type Entry } from './timeline.tsx'
import { useWords, type Words } from './words.ts'

/** A part of the panel that is more than a text. */
type Part<R> = FunctionComponent<{ record: R }>

interface RecordPanelOptions<R> {
  /** Such as `task`; the tab that was open last is kept for each. */
  kind: string
  nameOf: (record: R, words: Words) => string
  state: (record: R) => ReactNode
  /** What needs attention, such as why it was returned. */
  notes?: Part<R>
  /** What happens next, in a sentence. */
  next?: (record: R) => TextKey | null
  actions?: Part<R>
  facts: (record: R, words: Words) => readonly Fact[]
  /** More details, below the facts. */
  details?: Part<R>
  /** As it is kept: oldest first. */
  happened?: (record: R, words: Words) => Entry[]
  /** Said where nothing has happened. */
  noneHappened?: TextKey
  /** Records that belong to it, for those who may call the endpoint. */
  related?: { needs: Endpoint; show: Part<R> }
}

/**
 * @param endpoint shows the record
 * @param param the parameter of its path that is the id
 */
export function recordPanel<E extends Endpoint>(
  endpoint: E,
  param: keyof ParamsOf<E> & string,
  options: RecordPanelOptions<AnswerOf<E>>,
): FunctionComponent<{ id: string; onClose: () => void }> {
  return function RecordPanel({ id, onClose }) {
    const asked = ask(endpoint as Endpoint, { params: { [param]: id } } as never)
    const { data, error, refetch } = useQuery(asked)
    const record = data as AnswerOf<E> | undefined
    const words = useWords()
    return (
      <Panel name={record && options.nameOf(record, words)} onClose={onClose}>
        {record ? (
          <Known record={record} options={options} />
        ) : error ? (
          <Failure error={error} retry={refetch} />
        ) : (
          <Skeleton rows={5} />
        )}
      </Panel>
    )
  }
}

interface KnownProps<R> {
  record: R
  options: RecordPanelOptions<R>
}

function Known<R>({ record, options }: KnownProps<R>) {
  const words = useWords()
  const mayCall = useMayCall()
  const { state, notes: Notes, next, actions: Actions } = options
  const { details: Details, happened, related } = options
  const following = next?.(record)
  const { damaged } = record as { damaged?: number }
  return (
    <>
      <p className={styles.state}>{state(record)}</p>
      {Notes && <Notes record={record} />}
      {following && <p className={styles.next}>{words.t(following)}</p>}
      {Actions && <Actions record={record} />}
      <Tabs
        kind={options.kind}
        tabs={{
          details: (
            <>
              <Facts facts={options.facts(record, words)} />
              {Details && <Details record={record} />}
            </>
          ),
          timeline: happened && (
            <Timeline
              entries={happened(record, words)}
              damaged={damaged}
              none={options.noneHappened}
            />
          ),
          related: related && mayCall(related.needs) && <related.show record={record} />,
        }}
      />
    </>
  )
}
