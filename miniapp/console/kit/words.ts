/** What declared pages, panels and dialogs say their texts with: the catalogue, and dates and numbers. */
import { useFormats } from '../../text/format.ts'
import { useText, type Translate } from '../../text/texts.tsx'

export interface Words extends ReturnType<typeof useFormats> {
  t: Translate
}

export function useWords(): Words {
  const { t } = useText()
  return { ...useFormats(), t }
}
