/** Why a file has no columns to read, in words that name the hidden sheet, the hidden columns or the part of a name. */
import { visible } from '../../../service/text/shared/visible.ts'
import { codeOf, ProblemError } from '../../api/problem-error.ts'
import type { Explanation } from '../../text/explain.ts'
import { useText } from '../../text/texts.tsx'
import { useExplain } from '../../text/explain.ts'

export function useExplainFile(): (error: unknown) => Explanation {
  const { t } = useText()
  const explain = useExplain()
  return (error) => {
    if (!(error instanceof ProblemError) || codeOf(error) !== 'columns_missing')
      return explain(error)
    const { hiddenSheet: sheet, hiddenColumns: columns, part } = error.problem.about ?? {}
    const wordsFor = (key: 'columnsHidden' | 'sheetHidden' | 'namePart', values: object) => ({
      title: t(`imports.${key}.title`),
      remedy: t(`imports.${key}.remedy`, { ...values }),
    })
    if (Array.isArray(columns)) {
      return wordsFor('columnsHidden', {
        columns: columns.map((one) => visible(String(one))).join(' · '),
      })
    }
    if (typeof sheet === 'string') return wordsFor('sheetHidden', { sheet: visible(sheet) })
    if (typeof part === 'string') return wordsFor('namePart', { part: visible(part) })
    return explain(error)
  }
}
