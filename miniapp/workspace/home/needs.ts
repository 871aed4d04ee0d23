/** What needs the person, the most urgent first, and whether all of it could be asked for. */
import type { MyTaskRow } from '../../../service/inspections/contract.ts'
import { lastRejected } from '../../../service/promotions/contract.ts'
import { isStuck } from '../../drafts/queue-rules.ts'
import { usePhone } from '../../drafts/memory.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { useRejectedWords } from '../results/rejected-words.ts'
import { answersKept } from '../tasks/answers.ts'
import type { HomeAnswers } from './answers.ts'

/** Of rejected submissions, and of tasks. */
const mostShown = lastRejected.limit

/** One line, a door to what it says. */
export interface Need {
  key: string
  kind: 'stuck' | 'task' | 'rejected' | 'all'
  href: string
  title: string
  words?: string
}

/** Milliseconds before its deadline from which a task is urgent. */
const soon = 24 * 3_600_000

/** What came back, and what is due by tomorrow. */
function isUrgent({ status, deadline }: MyTaskRow): boolean {
  if (status === 'returned') return true
  return status !== 'submitted' && new Date(deadline).getTime() - Date.now() < soon
}

/** What could not be sent and waits for the person. */
function useStuckNeeds(): Need[] {
  const { t } = useText()
  const { entries, photos } = usePhone()
  return [...entries].flatMap(([kind, ofKind]) =>
    ofKind
      .filter((entry) => isStuck(kind, entry, photos))
      .map((entry) => ({
        key: entry.id,
        kind: 'stuck',
        href: '/work/outbox',
        title: kind.storeNameOf(entry),
        words: t('home.needsYou.stuck'),
      })),
  )
}

function useTaskNeeds({ tasks }: HomeAnswers): Need[] {
  const { t } = useText()
  const { day } = useFormats()
  const inspections = answersKept.useAll()
  const sent = new Set(inspections.flatMap(({ id, sending }) => (sending ? [id] : [])))
  return (tasks.data?.items ?? [])
    .filter((task) => isUrgent(task) && !sent.has(task.id))
    .slice(0, mostShown)
    .map(({ id, storeName, status, deadlineDay }) => ({
      key: id,
      kind: 'task',
      href: `/work/tasks/${id}`,
      title: storeName,
      words:
        status === 'returned'
          ? t('home.needsYou.returned')
          : t('home.needsYou.task', { day: day(deadlineDay) }),
    }))
}

function useRejectedNeeds({ rejected, counts }: HomeAnswers): Need[] {
  const { t } = useText()
  const wordsOf = useRejectedWords()
  const rows = (rejected.data?.items ?? []).map((row): Need => {
    const [first, ...others] = row.rejected ?? []
    const spots = row.spots.rejected
    const many = spots ? t('home.needsYou.spots', { count: spots }) : t('home.needsYou.store')
    return {
      key: row.id,
      kind: 'rejected',
      href: `/work/results/${row.id}`,
      title: row.storeName,
      words: first && !others.length ? wordsOf(first) : many,
    }
  })
  const count = counts.data?.rejected ?? 0
  if (count <= rows.length || rows.length < mostShown) return rows
  const title = t('home.needsYou.all', { count })
  return [...rows, { key: 'all', kind: 'all', href: '/work/results?status=rejected', title }]
}

export interface Needs {
  lines: Need[]
  /** Part of it was never heard: it failed, or is still being asked for. */
  gap: 'failed' | 'asking' | undefined
  /** Why it failed. */
  error: unknown
  /** All of it was heard once, and asking again failed. */
  isOld: boolean
  retry: () => void
}

export function useNeeds(answers: HomeAnswers): Needs {
  const lines = [...useStuckNeeds(), ...useTaskNeeds(answers), ...useRejectedNeeds(answers)]
  const asked = [answers.rejected, answers.tasks]
  const missing = asked.filter(({ data }) => data === undefined)
  const failed = [...asked, answers.counts].filter(({ error }) => error !== null)
  const hasFailed = missing.some(({ error, isFetching }) => error !== null && !isFetching)
  return {
    lines,
    gap: missing.length ? (hasFailed ? 'failed' : 'asking') : undefined,
    error: missing.find(({ error }) => error !== null)?.error,
    isOld: !missing.length && failed.length > 0,
    retry: () => {
      for (const { refetch } of failed) void refetch()
    },
  }
}
