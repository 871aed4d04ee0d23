/** What needs the person, the most urgent first, and whether all of it could be asked for. */
import { CircleAlert, CornerUpLeft } from 'lucide-react'
import { lastRejected } from '../../../service/promotions/contract/own.ts'
import { isStuck } from '../../drafts/queue-rules.ts'
import { usePhone } from '../../drafts/memory.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import type { Need } from '../parts/feature.ts'
import { useRejectedWords } from '../results/rejected-words.ts'
import type { HomeAnswers } from './answers.ts'

/** Of rejected submissions. */
const mostShown = lastRejected.limit

/** What could not be sent and waits for the person. */
function useStuckNeeds(): Need[] {
  const { t } = useText()
  const { entries, photos } = usePhone()
  return [...entries].flatMap(([kind, ofKind]) =>
    ofKind
      .filter((entry) => isStuck(kind, entry, photos))
      .map((entry) => ({
        key: entry.id,
        tone: 'stuck',
        icon: CircleAlert,
        href: '/work/outbox',
        title: kind.storeNameOf(entry),
        words: t('home.needsYou.stuck'),
      })),
  )
}

/** Of the parts of the workspace. */
function useOtherNeeds({ lines }: HomeAnswers): Need[] {
  const { t } = useText()
  const formats = useFormats()
  const phone = usePhone()
  return lines.flatMap(({ needs, asking: { data } }) =>
    data === undefined ? [] : [...(needs?.(data, { t, formats, phone }) ?? [])],
  )
}

function useRejectedNeeds({ rejected, counts }: HomeAnswers): Need[] {
  const { t } = useText()
  const wordsOf = useRejectedWords()
  const rows = (rejected.data?.items ?? []).map((row): Need => {
    const [first, ...others] = row.rejected ?? []
    const spots = row.spots.rejected
    const many = spots
      ? t('home.needsYou.spots', { count: spots })
      : t(first?.posm ? 'home.needsYou.posm' : 'home.needsYou.store')
    return {
      key: row.id,
      tone: 'attention',
      icon: CornerUpLeft,
      href: `/work/results/${row.id}`,
      title: row.storeName,
      words: first && !others.length ? wordsOf(first) : many,
    }
  })
  const count = counts.data?.rejected ?? 0
  if (count <= rows.length || rows.length < mostShown) return rows
  const title = t('home.needsYou.all', { count })
  return [...rows, { key: 'all', tone: 'all', href: '/work/results?status=rejected', title }]
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
  const lines = [...useStuckNeeds(), ...useOtherNeeds(answers), ...useRejectedNeeds(answers)]
  const asked = [answers.rejected, ...answers.others]
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
