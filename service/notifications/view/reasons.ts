/** What was rejected and why, as lines of a card: of each item its name, and its reasons in the reader's language. */
import type { InEachLanguage } from '../../offered-lists/model.ts'
import type { StoredChoice } from '../../products/model.ts'
import type { StoredSubmission, StoredVerdict } from '../../promotions/model.ts'
import type { StoredRejectReason } from '../../reviews/model.ts'

interface Words {
  language: string
  /** What a store is called. */
  store: string
  spotKinds: readonly StoredChoice[]
  reasons: readonly StoredRejectReason[]
}

const nameIn = (language: string, names: InEachLanguage | undefined) =>
  names?.[language as keyof InEachLanguage]

/** In the order of the visit: the store, then its spots. */
export function rejectionLines(
  { store, spots }: Pick<StoredSubmission, 'store' | 'spots'>,
  { language, store: storeWord, spotKinds, reasons }: Words,
): [string, string][] {
  const whyOf = ({ reasons: given, note }: StoredVerdict) =>
    [...given.map(({ code }) => reasonName(code)), note].filter(Boolean).join(' · ')
  const reasonName = (code: string) =>
    nameIn(language, reasons.find(({ _id }) => _id === code)?.names) ?? ''
  const kindName = (kind: string) =>
    nameIn(language, spotKinds.find(({ _id }) => _id === kind)?.names) ?? kind
  return [
    { name: storeWord, verdict: store.verdict },
    ...spots.map(({ kind, verdict }, index) => ({
      name: `${index + 1}. ${kindName(kind)}`,
      verdict,
    })),
  ]
    .filter(({ verdict }) => verdict.status === 'rejected')
    .map(({ name, verdict }) => [name, whyOf(verdict)])
}
