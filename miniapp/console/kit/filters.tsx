/** What a list can be narrowed to; each choice stands in the address bar, so that it can be sent on. */
import { Select } from 'antd'
import { id as anId } from '../../../service/http/contract.ts'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import { Chips } from '../parts/chips.tsx'
import styles from './list-page.module.css'

interface Common {
  /** Its name in the address bar, and in the query of the endpoint unless `as` is given. */
  param: string
  as?: string
  label: TextKey
  /** The word for no filter. Chips without it are pressed again to take the filter off. */
  all?: TextKey
  /** It chooses between lists on one page and is not asked for by its name. */
  isView?: boolean
}

/** A row of chips, one for each value. */
interface ChipsFilter extends Common {
  kind: 'chips'
  ids: readonly string[]
  /** Those that always have a chip; the others have one while the address asks for them. */
  offered?: readonly string[] | undefined
  word: (id: string) => TextKey
  /** How many records each would show; under '' those without this filter, where that is not their sum. */
  counts?: Partial<Record<string, number>> | undefined
  /** Several can be chosen; values without records are left out. */
  many?: boolean
}

/** A field with a list of values. */
interface ChoiceFilter extends Common {
  kind: 'choice'
  options: { value: string; label: string }[]
  /** Its values are ids of records, which may not be loaded yet. */
  byId?: boolean
}

/** One record, named by a link from elsewhere; its chip takes the filter off. */
interface OnlyFilter extends Common {
  kind: 'only'
  /** What its chip says, by the rows that are loaded. */
  wordOf: (id: string, rows: never[]) => string
}

export type Filter = ChipsFilter | ChoiceFilter | OnlyFilter

interface ChipsOptions<Id extends string> extends Omit<
  ChipsFilter,
  'kind' | 'ids' | 'offered' | 'word'
> {
  ids: readonly Id[]
  offered?: readonly Id[]
  word: (id: Id) => TextKey
}

export const chips = <Id extends string>({ word, ...options }: ChipsOptions<Id>): Filter => ({
  kind: 'chips',
  word: word as (id: string) => TextKey,
  ...options,
})

export const choice = (options: Omit<ChoiceFilter, 'kind'>): Filter => ({
  kind: 'choice',
  ...options,
})

/** The ISO that records belong to. */
export const ofIso = (options: ChoiceFilter['options']): Filter =>
  choice({ param: 'iso', label: 'queue.iso', all: 'list.anyIso', options, byId: true })

interface OnlyOptions<Row> extends Omit<OnlyFilter, 'kind' | 'wordOf'> {
  wordOf: (id: string, rows: Row[]) => string
}

export const only = <Row,>({ wordOf, ...options }: OnlyOptions<Row>): Filter => ({
  kind: 'only',
  wordOf,
  ...options,
})

/** What counts of the text in the address: what the endpoint would refuse narrows nothing. */
export function readFilter(filter: Filter, given: string): string {
  if (filter.kind === 'only' || (filter.kind === 'choice' && filter.byId)) {
    return anId.safeParse(given).data ?? ''
  }
  if (filter.kind === 'choice') {
    return filter.options.some(({ value }) => value === given) ? given : ''
  }
  const known = given.split(',').filter((id) => filter.ids.includes(id))
  return filter.many ? given : (known[0] ?? '')
}

interface ControlProps<F> {
  filter: F
  value: string
  /** Those that are loaded. */
  rows?: object[] | undefined
  set: (value: string) => void
}

export function FilterControl({ filter, value, rows = [], set }: ControlProps<Filter>) {
  const { t } = useText()
  const { kind, label } = filter
  if (kind === 'chips') return <ChipsControl filter={filter} value={value} set={set} />
  if (kind === 'choice') {
    return (
      <Select
        aria-label={t(label)}
        className={styles.choice}
        value={value}
        onChange={set}
        options={[...(filter.all ? [{ value: '', label: t(filter.all) }] : []), ...filter.options]}
      />
    )
  }
  if (!value) return null
  const word = filter.wordOf(value, rows as never[])
  return <Chips label={t(label)} chips={[{ id: value, word, on: true, onPress: () => set('') }]} />
}

function ChipsControl({ filter, value, set }: ControlProps<ChipsFilter>) {
  const { t } = useText()
  const { ids, offered = ids, label, all, many, counts } = filter
  const on = new Set(value.split(',').filter(Boolean))
  const press = (id: string) => {
    const next = new Set(many ? on : [])
    const isTakenOff = many ? next.delete(id) : !all && on.has(id)
    if (!isTakenOff) next.add(id)
    set(ids.filter((one) => next.has(one)).join(','))
  }
  const isOffered = (id: string) => (many ? (counts?.[id] ?? 0) > 0 : offered.includes(id))
  const shown = [...offered, ...ids.filter((id) => !offered.includes(id))].filter(
    (id) => on.has(id) || isOffered(id),
  )
  const total = counts && (counts[''] ?? ids.reduce((sum, id) => sum + (counts[id] ?? 0), 0))
  const none = all && {
    id: '',
    word: t(all),
    count: total,
    on: on.size === 0,
    onPress: () => set(''),
  }
  return (
    <Chips
      label={t(label)}
      chips={[
        ...(none ? [none] : []),
        ...shown.map((id) => ({
          id,
          word: t(filter.word(id)),
          count: counts?.[id],
          on: on.has(id),
          onPress: () => press(id),
        })),
      ]}
    />
  )
}
