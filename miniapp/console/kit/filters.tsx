/** What a list can be narrowed to; each choice stands in the address bar, so that it can be sent on. */
import * as z from 'zod/mini'
import { id as anId } from '../../../service/http/contract.ts'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import { Chips } from '../parts/chips.tsx'
import { useIsos } from '../parts/isos.ts'
import { ChoiceControl, DayControl, StaffControl, type Option } from './filter-fields.tsx'
import { useWords, type Words } from './words.ts'

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
  /** A hook: how many records each would show; under '' those without this filter, where that is not their sum. */
  useCounted?: () => Partial<Record<string, number>> | undefined
  /** Several can be chosen; values without records are left out. */
  many?: boolean
}

/** A field with a list of values. */
interface ChoiceFilter extends Common {
  kind: 'choice'
  ids: readonly string[]
  word: (id: string) => TextKey
}

/** A field with values that the service has. */
interface ListedFilter extends Common {
  kind: 'listed'
  /** A hook: those that are there. */
  useOptions: () => Option[]
  /** What a value looks like; it may not be loaded yet. */
  accepts: RegExp
}

/** A staff member of the ISO, found by name. */
interface StaffFilter extends Common {
  kind: 'staff'
  /** As the rows that are loaded name them. */
  nameIn: (id: string, rows: never[]) => string | undefined
}

/** A day, such as the first on which records were made. */
interface DayFilter extends Common {
  kind: 'day'
}

/** The ISO that records belong to. */
interface IsoFilter extends Common {
  kind: 'iso'
}

/** One record, named by a link from elsewhere; its chip takes the filter off. */
interface OnlyFilter extends Common {
  kind: 'only'
  /** What its chip says, by the rows that are loaded. */
  wordOf: (id: string, rows: never[], words: Words) => string
}

export type Filter =
  ChipsFilter | ChoiceFilter | ListedFilter | StaffFilter | DayFilter | IsoFilter | OnlyFilter

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

/** The state of the records. */
export const inState = <Id extends string>(options: Omit<ChipsOptions<Id>, 'param'>): Filter =>
  chips({ param: 'status', ...options })

interface ChoiceOptions<Id extends string> extends Omit<ChoiceFilter, 'kind' | 'ids' | 'word'> {
  ids: readonly Id[]
  word: (id: Id) => TextKey
}

export const choice = <Id extends string>({ word, ...options }: ChoiceOptions<Id>): Filter => ({
  kind: 'choice',
  word: word as (id: string) => TextKey,
  ...options,
})

export const listed = (options: Omit<ListedFilter, 'kind'>): Filter => ({
  kind: 'listed',
  ...options,
})

interface StaffOptions<Row> extends Omit<StaffFilter, 'kind' | 'nameIn'> {
  nameIn: (id: string, rows: Row[]) => string | undefined
}

export const ofStaff = <Row,>({ nameIn, ...options }: StaffOptions<Row>): Filter => ({
  kind: 'staff',
  nameIn,
  ...options,
})

export const day = (options: Omit<DayFilter, 'kind'>): Filter => ({ kind: 'day', ...options })

export const ofIso: Filter = {
  kind: 'iso',
  param: 'iso',
  label: 'queue.iso',
  all: 'list.anyIso',
}

interface OnlyOptions<Row> extends Omit<OnlyFilter, 'kind' | 'wordOf'> {
  wordOf: (id: string, rows: Row[], words: Words) => string
}

export const only = <Row,>({ wordOf, ...options }: OnlyOptions<Row>): Filter => ({
  kind: 'only',
  wordOf,
  ...options,
})

/** What counts of the text in the address: what the endpoint would refuse narrows nothing. */
export function readFilter(filter: Filter, given: string): string {
  // records may not be loaded yet
  if (filter.kind === 'only' || filter.kind === 'iso' || filter.kind === 'staff') {
    return anId.safeParse(given).data ?? ''
  }
  if (filter.kind === 'listed') return filter.accepts.test(given) ? given : ''
  if (filter.kind === 'day') return z.iso.date().safeParse(given).data ?? ''
  const known = given.split(',').filter((id) => filter.ids.includes(id))
  return filter.kind === 'chips' && filter.many ? given : (known[0] ?? '')
}

interface ControlProps<F> {
  filter: F
  value: string
  /** Those that are loaded. */
  rows?: object[] | undefined
  set: (value: string) => void
}

export function FilterControl({ filter, value, rows = [], set }: ControlProps<Filter>) {
  const words = useWords()
  const { t } = words
  const { kind, label } = filter
  if (kind === 'chips') return <ChipsControl filter={filter} value={value} set={set} />
  if (kind === 'iso') return <IsoControl filter={filter} value={value} set={set} />
  if (kind === 'listed') return <ListedControl filter={filter} value={value} set={set} />
  if (kind === 'staff') {
    const name = value && filter.nameIn(value, rows as never[])
    return <StaffControl label={t(label)} value={value} name={name} set={set} />
  }
  if (kind === 'day') return <DayControl label={t(label)} value={value} set={set} />
  if (kind === 'choice') {
    const options = filter.ids.map((id) => ({ value: id, label: t(filter.word(id)) }))
    return <ChoiceControl {...filter} value={value} set={set} options={options} />
  }
  if (!value) return null
  const word = filter.wordOf(value, rows as never[], words)
  return <Chips label={t(label)} chips={[{ id: value, word, on: true, onPress: () => set('') }]} />
}

function ListedControl({ filter, value, set }: ControlProps<ListedFilter>) {
  const options = filter.useOptions()
  const isThere = !value || options.some((option) => option.value === value)
  const shown = isThere ? options : [{ value, label: value }, ...options]
  return <ChoiceControl {...filter} value={value} set={set} options={shown} />
}

function IsoControl({ filter, value, set }: ControlProps<Common>) {
  return <ChoiceControl {...filter} value={value} set={set} options={useIsos()} />
}

const useNoCounts = () => undefined

function ChipsControl({ filter, value, set }: ControlProps<ChipsFilter>) {
  const { t } = useText()
  const { ids, offered = ids, label, all, many, useCounted = useNoCounts } = filter
  const counts: Partial<Record<string, number>> | undefined = useCounted()
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
