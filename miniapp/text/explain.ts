/** Puts what went wrong into the reader's words: a title, and what to do about it. */
import { problemCodes } from '../../service/problems/contract.ts'
import { codeOf, OfflineError, ProblemError } from '../api/problem-error.ts'
import { useText, type Translate } from './texts.tsx'

export interface Explanation {
  title: string
  remedy: string
  /** To be told to support, when the fault is ours. */
  requestId?: string
  /** Something of ours failed, so that it can be reported; a refusal and a lost signal are no faults. */
  isFault?: boolean
}

/** The same for a whole page: what does not fit there stands in its address. */
export function explainPage(explanation: Explanation, t: Translate, error: unknown): Explanation {
  return codeOf(error) === 'bad_input'
    ? { title: t('missing.title'), remedy: t('missing.remedy') }
    : explanation
}

/** Names of what was refused: the last part of `store.name` is what a screen asks for. */
function fieldsOf(fields: { field: string }[] | undefined): string {
  const names = fields?.map(({ field }) => field.replace(/^.*\./, '')) ?? []
  return [...new Set(names)].filter((name) => /^[a-z]/i.test(name) && name !== 'body').join(' · ')
}

/** Wording for a refusal, for no network, and for a fault of the page itself. */
export function explain(t: Translate, error: unknown): Explanation {
  if (error instanceof OfflineError) {
    return { title: t('offline.title'), remedy: t('offline.remedy') }
  }
  if (!(error instanceof ProblemError)) {
    return {
      title: t('problem.internal.title'),
      remedy: t('problem.internal.remedy'),
      isFault: true,
    }
  }
  const { problem } = error
  const code = codeOf(error)
  // a code that is newer than this page comes with words of its own
  const known = code && problemCodes.includes(code)
  const named = code === 'bad_input' && fieldsOf(problem.fields)
  const remedy = named
    ? t('common.checkFields', { fields: named })
    : known
      ? t(`problem.${code}.remedy`)
      : problem.remedy
  const reason = code === 'workspace_suspended' && problem.about?.['reason']
  return {
    title: known ? t(`problem.${code}.title`) : problem.title,
    remedy: reason ? t('common.suspended', { reason, remedy }) : remedy,
    ...(problem.status >= 500 && { isFault: true }),
    ...(problem.status >= 500 && problem.requestId && { requestId: problem.requestId }),
  }
}

export function useExplain(): (error: unknown) => Explanation {
  const { t } = useText()
  return (error) => explain(t, error)
}
